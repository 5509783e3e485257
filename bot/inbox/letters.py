"""Dead letters: questions that were given up, for the operator to look at."""

from collections.abc import Sequence
from dataclasses import replace
from typing import Any

from sqlalchemy import Row, func, select, update

from bot.inbox.ledger import Ledger
from bot.inbox.question import Question, payload
from bot.inbox.store import DEAD
from bot.inbox.table import questions


class Letters:
    """Questions as an operator sees them: ids, times and errors. Raises `UnavailableError`."""

    def __init__(self, ledger: Ledger) -> None:
        self._ledger = ledger

    def counts(self) -> dict[str, int]:
        """Return how many questions wait, are being answered, were answered, and are dead."""
        with self._ledger.begin() as connection:
            held = questions.c.owner.is_not(None)
            found = connection.execute(
                select(questions.c.outcome, held, func.count()).group_by(questions.c.outcome, held)
            ).all()
        names = {(None, False): "waiting", (None, True): "running"}
        return {
            names.get((outcome, bool(is_held)), outcome or ""): count
            for outcome, is_held, count in found
        }

    def dead(self, most: int) -> Sequence[Row[Any]]:
        """Return the latest dead letters, newest first."""
        wanted = select(questions).where(
            questions.c.outcome == DEAD, questions.c.ended_at.is_not(None)
        )
        with self._ledger.begin() as connection:
            return connection.execute(
                wanted.order_by(questions.c.ended_at.desc()).limit(most)
            ).all()

    def one(self, number: int) -> Row[Any] | None:
        """Return one question, whatever its state."""
        with self._ledger.begin() as connection:
            return connection.execute(select(questions).where(questions.c.number == number)).first()

    def requeue(self, number: int) -> bool:
        """Let a dead letter be tried again, as if it had just been asked; False if it is none."""
        row = self.one(number)
        if row is None or row.outcome != DEAD:
            return False
        event = replace(Question.of(row).event, created=None)
        now = self._ledger.now()
        again = (
            update(questions)
            .where(questions.c.number == number, questions.c.outcome == DEAD)
            .values(ended_at=None, outcome=None, due_at=now, arrived_at=now, tries=0, crashes=0)
            .values(payload=payload(event))
        )
        with self._ledger.begin() as connection:
            return connection.execute(again.returning(questions.c.number)).first() is not None
