"""The engine behind the inbox: SQLite by default, PostgreSQL where the settings say so."""

from typing import Any

from sqlalchemy import Connection, Engine, create_engine, event
from sqlalchemy.engine import make_url

_BUSY_MS = 5000
_CACHE_KB = 256
# A delivery is to be refused within five seconds: a free connection, then a new one or an answer.
_FREE_S = 2.0
_CONNECT_S = 2  # libpq takes no less
_STATEMENT_MS = 3000
# A statement takes a millisecond or two, so that a few connections serve many threads; small plans
# allow twenty in all.
_KEPT, _MORE = 8, 2


def engine_for(url: str, threads: int) -> Engine:
    """Return an engine for a `DATABASE_URL`; `threads` is how many use it at once.

    Nothing is opened yet; PostgreSQL gets ten connections of a process at most. `postgres://` and
    `postgresql://` both mean PostgreSQL.
    """
    if not url.startswith("sqlite"):
        there = make_url(url).set(drivername="postgresql+psycopg")
        given = there.query.get("options", "")
        return create_engine(
            there,
            pool_size=min(threads, _KEPT),
            max_overflow=_MORE,
            hide_parameters=True,  # an error that is logged would show addresses
            pool_timeout=_FREE_S,
            use_native_hstore=False,  # it would be looked for with each connection
            connect_args={
                "connect_timeout": _CONNECT_S,
                "options": f"-c statement_timeout={_STATEMENT_MS} {given}",
            },
        )
    engine = create_engine(url, pool_size=threads, max_overflow=4, hide_parameters=True)
    event.listen(engine, "connect", _set_up)
    return engine


def _set_up(connection: Any, _record: object) -> None:
    cursor = connection.cursor()
    cursor.execute(f"PRAGMA busy_timeout={_BUSY_MS}")
    cursor.execute("PRAGMA journal_mode=WAL")
    # An acknowledged question must outlive a power cut.
    # What is read is few pages, and memory that fills up slowly looks like a leak.
    cursor.execute(f"PRAGMA cache_size=-{_CACHE_KB}")
    cursor.close()


def sync_at_commit(connection: Connection, *, is_wanted: bool) -> None:
    """Let what a SQLite connection commits from now on be on disk at once, or with a later one.

    Call it outside of a transaction: https://sqlite.org/pragma.html#pragma_synchronous
    """
    driver: Any = connection.connection.dbapi_connection
    driver.execute(f"PRAGMA synchronous={'FULL' if is_wanted else 'NORMAL'}")
