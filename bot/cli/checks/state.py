"""The database as the checks share it: is it there, and as the bot needs it?"""

from functools import cached_property
from pathlib import Path

from sqlalchemy import Engine
from sqlalchemy.exc import SQLAlchemyError

from bot.cli.checks.finding import Finding, fail, warn
from bot.database.cause import masked
from bot.database.engine import engine_for
from bot.database.schema.revision import NEWEST, Revision
from bot.database.schema.setup import look, require
from bot.database.sqlite_file import unfit
from bot.database.transactions import Database
from bot.errors import SchemaError

NAME = "database"
_THREADS = 6
_SERVER = (
    "Does it run, and is DATABASE_URL right, password included? In a password write @ as %40, "
    "/ as %2F, : as %3A and % as %25."
)
_FILE = "Is its disk full, or damaged? If the file is, restore the backup."


class Base:
    """A database that is looked at, and neither made nor changed by that."""

    def __init__(self, url: str) -> None:
        self.engine: Engine = engine_for(url, _THREADS)
        self.database = Database(self.engine, make_ready=require)
        self._url = url

    @property
    def is_postgresql(self) -> bool:
        """Whether it is a PostgreSQL."""
        return self.database.is_postgresql

    @cached_property
    def problem(self) -> Finding | None:
        """What keeps the other checks from looking into it; None if nothing does."""
        if wrong := unfit(self._url):
            return fail(NAME, wrong.seen, wrong.next_step)
        path = self.engine.url.database
        if not self.is_postgresql and path and not Path(path).exists():
            return warn(
                NAME,
                f"there is no file {path} yet",
                "It is made when the bot starts. If the bot runs, it started in another folder: "
                "run this command there, or set DATABASE_URL with a whole path.",
            )
        try:
            return of_schema(self.schema, is_postgresql=self.is_postgresql)
        except SchemaError as error:
            return fail(NAME, str(error), "Correct DATABASE_URL.")
        except (SQLAlchemyError, OSError) as error:
            seen = f"does not answer: {self._said(error)}"
            return fail(NAME, seen, _SERVER if self.is_postgresql else _FILE)

    @cached_property
    def schema(self) -> Revision | None:
        """What schema it has; None if it is empty. Raises: SchemaError, SQLAlchemyError."""
        return look(self.engine)

    def _said(self, error: Exception) -> str:
        """Return what a driver says, without the address and its password."""
        text = str(getattr(error, "orig", None) or error) or type(error).__name__
        return masked(text, self.engine.url)

    def close(self) -> None:
        """Close the connections."""
        self.database.close()


def of_schema(found: Revision | None, *, is_postgresql: bool) -> Finding | None:
    """Return what is wrong with a schema; None if this bot works with it."""
    needs = f"this version of the bot needs {NEWEST.in_words}"
    if found is None:
        return warn(NAME, "it is empty", "The bot sets it up as it starts.")
    if found.serves(NEWEST):
        return None
    if found.number > NEWEST.number:
        return fail(
            NAME,
            f"it has {found.in_words}, for newer versions of the bot; {needs}",
            "Run the newer version again, or restore the backup from before its upgrade.",
        )
    seen = f"it has {found.in_words}, and {needs}"
    if is_postgresql:
        return fail(NAME, seen, "Run: roomdesk db upgrade")
    return warn(NAME, seen, "The bot upgrades it as it starts: start it with this version.")
