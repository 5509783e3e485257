"""From one schema to the next, with data in it and somebody at work."""

import threading
from collections.abc import Iterator
from concurrent.futures import Future, ThreadPoolExecutor

import pytest
from sqlalchemy import text

from bot.database.schema import setup
from bot.database.schema.revision import NEWEST, UNNUMBERED, Revision
from bot.errors import SchemaError, UnavailableError
from bot.inbox.store import Inbox
from bot.webex.model.event import Event
from tests.database.schema.bot_1 import OldBot
from tests.database.schema.conftest import ALL, AnyDatabase

_EVENT = Event("messages", "created", "message", "room", "person", "ana@example.com")


@pytest.fixture
def old_bot(database: AnyDatabase) -> Iterator[OldBot]:
    """An old process on a database of its time."""
    found = OldBot(database.unnumbered().another())
    yield found
    found.close()


def _upgraded(database: AnyDatabase) -> tuple[Revision | None, Revision]:
    return setup.upgrade(database.another())


def test_an_empty_database_is_set_up(database: AnyDatabase) -> None:
    assert _upgraded(database) == (None, NEWEST)
    assert database.revision() == NEWEST


def test_a_database_from_before_there_were_numbers_is_adopted(database: AnyDatabase) -> None:
    assert _upgraded(database.unnumbered()) == (UNNUMBERED, NEWEST)
    assert database.revision() == NEWEST
    assert "presses" in database.shape()


def test_what_such_a_database_lacks_is_made(database: AnyDatabase) -> None:
    database.unnumbered()
    whole = database.shape()
    database.run("DROP TABLE grants", "DROP INDEX questions_dead")
    _upgraded(database)
    now = database.shape()
    assert {name: now[name] for name in whole} == whole


@pytest.mark.parametrize("revision", ALL[:-1], ids=str)
def test_each_schema_is_brought_to_the_newest(database: AnyDatabase, revision: Revision) -> None:
    assert _upgraded(database.at(revision)) == (revision, NEWEST)
    assert _upgraded(database) == (NEWEST, NEWEST)


def test_what_is_in_the_tables_stays_and_what_waits_is_taken_over(
    database: AnyDatabase, old_bot: OldBot
) -> None:
    old_bot.work(3)
    old_bot.take_in()
    _upgraded(database)
    inbox = Inbox(database.database(), "new")
    assert [question.event.id for question in inbox.claim(9)] == ["thing 4"]
    with database.engine.connect() as connection:
        for table in ("grants", "consents"):
            found = connection.scalar(text(f"SELECT count(*) FROM {table}"))  # noqa: S608
            assert found == 3


def test_an_old_process_goes_on_while_and_after_the_schema_changes(
    database: AnyDatabase, old_bot: OldBot
) -> None:
    old_bot.work()
    _upgraded(database)
    old_bot.work()
    assert old_bot.answered() == 16
    assert Inbox(database.database(), "new").accept(_EVENT)


def test_questions_that_come_in_while_the_schema_changes_are_all_taken(
    database: AnyDatabase, old_bot: OldBot
) -> None:
    changed = threading.Event()

    def keep_on() -> int:
        rounds = 0
        while not changed.is_set() or not rounds:
            old_bot.work(1)
            rounds += 1
        return rounds

    with ThreadPoolExecutor(1) as pool:
        at_work = pool.submit(keep_on)
        try:
            _upgraded(database)
        finally:
            changed.set()
        assert at_work.result() == old_bot.answered()


def test_a_table_in_use_is_waited_for(database: AnyDatabase, old_bot: OldBot) -> None:
    old_bot.begin()
    with ThreadPoolExecutor(1) as pool:
        upgraded: Future[object] = pool.submit(_upgraded, database)
        _wait_until_somebody_waits(database, upgraded)
        old_bot.finish()
        assert upgraded.result() == (UNNUMBERED, NEWEST)
    assert old_bot.answered() == 1


def _wait_until_somebody_waits(database: AnyDatabase, upgraded: Future[object]) -> None:
    """SQLite does not tell; there the other may begin to wait a moment later."""
    waiting = text(
        "SELECT count(*) FROM pg_locks WHERE NOT granted AND relation = 'questions'::regclass"
    )
    while not database.is_sqlite and not upgraded.done():
        with database.engine.connect() as connection:
            if connection.scalar(waiting):
                return


def test_a_table_that_is_not_let_go_of_leaves_all_as_it_was(
    postgresql_database: AnyDatabase,
) -> None:
    database = postgresql_database.unnumbered()
    before, old_bot = database.shape(), OldBot(database.another())
    old_bot.begin()
    with pytest.raises(UnavailableError, match="its tables are in use"):
        setup.upgrade(database.another(), wait_ms=50, patience_s=0.3)
    old_bot.finish()
    old_bot.close()
    assert (database.shape(), database.revision()) == (before, UNNUMBERED)


def test_an_upgrade_that_fails_half_way_changes_nothing_and_says_why(database: AnyDatabase) -> None:
    database.unnumbered().run("DROP INDEX questions_dead", "CREATE TABLE presses (key TEXT)")
    before = database.shape()
    with pytest.raises(SchemaError, match=r"could not be changed, and .*presses.* already exists"):
        _upgraded(database)
    assert (database.shape(), database.revision()) == (before, UNNUMBERED)


def test_two_upgrades_at_once_are_one(database: AnyDatabase) -> None:
    database.unnumbered()
    together = threading.Barrier(2)

    def one() -> tuple[Revision | None, Revision]:
        together.wait(30)
        return _upgraded(database)

    with ThreadPoolExecutor(2) as pool:
        both = {pool.submit(one), pool.submit(one)}
        found = sorted(str(one.result()[0]) for one in both)
    assert found == [str(UNNUMBERED), str(NEWEST)]
