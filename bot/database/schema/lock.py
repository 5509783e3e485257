"""One process at a time changes the schema, and those that work are not held up by it."""

import fcntl
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from sqlalchemy import Connection, Engine, text
from sqlalchemy.exc import DBAPIError, OperationalError

from bot.errors import UnavailableError

_KEY = 0x526F6F6D  # a number of our own for PostgreSQL's advisory lock
# Everybody else who wants a table queues behind whoever waits to change it.
_TABLE_MS = 2000
# lock_not_available and deadlock_detected:
# https://www.postgresql.org/docs/current/errcodes-appendix.html
_BUSY = frozenset({"55P03", "40P01", "SQLITE_BUSY"})


@contextmanager
def alone(engine: Engine) -> Iterator[None]:
    """Hold a file lock: two processes that set up one new SQLite file fail as "locked"."""
    path = engine.url.database
    if engine.dialect.name != "sqlite" or not path or path == ":memory:":
        yield
        return
    with Path(f"{path}.lock").open("w") as lock:
        fcntl.flock(lock, fcntl.LOCK_EX)
        yield


@contextmanager
def changing(engine: Engine, wait_ms: int) -> Iterator[Connection]:
    """Open a transaction in which nobody else changes the schema; all of it happens, or nothing.

    On PostgreSQL it waits for its turn for so many milliseconds, and less for each table.

    Raises:
        UnavailableError: somebody has the turn or uses a table, and did not let go of it.
    """
    try:
        with engine.begin() as connection:
            if engine.dialect.name == "sqlite":
                # Python's driver begins a transaction ahead of INSERT, but not of CREATE TABLE.
                connection.exec_driver_sql("BEGIN IMMEDIATE")
            else:
                _wait_at_most(connection, wait_ms)
                connection.execute(text("SELECT pg_advisory_xact_lock(:key)"), {"key": _KEY})
                _wait_at_most(connection, min(_TABLE_MS, wait_ms))
            yield connection
    except OperationalError as error:
        if not is_busy(error):
            raise
        raise UnavailableError(
            "its tables are in use, or another process changes its schema; try again"
        ) from error


def is_busy(error: DBAPIError) -> bool:
    """Tell whether a statement failed only because others use what it wants."""
    names = (getattr(error.orig, kind, None) for kind in ("sqlstate", "sqlite_errorname"))
    return not _BUSY.isdisjoint(names)


def _wait_at_most(connection: Connection, milliseconds: int) -> None:
    connection.execute(text(f"SET LOCAL lock_timeout = {milliseconds:d}"))
