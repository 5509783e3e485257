"""Counts of questions for the rate limits, shared by all processes through the database."""

from limits.storage import Storage
from sqlalchemy import delete, select

from bot.database.schema.tables import tallies
from bot.database.transactions import Database
from bot.errors import UnavailableError
from bot.inbox import statement


class Tally(Storage):
    """Counts that begin anew when they expire, as `limits` keeps them in Redis and the like.

    A count is one statement, so that each process sees its own place in it. Methods raise
    `UnavailableError`.
    """

    STORAGE_SCHEME = None

    def __init__(self, database: Database) -> None:
        super().__init__()
        self._database = database
        self._count = statement.count(database)

    @property
    def base_exceptions(self) -> type[Exception]:
        """What a failing storage raises."""
        return UnavailableError

    def incr(self, key: str, expiry: int, amount: int = 1) -> int:
        """Count, and return the count; a new one lasts `expiry` seconds."""
        values = {"key": key, "more": amount, "for_s": expiry}
        ((count,),) = self._database.run(self._count, values)
        return int(count)

    def get(self, key: str) -> int:
        """Return a count; 0 if there is none."""
        now = self._database.now()
        wanted = select(tallies.c.count).where(tallies.c.name == key, tallies.c.until > now)
        with self._database.begin() as connection:
            return int(connection.scalar(wanted) or 0)

    def get_expiry(self, key: str) -> float:
        """Return when a count begins anew, in seconds since 1970."""
        with self._database.begin() as connection:
            until = connection.scalar(select(tallies.c.until).where(tallies.c.name == key))
            return float(until or connection.scalar(select(self._database.now())) or 0.0)

    def check(self) -> bool:
        """Tell whether the database answers."""
        try:
            self.get("")
        except UnavailableError:
            return False
        return True

    def reset(self) -> int:
        """Forget all counts; return how many there were."""
        with self._database.begin() as connection:
            return len(connection.execute(delete(tallies).returning(tallies.c.name)).all())

    def clear(self, key: str) -> None:
        """Forget a count."""
        with self._database.begin() as connection:
            connection.execute(delete(tallies).where(tallies.c.name == key))

    def prune(self) -> None:
        """Forget the counts that have expired."""
        with self._database.begin() as connection:
            connection.execute(delete(tallies).where(tallies.c.until <= self._database.now()))
