"""What a bot does that starts on a database, whatever schema that has."""

import logging
import threading
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import pytest

from bot.database.schema import setup
from bot.database.schema.revision import NEWEST, Revision
from bot.errors import SchemaError
from bot.inbox.store import Inbox
from bot.webex.model.event import Event
from tests.database.schema.conftest import OLDER, AnyDatabase

_ROOT = Path(__file__).parents[3]
_NEXT = Revision(NEWEST.number + 1, since=NEWEST.since)
_FAR = Revision(NEWEST.number + 7, since=NEWEST.number + 1)
_EVENT = Event("messages", "created", "message", "room", "person", "ana@example.com")


def test_an_empty_database_is_set_up_by_whoever_comes_first(database: AnyDatabase) -> None:
    assert Inbox(database.database(), "one").accept(_EVENT)
    assert database.revision() == NEWEST


def test_an_older_file_is_upgraded_at_start_or_left_as_it_is(sqlite_database: AnyDatabase) -> None:
    old = sqlite_database.named(OLDER)
    with pytest.raises(SchemaError, match=r"could not be changed, .*Can't locate revision"):
        Inbox(old.database(), "one").accept(_EVENT)
    assert old.revision() == OLDER


def test_an_older_postgresql_is_left_to_the_operator(postgresql_database: AnyDatabase) -> None:
    old = postgresql_database.named(OLDER)
    inbox = Inbox(old.database(), "one")
    with pytest.raises(SchemaError, match="run “roomdesk db upgrade”"):
        inbox.accept(_EVENT)
    assert old.revision() == OLDER
    old.named(NEWEST)
    assert inbox.accept(_EVENT)


def test_an_upgrade_that_fails_half_way_changes_nothing_and_says_why(database: AnyDatabase) -> None:
    database.run("CREATE TABLE presses (key VARCHAR(64))")
    with pytest.raises(SchemaError, match=r"could not be changed, and .*presses.* already exists"):
        setup.upgrade(database.another())
    assert database.tables() == {"presses"}


def test_two_upgrades_at_once_are_one(database: AnyDatabase) -> None:
    together = threading.Barrier(2)

    def one() -> tuple[Revision | None, Revision]:
        together.wait(30)
        return setup.upgrade(database.another())

    with ThreadPoolExecutor(2) as pool:
        both = {pool.submit(one), pool.submit(one)}
        found = sorted((one.result() for one in both), key=lambda one: one[0] is not None)
    assert [before for before, _ in found] == [None, NEWEST]


def test_a_newer_schema_that_serves_this_bot_is_used_as_it_is(
    database: AnyDatabase, caplog: pytest.LogCaptureFixture
) -> None:
    database.named(_NEXT)
    with caplog.at_level(logging.WARNING, "bot.database.schema.setup"):
        assert Inbox(database.database(), "one").accept(_EVENT)
    said = (
        f"the database has schema {_NEXT.number}, newer than this version of the bot, which works"
    )
    assert [record.getMessage() for record in caplog.records] == [f"{said} with it all the same"]
    assert setup.upgrade(database.another()) == (_NEXT, _NEXT)
    assert database.revision() == _NEXT


def test_a_newer_schema_that_is_not_for_this_bot_is_not_touched(database: AnyDatabase) -> None:
    database.named(_FAR)
    inbox = Inbox(database.database(), "one")
    for use in (inbox.check, lambda: setup.upgrade(database.another())):
        with pytest.raises(
            SchemaError, match=f"which is for bots of schema {_FAR.since} and newer"
        ):
            use()
    assert database.revision() == _FAR


@pytest.mark.parametrize("name", ["ae1027a6", "0002"])
def test_a_schema_of_somebody_else_s_is_not_touched(database: AnyDatabase, name: str) -> None:
    database.named(name)
    with pytest.raises(SchemaError, match=f"its schema is {name}, which is none of this bot’s"):
        Inbox(database.database(), "one").check()


def test_a_process_at_work_does_not_mind_what_becomes_of_the_number(database: AnyDatabase) -> None:
    inbox = Inbox(database.database(), "one")
    inbox.check()
    database.named(_FAR)
    assert inbox.accept(_EVENT)
