"""Giving a database the schema that this bot needs, or saying why that cannot be.

A SQLite file is upgraded by the process that starts on it: nobody else reaches its disk. A
PostgreSQL is upgraded by the operator's command, ahead of the processes that need it. An empty
database of either kind is set up by whoever comes first.
"""

import logging
from pathlib import Path

from sqlalchemy import Connection, Engine
from sqlalchemy.exc import DBAPIError, OperationalError, ProgrammingError

from bot.database import token_tables as _vault_tables  # noqa: F401  # they are among `metadata`
from bot.database.retry import insist
from bot.database.schema import stamp
from bot.database.schema.lock import alone, changing, is_busy
from bot.database.schema.revision import NEWEST, Revision, complaint
from bot.database.tables import metadata
from bot.errors import SchemaError

log = logging.getLogger(__name__)

_PROMPTLY_MS = 3000
_PATIENTLY_MS = 20_000
_PATIENCE_S = 60.0


def prepare(engine: Engine) -> None:
    """Make sure that this bot works with the schema. Safe when several processes start at once.

    A newer schema that serves this bot too is left as it is.

    Raises:
        SchemaError: the operator has to do something about it.
        UnavailableError: another process is changing it.
    """
    with alone(engine):
        if _is_current(engine):
            return
        _, now = _bring_up(engine, _PROMPTLY_MS, older_too=engine.dialect.name == "sqlite")
    if not now.serves(NEWEST):
        raise SchemaError(complaint(now))
    if now != NEWEST:
        log.warning(
            "the database has %s, newer than this version of the bot, which works with it all "
            "the same",
            now.in_words,
        )


def upgrade(
    engine: Engine, wait_ms: int = _PATIENTLY_MS, patience_s: float = _PATIENCE_S
) -> tuple[Revision | None, Revision]:
    """Run the revisions that are missing; return what the schema was and what it is.

    A table in use is waited for in short turns, so that nobody queues behind it for long.

    Raises:
        SchemaError: it is newer, and not for this version of the bot.
        UnavailableError: somebody did not let go of the tables in all that time.
    """
    with alone(engine):
        before, now = insist(lambda: _bring_up(engine, wait_ms, older_too=True), patience_s)
    if not now.serves(NEWEST):
        raise SchemaError(complaint(now))
    return before, now


def require(engine: Engine) -> None:
    """Make sure that this bot works with the schema as it is. Changes nothing.

    Raises:
        SchemaError: it does not, or there is no database yet.
    """
    found = look(engine)
    if found is None:
        raise SchemaError(
            "there is no database yet where DATABASE_URL says. The bot makes it when it starts: "
            "start it. If it runs, give this command the bot’s settings, and its folder"
        )
    if not found.serves(NEWEST):
        raise SchemaError(complaint(found))


def look(engine: Engine) -> Revision | None:
    """Return the schema as it is; None if there is none yet. Changes nothing.

    Raises:
        SchemaError: it is somebody else's.
    """
    path = engine.url.database
    if engine.dialect.name == "sqlite" and path and not Path(path).exists():
        return None  # to open it would make it
    with engine.connect() as connection:
        return stamp.read(connection)


def _is_current(engine: Engine) -> bool:
    """Look in the cheapest way: this is what each start of a bot costs."""
    with engine.connect() as connection:
        try:
            return stamp.names(connection) == [str(NEWEST)]
        except DBAPIError:  # no such table, most likely; a closer look follows
            return False


def _bring_up(engine: Engine, wait_ms: int, *, older_too: bool) -> tuple[Revision | None, Revision]:
    """Change the schema if that is to be done; return what it was and what it is."""
    with changing(engine, wait_ms) as connection:
        before = stamp.read(connection)
        if before is not None and (before.number >= NEWEST.number or not older_too):
            return before, before
        try:
            _change(connection, before)
        except (OperationalError, ProgrammingError) as error:
            if is_busy(error) or error.connection_invalidated:
                raise
            reason = str(error.orig).partition("\n")[0]
            raise SchemaError(
                f"the schema could not be changed, and is what it was: {reason}. Mend that and try "
                "again"
            ) from error
    if before is not None:
        log.info("the database had %s and has %s now", before.in_words, NEWEST.in_words)
    return before, NEWEST


def _change(connection: Connection, before: Revision | None) -> None:
    if before is None:
        # Revisions would lead to the same, and a test compares; but slower, with Alembic.
        metadata.create_all(connection)
        stamp.write(connection, NEWEST)
        return
    from bot.database.schema.migration import migrate

    migrate(connection, NEWEST)
