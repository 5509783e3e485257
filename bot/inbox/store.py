"""The inbox: accept a question once, hand it over once, survive."""

import json
import time
from collections.abc import Callable, Iterable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import asdict, dataclass
from datetime import UTC, datetime
from typing import Any

from sqlalchemy import Engine, Row, and_, or_, select, update
from sqlalchemy.dialects import postgresql, sqlite
from sqlalchemy.exc import SQLAlchemyError

from bot.errors import UnavailableError
from bot.inbox.database import prepare
from bot.inbox.table import ANSWERED, DEAD, RUNNING, WAITING, questions
from bot.webhook import Event

LEASE_S = 15.0


@dataclass(frozen=True, slots=True)
class Question:
    """One question that was handed over to this process.

    `tries` counts this one. `may_be_out` tells that an earlier try had begun to post the answer.
    """

    number: int
    event: Event
    arrived_at: datetime
    tries: int
    may_be_out: bool


class Inbox:
    """The questions of all processes on one database; `owner` is this process's name.

    Every method raises `UnavailableError` where the database does not answer.
    """

    def __init__(self, engine: Engine, owner: str, clock: Callable[[], float] = time.time) -> None:
        self._engine = engine
        self._owner = owner
        self._clock = clock
        self._prepared = False
        dialect = postgresql if engine.dialect.name == "postgresql" else sqlite
        # RETURNING tells whether the row is new: the row count does not on every driver.
        self._accept = (
            dialect.insert(questions).on_conflict_do_nothing().returning(questions.c.number)
        )

    def accept(self, event: Event) -> bool:
        """Write a question down, durably; False if it was known already."""
        now = self._clock()
        row = {
            "resource": event.resource,
            "event": event.event,
            "subject_id": event.id,
            "room_id": event.room_id,
            "person_id": event.person_id,
            "payload": json.dumps(asdict(event)),
            "state": WAITING,
            "arrived_at": now,
            "due_at": now,
            "tries": 0,
        }
        with self._begin() as connection:
            return connection.execute(self._accept, row).first() is not None

    def claim(self, most: int) -> list[Question]:
        """Take up to `most` questions that are due, in order of arrival, under a lease.

        A question whose lease ran out counts as due: its process is gone.
        """
        now = self._clock()
        due = or_(
            and_(questions.c.state == WAITING, questions.c.due_at <= now),
            and_(questions.c.state == RUNNING, questions.c.lease_until < now),
        )
        chosen = (
            select(questions.c.number)
            .where(due)
            .order_by(questions.c.number)
            .limit(most)
            .with_for_update(skip_locked=True)
        )
        taken = (
            update(questions)
            .where(questions.c.number.in_(chosen))
            .values(
                state=RUNNING,
                owner=self._owner,
                lease_until=now + LEASE_S,
                tries=questions.c.tries + 1,
            )
            .returning(questions)
        )
        with self._begin() as connection:
            return sorted(map(_question, connection.execute(taken)), key=lambda found: found.number)

    def posting(self, question: Question) -> None:
        """Mark that the answer is about to be posted."""
        self._set(question.number, posting_at=self._clock())

    def answered(self, question: Question) -> None:
        """Close a question."""
        self._set(
            question.number, state=ANSWERED, owner=None, lease_until=None, ended_at=self._clock()
        )

    def later(self, question: Question, wait_s: float, error: str, *, unsaid: bool) -> None:
        """Hand a question back, to be tried again after `wait_s` seconds.

        `unsaid` tells that its answer is certainly not out.
        """
        values: dict[str, object] = {"state": WAITING, "owner": None, "lease_until": None}
        values |= {"due_at": self._clock() + wait_s, "last_error": error}
        if unsaid:
            values["posting_at"] = None
        self._set(question.number, **values)

    def give_up(self, question: Question, error: str) -> None:
        """Close a question that nobody will answer; it stays for the operator to see."""
        self._set(
            question.number,
            state=DEAD,
            owner=None,
            lease_until=None,
            ended_at=self._clock(),
            last_error=error,
        )

    def renew(self, numbers: Iterable[int]) -> None:
        """Prolong the leases of what runs now, and of nothing else."""
        running = list(numbers)
        if running:
            with self._begin() as connection:
                connection.execute(
                    update(questions)
                    .where(questions.c.number.in_(running), questions.c.owner == self._owner)
                    .values(lease_until=self._clock() + LEASE_S)
                )

    def release(self, numbers: Sequence[int]) -> None:
        """Hand back what was taken and not begun, for others to take at once."""
        if numbers:
            with self._begin() as connection:
                connection.execute(
                    update(questions)
                    .where(questions.c.number.in_(numbers), questions.c.owner == self._owner)
                    .values(
                        state=WAITING, owner=None, lease_until=None, tries=questions.c.tries - 1
                    )
                )

    def check(self) -> None:
        """Raise UnavailableError if the database does not answer."""
        with self._begin() as connection:
            connection.execute(select(questions.c.number).limit(1))

    def close(self) -> None:
        """Close the connections."""
        self._engine.dispose()

    def _set(self, number: int, **values: object) -> None:
        # Only the owner may write: a question whose lease ran out belongs to somebody else.
        with self._begin() as connection:
            connection.execute(
                update(questions)
                .where(questions.c.number == number, questions.c.owner == self._owner)
                .values(**values)
            )

    @contextmanager
    def _begin(self) -> Iterator[Any]:
        try:
            if not self._prepared:
                prepare(self._engine)
                self._prepared = True
            with self._engine.begin() as connection:
                yield connection
        except (SQLAlchemyError, OSError) as error:
            raise UnavailableError(type(error).__name__) from error


def _question(row: Row[Any]) -> Question:
    return Question(
        number=row.number,
        event=Event(**json.loads(row.payload)),
        arrived_at=datetime.fromtimestamp(row.arrived_at, UTC),
        tries=row.tries,
        may_be_out=row.posting_at is not None,
    )
