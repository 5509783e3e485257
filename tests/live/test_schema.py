"""Processes that start on one database."""

import multiprocessing
import subprocess
import sys
import threading
from concurrent.futures import ProcessPoolExecutor
from pathlib import Path

from bot.database.schema.revision import NEWEST
from bot.inbox.store import Inbox
from bot.webex.model.event import Event
from tests.database.schema.conftest import AnyDatabase

_ROOT = Path(__file__).parents[2]
_EVENT = Event("messages", "created", "message", "room", "person", "ana@example.com")


_together: threading.Barrier | None = None  # of the processes, each of which has its own module


def _begin(together: threading.Barrier) -> None:
    global _together  # what a process is given as it starts
    _together = together


def _accept(url: str, number: int) -> bool:
    database = AnyDatabase(url)
    assert _together
    _together.wait(60)
    accepted = Inbox(database.database(), f"process {number}").accept(_EVENT)
    database.close()
    return accepted


def _two_processes_accept(database: AnyDatabase) -> list[bool]:
    spawn = multiprocessing.get_context("spawn")
    together = spawn.Barrier(2)
    with ProcessPoolExecutor(2, spawn, initializer=_begin, initargs=(together,)) as pool:
        asked = [pool.submit(_accept, database.url, number) for number in range(2)]
        return sorted(one.result(60) for one in asked)


def test_two_processes_that_start_at_once_set_it_up_once(database: AnyDatabase) -> None:
    database.engine.dispose()
    assert _two_processes_accept(database) == [False, True]
    assert database.revision() == NEWEST


_STARTS = """
import sys
from bot.database.engine import engine_for
from bot.database.schema import setup
setup.prepare(engine_for(sys.argv[1], 1))
print(sorted(name for name in sys.modules if name in ("alembic", "mako")))
"""


def test_only_an_upgrade_loads_what_upgrades(sqlite_database: AnyDatabase) -> None:
    def loaded() -> str:
        command = [sys.executable, "-c", _STARTS, sqlite_database.url]
        done = subprocess.run(command, cwd=_ROOT, capture_output=True, text=True, check=True)  # noqa: S603  # ours
        return done.stdout.strip()

    assert loaded() == "[]", "an empty database"
    assert loaded() == "[]", "a current one"
