"""Giving a database the schema that this bot needs, or saying why that cannot be.

A SQLite file is upgraded by the process that starts on it: nobody else reaches its disk. A
PostgreSQL is upgraded by the operator's command, ahead of the processes that need it. An empty
database of either kind is set up by whoever comes first.
"""

import fcntl
import logging
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from sqlalchemy import (
    Column,
    Connection,
    Engine,
    MetaData,
    String,
    Table,
    insert,
    inspect,
    select,
    text,
)
from sqlalchemy.exc import OperationalError, ProgrammingError

from bot.database.schema.revision import NEWEST, Revision, complaint
from bot.database.schema.tables import metadata
from bot.errors import SchemaError

log = logging.getLogger(__name__)

FOLDER = Path(__file__).parent
# Alembic's own table, as Alembic makes it.
_NAMES = Table("alembic_version", MetaData(), Column("version_num", String(32), primary_key=True))
_KEY = 0x526F6F6D  # a number of our own for PostgreSQL's advisory lock


def prepare(engine: Engine) -> None:
    """Make sure that this bot works with the schema. Safe when several processes start at once.

    A newer schema that serves this bot too is left as it is.

    Raises:
        SchemaError: the operator has to do something about it.
    """
    with _alone(engine):
        # Looked at first: mostly there is nothing to do, and nobody has to wait for a turn.
        now = look(engine)
        if now is None or now.number < NEWEST.number:
            _, now = _bring_up(engine, older_too=engine.dialect.name == "sqlite")
    _require(now)
    if now != NEWEST:
        log.warning(
            "the database has %s, newer than this version of the bot, which works with it all "
            "the same",
            now.in_words,
        )


def upgrade(engine: Engine) -> tuple[Revision | None, Revision]:
    """Run the revisions that are missing; return what the schema was and what it is.

    Raises:
        SchemaError: it cannot be changed, or it is newer and not for this version of the bot.
    """
    with _alone(engine):
        before, now = _bring_up(engine, older_too=True)
    _require(now)
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
    _require(found)


def look(engine: Engine) -> Revision | None:
    """Return the schema as it is; None if there is none yet. Changes nothing.

    Raises:
        SchemaError: it is somebody else's.
    """
    path = engine.url.database
    if engine.dialect.name == "sqlite" and path and not Path(path).exists():
        return None  # to open it would make it
    with engine.connect() as connection:
        return _read(connection)


def _require(found: Revision) -> None:
    if not found.serves(NEWEST):
        raise SchemaError(complaint(found))


@contextmanager
def _alone(engine: Engine) -> Iterator[None]:
    """Hold a file lock: two processes that set up one new SQLite file fail as "locked"."""
    path = engine.url.database
    if engine.dialect.name != "sqlite" or not path:
        yield
        return
    with Path(f"{path}.lock").open("w") as lock:
        fcntl.flock(lock, fcntl.LOCK_EX)
        yield


def _bring_up(engine: Engine, *, older_too: bool) -> tuple[Revision | None, Revision]:
    """Change the schema if that is to be done, all or nothing; return what it was and what it is.

    Raises: SchemaError.
    """
    with engine.begin() as connection:
        try:
            _take_turn(connection)
            before = _read(connection)
            if before is None:
                _create(connection)
                return None, NEWEST
            if before.number >= NEWEST.number or not older_too:
                return before, before
            migrate(connection)
        except (OperationalError, ProgrammingError) as error:
            if error.connection_invalidated:
                raise
            raise _unchanged(str(error.orig).partition("\n")[0]) from error
    log.info("the database had %s and has %s now", before.in_words, NEWEST.in_words)
    return before, NEWEST


def _take_turn(connection: Connection) -> None:
    if connection.dialect.name == "sqlite":
        # Python's driver begins a transaction ahead of INSERT, but not of CREATE TABLE.
        connection.exec_driver_sql("BEGIN IMMEDIATE")
        return
    # A revision may take its time. Not so the wait for a table: all others queue behind it.
    connection.execute(text("SET LOCAL statement_timeout = 0"))
    connection.execute(text("SET LOCAL lock_timeout = '3s'"))
    connection.execute(text("SELECT pg_advisory_xact_lock(:key)"), {"key": _KEY})


def _read(connection: Connection) -> Revision | None:
    if not inspect(connection).has_table(_NAMES.name):
        return None
    found = connection.scalars(select(_NAMES.c.version_num)).all()
    if not found:
        return None
    try:
        (name,) = found
        return Revision.read(name)
    except ValueError as error:
        raise SchemaError(
            f"the database says that its schema is {', '.join(found)}, which is none of this bot’s:"
            " does DATABASE_URL name a database that belongs to something else?"
        ) from error


def _create(connection: Connection) -> None:
    """Make the tables as they are today: Alembic would take a quarter of a second, and 12 MB."""
    metadata.create_all(connection, checkfirst=False)
    _NAMES.create(connection, checkfirst=True)
    connection.execute(insert(_NAMES).values(version_num=str(NEWEST)))


def migrate(connection: Connection) -> None:
    """Run the missing revisions, in the transaction that is open. Raises: SchemaError."""
    from alembic import command
    from alembic.config import Config
    from alembic.util import CommandError

    config = Config(attributes={"connection": connection})
    # The file format that this stands for gives % a meaning.
    config.set_main_option("script_location", str(FOLDER).replace("%", "%%"))
    try:
        command.upgrade(config, str(NEWEST))
    except CommandError as error:
        raise _unchanged(str(error)) from error


def _unchanged(reason: str) -> SchemaError:
    return SchemaError(
        f"the schema could not be changed, and is what it was: {reason}. Correct that and try again"
    )
