"""What several threads write to a SQLite file at once is one transaction, and each has its rows."""

import threading
from collections.abc import Sequence
from concurrent.futures import Future, ThreadPoolExecutor
from types import TracebackType
from typing import Self

import pytest
from sqlalchemy import bindparam

from bot.database.group import Group, Pending, Rows
from bot.database.prepared import Prepared
from bot.database.schema.tables import marks
from bot.database.transactions import Database
from bot.errors import UnavailableError
from tests.inboxes import Inboxes


class _Turn:
    """Tells of each thread that waits for its turn."""

    def __init__(self) -> None:
        self.lock, self.tried = threading.Lock(), threading.Semaphore(0)

    def __enter__(self) -> Self:
        self.tried.release()
        self.lock.acquire()
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        self.lock.release()


class _Together:
    """Statements that all wait for the same turn, on a real file."""

    def __init__(self, database: Database) -> None:
        self.database = database
        self.batches: list[int] = []
        self._turn = _Turn()
        self._group = Group(self._turn, self._write)

    def _write(self, batch: Sequence[Pending]) -> Sequence[Rows]:
        self.batches.append(len(batch))
        return self.database._write(batch)

    def run(self, statement: Prepared, keys: Sequence[str]) -> list[Future[Rows]]:
        """Run it with each key, in a thread of its own, once all of them wait."""
        with ThreadPoolExecutor(len(keys)) as pool:
            with self._turn.lock:
                found = [pool.submit(self._one, statement, key) for key in keys]
                for _ in keys:
                    assert self._turn.tried.acquire(timeout=10)
            return found

    def _one(self, statement: Prepared, key: str) -> Rows:
        return self._group.run(Pending(statement, {"key": key}, durable=True))


def _marking(database: Database) -> Prepared:
    insert = database.insert(marks).values(name=bindparam("key"), value=1.0)
    return database.prepared(insert.returning(marks.c.name))


@pytest.fixture
def together(sqlite_inboxes: Inboxes) -> _Together:
    database = sqlite_inboxes.database()
    database.check()
    return _Together(database)


def test_all_that_waits_is_one_transaction_and_each_has_its_own_rows(together: _Together) -> None:
    keys = [f"key {number}" for number in range(20)]
    found = together.run(_marking(together.database), keys)
    assert [[tuple(row) for row in one.result()] for one in found] == [[(key,)] for key in keys]
    assert together.batches == [20]


def test_one_that_is_refused_keeps_no_other_from_being_written(together: _Together) -> None:
    marking = _marking(together.database)
    together.database.run(marking, {"key": "known"})
    first, refused, last = together.run(marking, ["a", "known", "b"])
    with pytest.raises(UnavailableError, match="IntegrityError"):
        refused.result()
    assert (first.result()[0].name, last.result()[0].name) == ("a", "b")
    assert sorted(together.batches) == [1, 1, 1, 3]
