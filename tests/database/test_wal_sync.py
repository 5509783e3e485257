import sqlite3
import threading
from pathlib import Path

import pytest

from bot.database.engine import engine_for
from bot.database.transactions import Database
from bot.database.wal_sync import Disk


class _Slow:
    """A sync that takes until it is let go."""

    def __init__(self) -> None:
        self.begun: list[str] = []
        self.has_begun, self.may_end = threading.Event(), threading.Event()

    def __call__(self, path: str) -> None:
        self.begun.append(path)
        self.has_begun.set()
        assert self.may_end.wait(10)


def test_a_commit_is_synced_once() -> None:
    synced: list[str] = []
    disk = Disk("some.db", synced.append)
    number = disk.commits()
    disk.wait_for(number)
    disk.wait_for(number)
    assert synced == ["some.db-wal"]


def test_one_sync_serves_all_who_committed_before_it_began() -> None:
    slow = _Slow()
    disk = Disk("some.db", slow)
    first = threading.Thread(target=disk.wait_for, args=(disk.commits(),))
    first.start()
    assert slow.has_begun.wait(10)
    later = [threading.Thread(target=disk.wait_for, args=(disk.commits(),)) for _ in range(3)]
    for thread in later:
        thread.start()
    slow.may_end.set()
    for thread in [first, *later]:
        thread.join(10)
    assert len(slow.begun) == 2


def test_who_commits_while_a_sync_runs_waits_for_the_next() -> None:
    slow = _Slow()
    disk = Disk("some.db", slow)
    first = threading.Thread(target=disk.wait_for, args=(disk.commits(),))
    first.start()
    assert slow.has_begun.wait(10)
    late = disk.commits()
    slow.may_end.set()
    disk.wait_for(late)
    first.join(10)
    assert len(slow.begun) == 2


def test_the_log_of_a_real_database_is_synced(tmp_path: Path) -> None:
    database = sqlite3.connect(tmp_path / "some.db")
    assert database.execute("PRAGMA journal_mode=WAL").fetchone() == ("wal",)
    database.execute("CREATE TABLE some (one)")
    disk = Disk(str(tmp_path / "some.db"))
    disk.wait_for(disk.commits())
    assert (tmp_path / "some.db-wal").stat().st_size
    database.close()


def test_the_database_syncs_what_is_to_be_durable_and_nothing_else(tmp_path: Path) -> None:
    path, synced = str(tmp_path / "some.db"), list[str]()
    database = Database(engine_for(f"sqlite:///{path}", 1), disk=Disk(path, synced.append))
    with database.begin():
        pass
    assert synced == []
    with database.begin(durable=True):
        assert synced == []
    database.close()
    assert synced == [f"{path}-wal"]


def test_without_a_log_there_is_nothing_to_sync(tmp_path: Path) -> None:
    disk = Disk(str(tmp_path / "some.db"))
    disk.wait_for(disk.commits())


def test_a_sync_that_fails_is_told_and_tried_again() -> None:
    outcomes = iter([OSError("no space"), None])

    def sync(_path: str) -> None:
        outcome = next(outcomes)
        if outcome:
            raise outcome

    disk = Disk("some.db", sync)
    number = disk.commits()
    with pytest.raises(OSError, match="no space"):
        disk.wait_for(number)
    disk.wait_for(number)
    assert next(outcomes, "none is left") == "none is left"
