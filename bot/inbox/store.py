"""The inbox: accept a question once, hand it over once, survive."""

from collections.abc import Iterable
from typing import Any

from sqlalchemy import BindParameter, Select, Update, bindparam, case, delete, func, select, update

from bot.inbox.ledger import Ledger
from bot.inbox.question import Question, payload
from bot.inbox.table import duties, questions
from bot.webhook import Event

LEASE_S = 15.0
ANSWERED, DEAD = "answered", "dead"

_OPEN = questions.c.ended_at.is_(None)


class Inbox:
    """The questions of all processes on one database; `owner` is this process's name.

    Every method raises `UnavailableError` where the database does not answer.
    """

    def __init__(self, ledger: Ledger, owner: str) -> None:
        self._ledger = ledger
        self._owner = owner
        self._accept = self._accept_statement()

    def accept(self, event: Event) -> bool:
        """Write a question down, durably; False if it was known already."""
        row = {
            "in_resource": event.resource,
            "in_event": event.event,
            "in_subject": event.id,
            "in_room": event.room_id,
            "in_person": event.person_id,
            "in_payload": payload(event),
        }
        with self._ledger.begin(durable=True) as connection:
            return connection.execute(self._accept, row).first() is not None

    def claim(self, most: int) -> list[Question]:
        """Take up to `most` questions that are due, under a lease, each space and person in turn.

        A question whose lease ran out is due: its process is gone or stuck.
        """
        now = self._ledger.now()
        chosen = (
            select(questions.c.number)
            .where(_OPEN, questions.c.due_at <= now)
            .order_by(questions.c.turn, questions.c.number)
            .limit(most)
            .with_for_update(skip_locked=True)
            # A table expression is computed once; PostgreSQL may compute a sub-select anew for
            # each row, and then take more than the limit.
            .cte("chosen")
        )
        taken = (
            update(questions)
            .where(questions.c.number.in_(select(chosen.c.number)))
            .values(
                owner=self._owner,
                due_at=now + LEASE_S,
                tries=questions.c.tries + 1,
                crashes=questions.c.crashes + case((questions.c.owner.is_(None), 0), else_=1),
            )
            .returning(questions)
        )
        with self._ledger.begin() as connection:
            rows = connection.execute(taken).all()
        return [Question.of(row) for row in sorted(rows, key=lambda row: (row.turn, row.number))]

    def posting(self, question: Question) -> bool:
        """Mark that the answer is about to be posted; the mark of an earlier try stays.

        False if the lease was lost: the question is somebody else's now, who will answer it.
        """
        first = func.coalesce(questions.c.posting_at, self._ledger.now())
        marked = self._mine(question).values(posting_at=first)
        with self._ledger.begin(durable=True) as connection:
            return connection.execute(marked.returning(questions.c.number)).first() is not None

    def answered(self, question: Question) -> None:
        """Close a question."""
        self._close(question, ANSWERED, None)

    def give_up(self, question: Question, error: str) -> None:
        """Close a question that was not answered; it stays as a dead letter for the operator."""
        self._close(question, DEAD, error)

    def later(self, question: Question, wait_s: float, error: str, *, unsaid: bool) -> None:
        """Hand a question back, to be tried again after `wait_s` seconds.

        `unsaid` tells that its answer is certainly not out.
        """
        changed = self._mine(question).values(
            owner=None, due_at=self._ledger.now() + wait_s, last_error=error
        )
        self._write(changed.values(posting_at=None) if unsaid else changed)

    def renew(self, numbers: Iterable[int]) -> None:
        """Prolong the leases of what runs now, and of nothing else."""
        self._write(self._held(numbers).values(due_at=self._ledger.now() + LEASE_S))

    def release(self, numbers: Iterable[int]) -> None:
        """Hand back what this process will not finish, for others to take at once."""
        self._write(self._held(numbers).values(owner=None, due_at=self._ledger.now()))

    def owners(self) -> list[str]:
        """Return the processes that hold questions or duties."""
        held = select(questions.c.owner).where(_OPEN, questions.c.owner.is_not(None)).distinct()
        with self._ledger.begin() as connection:
            found = {*connection.scalars(held), *connection.scalars(select(duties.c.owner))}
        return sorted(owner for owner in found if owner)

    def bury(self, owner: str) -> None:
        """Make what a certainly dead process held free: its questions, due at once, and duties."""
        theirs = update(questions).where(_OPEN, questions.c.owner == owner)
        with self._ledger.begin() as connection:
            connection.execute(theirs.values(due_at=self._ledger.now()))
            connection.execute(delete(duties).where(duties.c.owner == owner))

    def check(self) -> None:
        """Raise UnavailableError if the database does not answer."""
        with self._ledger.begin() as connection:
            connection.execute(select(questions.c.number).limit(1))

    def _accept_statement(self) -> Any:
        now = self._ledger.now()
        room: BindParameter[str] = bindparam("in_room")
        person: BindParameter[str] = bindparam("in_person")
        turn = self._ledger.greatest(
            _first(select(questions.c.turn).where(_OPEN).order_by(questions.c.turn)),
            _first(
                select(func.max(questions.c.turn) + 1).where(_OPEN, questions.c.room_id == room)
            ),
            _first(
                select(func.max(questions.c.turn) + 1).where(_OPEN, questions.c.person_id == person)
            ),
        )
        # RETURNING tells whether the row is new: the row count does not on every driver.
        return (
            self._ledger.insert(questions)
            .values(
                resource=bindparam("in_resource"),
                event=bindparam("in_event"),
                subject_id=bindparam("in_subject"),
                room_id=room,
                person_id=person,
                payload=bindparam("in_payload"),
                arrived_at=now,
                due_at=now,
                turn=turn,
                tries=0,
                crashes=0,
            )
            .on_conflict_do_nothing()
            .returning(questions.c.number)
        )

    def _mine(self, question: Question) -> Update:
        # Only the owner may write: a question whose lease ran out belongs to somebody else.
        return update(questions).where(
            questions.c.number == question.number, questions.c.owner == self._owner, _OPEN
        )

    def _held(self, numbers: Iterable[int]) -> Update:
        return update(questions).where(
            questions.c.number.in_(list(numbers)), questions.c.owner == self._owner, _OPEN
        )

    def _close(self, question: Question, outcome: str, error: str | None) -> None:
        values = {"owner": None, "outcome": outcome, "last_error": error, "posting_at": None}
        self._write(self._mine(question).values(ended_at=self._ledger.now(), **values))

    def _write(self, statement: Update) -> None:
        with self._ledger.begin() as connection:
            connection.execute(statement)


def _first(chosen: Select[Any]) -> Any:
    return func.coalesce(chosen.limit(1).scalar_subquery(), 0)
