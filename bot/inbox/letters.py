"""Dead letters: questions that were given up, for the operator to look at."""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import UTC, datetime
from typing import Any

from sqlalchemy import Row, and_, func, select, update

from bot.database.schema.tables import questions
from bot.database.transactions import Database
from bot.inbox.question import Question, payload
from bot.inbox.store import DEAD
from bot.telemetry.metrics.state import Queue


@dataclass(frozen=True, slots=True)
class Load:
    """How many questions wait and are dead, and when the oldest waiting and the last one came."""

    waiting: int
    oldest: datetime | None
    dead: int
    last: datetime | None


class Letters:
    """Questions as an operator sees them: ids, times and errors. Raises `UnavailableError`."""

    def __init__(self, database: Database) -> None:
        self._database = database

    def counts(self) -> dict[str, int]:
        """Return how many questions wait, are being answered, were answered, and are dead."""
        with self._database.begin() as connection:
            held = questions.c.owner.is_not(None)
            found = connection.execute(
                select(questions.c.outcome, held, func.count()).group_by(questions.c.outcome, held)
            ).all()
        names = {(None, False): "waiting", (None, True): "running"}
        return {
            names.get((outcome, bool(is_held)), outcome or ""): count
            for outcome, is_held, count in found
        }

    def load(self) -> Load:
        """Return what waits, what is dead, and when the last event came."""
        waits = and_(questions.c.ended_at.is_(None), questions.c.owner.is_(None))
        waiting = select(func.count(), func.min(questions.c.arrived_at)).where(waits)
        dead = select(func.count()).where(questions.c.outcome == DEAD)
        last = select(questions.c.arrived_at).order_by(questions.c.number.desc()).limit(1)
        with self._database.begin() as connection:
            count, oldest = connection.execute(waiting).one()
            return Load(
                waiting=count,
                oldest=_moment(oldest),
                dead=connection.scalar(dead) or 0,
                last=_moment(connection.scalar(last)),
            )

    def queue(self) -> Queue:
        """Return how much there is to do; reads only small partial indexes."""
        is_open = questions.c.ended_at.is_(None)
        age = self._database.now() - func.min(questions.c.arrived_at)
        open_ones = select(func.count(), func.count(questions.c.owner), age).where(is_open)
        dead = select(func.count()).where(questions.c.outcome == DEAD)
        with self._database.begin() as connection:
            count, running, oldest_s = connection.execute(open_ones).one()
            return Queue(
                waiting=count - running,
                running=running,
                dead=connection.scalar(dead) or 0,
                oldest_s=max(0.0, oldest_s or 0.0),
            )

    def dead(self, most: int) -> Sequence[Row[Any]]:
        """Return the latest dead letters, newest first."""
        wanted = select(questions).where(
            questions.c.outcome == DEAD, questions.c.ended_at.is_not(None)
        )
        with self._database.begin() as connection:
            return connection.execute(
                wanted.order_by(questions.c.ended_at.desc()).limit(most)
            ).all()

    def one(self, number: int) -> Row[Any] | None:
        """Return one question, whatever its state."""
        with self._database.begin() as connection:
            return connection.execute(select(questions).where(questions.c.number == number)).first()

    def requeue(self, number: int) -> bool:
        """Let a dead letter be tried again, as if it had just been asked; False if it is none."""
        row = self.one(number)
        if row is None or row.outcome != DEAD:
            return False
        event = replace(Question.of(row).event, is_asked_anew=True)
        now = self._database.now()
        again = (
            update(questions)
            .where(questions.c.number == number, questions.c.outcome == DEAD)
            .values(ended_at=None, outcome=None, due_at=now, arrived_at=now, tries=0, crashes=0)
            .values(payload=payload(event))
        )
        with self._database.begin() as connection:
            return connection.execute(again.returning(questions.c.number)).first() is not None


def _moment(seconds: float | None) -> datetime | None:
    return None if seconds is None else datetime.fromtimestamp(seconds, UTC)
