"""The database as the checks share it: is it there, and as the bot needs it?"""

from functools import cached_property
from pathlib import Path

from sqlalchemy import Engine, inspect
from sqlalchemy.engine import make_url
from sqlalchemy.exc import SQLAlchemyError

from bot.check.finding import Finding, fail, warn
from bot.inbox.database import engine_for
from bot.inbox.ledger import Ledger
from bot.inbox.table import metadata

NAME = "database"
_THREADS = 6


class Base:
    """A database that is looked at, and neither made nor changed by that."""

    def __init__(self, url: str) -> None:
        self.engine: Engine = engine_for(url, _THREADS)
        self.ledger = Ledger(self.engine)
        self._url = url

    @property
    def is_postgresql(self) -> bool:
        """Whether it is a PostgreSQL."""
        return self.ledger.is_postgresql

    @cached_property
    def problem(self) -> Finding | None:
        """What keeps the other checks from looking into it; None if nothing does."""
        path = self.engine.url.database
        if not self.is_postgresql and path and not Path(path).exists():
            return warn(
                NAME,
                f"there is no file {path} yet",
                "It is made when the bot starts. If the bot runs, it started in another folder: "
                "run this command there, or set DATABASE_URL with a whole path.",
            )
        try:
            return _schema(self.engine)
        except (SQLAlchemyError, OSError) as error:
            seen = f"does not answer: {self._said(error)}"
            return fail(NAME, seen, "Does it run, and is DATABASE_URL right, password included?")

    def _said(self, error: Exception) -> str:
        """Return what a driver says, without the password if it should quote it."""
        text = str(getattr(error, "orig", None) or error) or type(error).__name__
        password = make_url(self._url).password
        return text.replace(str(password), "***") if password else text

    def close(self) -> None:
        """Close the connections."""
        self.ledger.close()


def _schema(engine: Engine) -> Finding | None:
    missing = sorted(set(metadata.tables) - set(inspect(engine).get_table_names()))
    if not missing:
        return None
    return warn(
        NAME, f"these tables are missing: {', '.join(missing)}", "The bot makes them as it starts."
    )
