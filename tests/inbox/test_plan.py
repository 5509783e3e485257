"""However many questions were answered: those that wait are found without reading them all."""

import json
import shutil
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any
from urllib.parse import urlsplit

import pytest
from sqlalchemy import Engine, event, text

from bot.database.engine import engine_for
from bot.inbox.store import Inbox
from bot.inbox.upkeep import Upkeep
from bot.webex.model.event import Event
from tests.inboxes import Inboxes
from tests.postgres import Server, drop_database, fresh_database

_ANSWERED = 20_000


@dataclass
class _Spy:
    """An inbox with many answered questions, and the plans of what it asks the database for."""

    engine: Engine
    inbox: Inbox
    upkeep: Upkeep
    asked: list[tuple[str, Any]] = field(default_factory=list)

    def note(self, _connection: Any, _cursor: Any, statement: str, values: Any, *_: Any) -> None:
        self.asked.append((statement, values))

    @contextmanager
    def planned(self) -> Iterator[list[str]]:
        """Yield a list that at the end of the block says how each statement in it is run."""
        plans: list[str] = []
        event.listen(self.engine, "before_cursor_execute", self.note)
        yield plans
        event.remove(self.engine, "before_cursor_execute", self.note)
        with self.engine.connect() as connection:
            for statement, values in self.asked:
                if "questions" in statement:
                    plans += self._explained(connection.exec_driver_sql, statement, values)

    def _explained(self, execute: Any, statement: str, values: Any) -> list[str]:
        if self.engine.dialect.name == "sqlite":
            return [row.detail for row in execute(f"EXPLAIN QUERY PLAN {statement}", values)]
        found = execute(f"EXPLAIN (FORMAT JSON) {statement}", values).scalar()
        plan = json.loads(found) if isinstance(found, str) else found
        return [*_steps(plan[0]["Plan"])]


def _steps(node: dict[str, Any]) -> Iterator[str]:
    """Say each step of PostgreSQL's plan in the words of SQLite's."""
    if node["Node Type"] == "Seq Scan":
        yield f"SCAN {node['Relation Name']}"
    elif "Index Name" in node:
        yield f"SEARCH {node.get('Relation Name', '')} USING INDEX {node['Index Name']}"
    for child in node.get("Plans", ()):
        yield from _steps(child)


@pytest.fixture(scope="module", params=["sqlite", "postgresql"])
def answered(
    request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory
) -> Iterator[str]:
    """The URL of a database with many answered questions, to be copied."""
    if request.param == "sqlite":
        url = f"sqlite:///{tmp_path_factory.mktemp('answered') / 'inbox.db'}"
    else:
        server: Server = request.getfixturevalue("postgresql_server")
        url = fresh_database(server.url)
    inboxes = Inboxes(url)
    inboxes.close_long_ago(_ANSWERED, 3600)
    inboxes.close()
    yield url
    if request.param == "postgresql":
        drop_database(server.url, url)


@pytest.fixture
def inboxes(answered: str, tmp_path: Path, request: pytest.FixtureRequest) -> Iterator[Inboxes]:
    path = urlsplit(answered).path[1:]
    if answered.startswith("sqlite"):
        shutil.copy(path, tmp_path)
        found = Inboxes(f"sqlite:///{tmp_path / 'inbox.db'}")
        yield found
        found.close()
        return
    server: Server = request.getfixturevalue("postgresql_server")
    found = Inboxes(fresh_database(server.url, path))
    yield found
    found.close()
    drop_database(server.url, found.url)


@pytest.fixture
def spy(inboxes: Inboxes) -> _Spy:
    engine = engine_for(inboxes.url, 4)
    database = inboxes.database(engine)
    spy = _Spy(engine, Inbox(database, "one"), Upkeep(database, "one"))
    for number in range(20):
        spy.inbox.accept(_event(number))
    with engine.connect().execution_options(isolation_level="AUTOCOMMIT") as connection:
        if database.is_postgresql:  # which otherwise learns by itself, a little later
            connection.execute(text("ANALYZE questions"))
    return spy


def _event(number: int) -> Event:
    return Event("messages", "created", f"message{number}", f"room{number % 7}", f"person{number}")


def _indexes(plans: list[str]) -> set[str]:
    return {
        word
        for plan in plans
        for word in plan.split()
        if word.startswith(("questions_", "sqlite_autoindex"))
    }


def _full_scans(plans: list[str]) -> list[str]:
    """Return the steps that read the whole table; SQLite says SCAN of a whole index too."""
    return [plan for plan in plans if plan.startswith("SCAN questions") and "USING" not in plan]


def test_a_question_is_accepted_by_the_indexes_of_the_open_ones(spy: _Spy) -> None:
    with spy.planned() as plans:
        spy.inbox.accept(_event(100))
    assert _full_scans(plans) == []
    assert {"questions_turn", "questions_room", "questions_person"} <= _indexes(plans)


@pytest.mark.parametrize("waiting", [0, 20])
def test_whether_somebody_waits_is_found_by_an_index_of_the_open_ones(
    spy: _Spy, waiting: int
) -> None:
    spy.inbox.claim(20 - waiting)
    with spy.planned() as plans:
        is_new, taken = spy.inbox.take_in(_event(100), at_once=True)
    assert is_new
    assert (taken is None) == bool(waiting)
    assert _full_scans(plans) == []
    if spy.engine.dialect.name == "sqlite":  # PostgreSQL reads the few in any order
        assert "questions_owner" in _indexes(plans)


def test_a_question_is_claimed_by_the_index_of_the_open_ones(spy: _Spy) -> None:
    with spy.planned() as plans:
        assert len(spy.inbox.claim(8)) == 8
    assert _full_scans(plans) == []
    assert "questions_turn" in _indexes(plans)


def test_who_holds_questions_is_found_by_the_index_of_the_open_ones(spy: _Spy) -> None:
    with spy.planned() as plans:
        spy.inbox.owners()
        spy.inbox.take_over("somebody dead")
    assert _full_scans(plans) == []
    assert "questions_owner" in _indexes(plans)


def test_what_is_old_is_forgotten_by_the_index_of_the_closed_ones(spy: _Spy) -> None:
    with spy.planned() as plans:
        assert spy.upkeep.prune() == 0
    assert _full_scans(plans) == []
    assert "questions_ended" in _indexes(plans)
