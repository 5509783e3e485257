"""Duties that one process does for all under a lease, marks that outlive it, and pruning."""

from sqlalchemy import delete, or_, select

from bot.database.schema.tables import duties, marks, questions
from bot.database.transactions import Database

KEPT_S = 72 * 3600.0  # answered questions are known for so long
_PRUNED_AT_ONCE = 500


class Upkeep:
    """The tables of duties and marks. Methods raise `UnavailableError`."""

    def __init__(self, database: Database, owner: str) -> None:
        self._database = database
        self._owner = owner

    def take(self, duty: str, for_s: float) -> bool:
        """Take a duty for so many seconds, or prolong it; False if another process has it."""
        until = self._database.now() + for_s
        taken = (
            self._database.insert(duties)
            .values(name=duty, owner=self._owner, until=until)
            .on_conflict_do_update(
                index_elements=[duties.c.name],
                set_={"owner": self._owner, "until": until},
                where=or_(duties.c.owner == self._owner, duties.c.until < self._database.now()),
            )
            .returning(duties.c.name)
        )
        with self._database.begin() as connection:
            return connection.execute(taken).first() is not None

    def holder(self, duty: str) -> str | None:
        """Return which process has a duty."""
        with self._database.begin() as connection:
            return connection.scalar(select(duties.c.owner).where(duties.c.name == duty))

    def is_held(self, duty: str) -> bool:
        """Tell whether a process has a duty at this moment."""
        held = duties.c.until > self._database.now()
        with self._database.begin() as connection:
            wanted = select(duties.c.owner).where(duties.c.name == duty, held)
            return connection.scalar(wanted) is not None

    def free(self, duty: str, owner: str) -> None:
        """Take a duty from a process that is dead."""
        with self._database.begin() as connection:
            connection.execute(delete(duties).where(duties.c.name == duty, duties.c.owner == owner))

    def mark(self, name: str, value: float) -> None:
        """Store a number under a name."""
        put = self._database.insert(marks).values(name=name, value=value)
        with self._database.begin() as connection:
            connection.execute(
                put.on_conflict_do_update(index_elements=[marks.c.name], set_={"value": value})
            )

    def marked(self, name: str) -> float | None:
        """Return the number under a name; None if there is none."""
        with self._database.begin() as connection:
            return connection.scalar(select(marks.c.value).where(marks.c.name == name))

    def since(self, name: str) -> float | None:
        """Return how many seconds ago the moment was that a mark holds; None if it was not set."""
        ago = select(self._database.now() - marks.c.value).where(marks.c.name == name)
        with self._database.begin() as connection:
            return connection.scalar(ago)

    def unmark(self, name: str) -> None:
        """Remove a mark."""
        with self._database.begin() as connection:
            connection.execute(delete(marks).where(marks.c.name == name))

    def now(self) -> float:
        """Return the present moment by the clock that the database goes by."""
        with self._database.begin() as connection:
            return float(connection.scalar(select(self._database.now())) or 0.0)

    def prune(self) -> int:
        """Forget some of the questions that were closed long ago; return how many."""
        old = (
            select(questions.c.number)
            .where(questions.c.ended_at < self._database.now() - KEPT_S)
            .order_by(questions.c.ended_at)
            .limit(_PRUNED_AT_ONCE)
        )
        with self._database.begin() as connection:
            gone = connection.execute(
                delete(questions).where(questions.c.number.in_(old)).returning(questions.c.number)
            )
            return len(gone.all())
