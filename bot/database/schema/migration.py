"""Alembic, set up in code: runs the revisions that a database lacks."""

from pathlib import Path

from alembic import command
from alembic.config import Config
from alembic.script import ScriptDirectory
from sqlalchemy import Connection

from bot.database.schema.revision import Revision

FOLDER = Path(__file__).parent


def migrate(connection: Connection, to: Revision) -> None:
    """Run what is missing, in the transaction that is open."""
    command.upgrade(_config(connection), str(to))


def revisions() -> list[tuple[Revision, str]]:
    """Return all revisions and what each does, the oldest first."""
    found = ScriptDirectory.from_config(_config()).walk_revisions()
    return [(Revision.read(one.revision), one.doc) for one in found][::-1]


def _config(connection: Connection | None = None) -> Config:
    config = Config(attributes={"connection": connection})
    # The file format that this stands for gives % a meaning.
    config.set_main_option("script_location", str(FOLDER).replace("%", "%%"))
    return config
