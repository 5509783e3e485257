"""The number that a database has: Alembic's table, read and written without Alembic.

Alembic costs a fifth of a second and 12 MB, so that only an upgrade imports it.
"""

from sqlalchemy import (
    Column,
    Connection,
    MetaData,
    PrimaryKeyConstraint,
    String,
    Table,
    insert,
    inspect,
    select,
)

from bot.database.schema.revision import UNNUMBERED, Revision
from bot.database.tables import questions
from bot.errors import SchemaError

# As Alembic makes it itself.
_stamps = Table(
    "alembic_version",
    MetaData(),
    Column("version_num", String(32), nullable=False),
    PrimaryKeyConstraint("version_num", name="alembic_version_pkc"),
)


def names(connection: Connection) -> list[str]:
    """Return the names that the table holds; fails where there is no such table."""
    return [*connection.scalars(select(_stamps.c.version_num))]


def read(connection: Connection) -> Revision | None:
    """Return the schema of the database; None if it has none of our tables.

    Raises:
        SchemaError: it is somebody else's.
    """
    there = inspect(connection)
    found = names(connection) if there.has_table(_stamps.name) else []
    if not found:
        return UNNUMBERED if there.has_table(questions.name) else None
    try:
        (name,) = found
        return Revision.read(name)
    except ValueError as error:
        raise SchemaError(
            f"the database says that its schema is {', '.join(found)}, which is none of this bot’s:"
            " does DATABASE_URL name a database that belongs to something else?"
        ) from error


def write(connection: Connection, revision: Revision) -> None:
    """Give a database that has no number its first."""
    _stamps.create(connection, checkfirst=True)
    connection.execute(insert(_stamps).values(version_num=str(revision)))
