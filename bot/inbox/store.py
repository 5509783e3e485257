"""The inbox: each question is written down once, and claimed by one process at a time."""

from collections.abc import Iterable

from sqlalchemy import ColumnElement, Update, delete, select, tuple_, update

from bot.database.prepared import Prepared
from bot.database.schema.tables import duties, questions
from bot.database.transactions import Database
from bot.inbox import statement
from bot.inbox.question import Key, Question, payload
from bot.webex.model.event import Event

LEASE_S = 15.0
ANSWERED, DEAD = "answered", "dead"

_OPEN = questions.c.ended_at.is_(None)


class Inbox:
    """The questions of all processes on one database; `owner` is this process's name.

    Every method raises `UnavailableError` where the database does not answer.
    """

    def __init__(self, database: Database, owner: str) -> None:
        self._database = database
        self._owner = owner
        self._accept = statement.accept(database, LEASE_S)
        self._claim = statement.claim(database, LEASE_S, suspects=False)
        self._claim_suspect = statement.claim(database, LEASE_S, suspects=True)
        self._posting = statement.posting(database, LEASE_S)
        self._closing = statement.close(database)

    def accept(self, event: Event) -> bool:
        """Write a question down, durably; False if it was known already."""
        is_new, _ = self.take_in(event, at_once=False)
        return is_new

    def take_in(self, event: Event, *, at_once: bool) -> tuple[bool, Question | None]:
        """Write a question down, durably, and tell whether it is new.

        `at_once`: if nothing else waits, it is claimed in the same statement, and returned.
        """
        row = {
            "in_resource": event.resource,
            "in_event": event.event,
            "in_subject": event.id,
            "in_room": event.room_id,
            "in_person": event.person_id,
            "in_payload": payload(event),
            "to_owner": self._owner if at_once else None,
        }
        written = self._database.run(self._accept, row, durable=True)
        if not written:
            return False, None
        return True, Question.new(written[0], event) if written[0].owner else None

    def claim(self, most: int) -> list[Question]:
        """Take up to `most` questions that are due, under a lease, each space and person in turn.

        A question of another process whose lease ran out is due: that process is gone or stuck. One
        over which two processes have ended is not among them.
        """
        if most < 1:  # SQLite takes a negative limit for none
            return []
        return self._claimed(self._claim, most)

    def claim_suspect(self) -> list[Question]:
        """Take one question that is due and over which two processes have ended, if there is one.

        Of several it is the one over which the fewest have ended.
        """
        return self._claimed(self._claim_suspect, 1)

    def _claimed(self, claim: Prepared, most: int) -> list[Question]:
        rows = self._database.run(claim, {"most": most, "to_owner": self._owner})
        return [Question.of(row) for row in sorted(rows, key=lambda row: (row.turn, row.number))]

    def posting(self, question: Question) -> bool:
        """Mark that the answer is about to be posted; the mark of an earlier try stays.

        The lease begins anew with it, even one that has run out, if nobody has taken the question.
        False if somebody has: it is theirs now, and they will answer it.
        """
        return bool(self._database.run(self._posting, self._fence(question), durable=True))

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
        changed = self._own().where(_tries([question.key]))
        changed = changed.values(owner=None, due_at=self._database.now() + wait_s, last_error=error)
        self._write(changed.values(posting_at=None) if unsaid else changed)

    def due(self, keys: Iterable[Key]) -> None:
        """Make the retries after these tries due now."""
        waiting = update(questions).where(_tries(keys), questions.c.owner.is_(None), _OPEN)
        self._write(waiting.values(due_at=self._database.now()))

    def renew(self, keys: Iterable[Key]) -> None:
        """Prolong the leases of what runs now, and of nothing else."""
        held = self._own().where(_tries(keys))
        self._write(held.values(due_at=self._database.now() + LEASE_S))

    def release(self, keys: Iterable[Key]) -> None:
        """Hand back what this process will not finish, for others to take at once."""
        held = self._own().where(_tries(keys))
        self._write(held.values(owner=None, due_at=self._database.now()))

    def reclaim(self, running: Iterable[Key]) -> None:
        """Hand back questions of this process whose lease ended and that it does not work on.

        They are left over where the database did not answer at the end of a try.
        """
        now = self._database.now()
        lost = self._own().where(~_tries(running), questions.c.due_at <= now)
        self._write(lost.values(owner=None, crashes=questions.c.crashes + 1))

    def owners(self) -> list[str]:
        """Return the processes that hold questions or duties."""
        held = select(questions.c.owner).where(_OPEN, questions.c.owner.is_not(None)).distinct()
        with self._database.begin() as connection:
            found = {*connection.scalars(held), *connection.scalars(select(duties.c.owner))}
        return sorted(owner for owner in found if owner)

    def take_over(self, owner: str) -> None:
        """Free what a dead process held: its questions become due now, its duties anybody's."""
        theirs = update(questions).where(_OPEN, questions.c.owner == owner)
        with self._database.begin() as connection:
            connection.execute(theirs.values(due_at=self._database.now()))
            connection.execute(delete(duties).where(duties.c.owner == owner))

    def check(self) -> None:
        """Raise UnavailableError if the database does not answer."""
        with self._database.begin() as connection:
            connection.execute(select(questions.c.number).limit(1))

    def _own(self) -> Update:
        return update(questions).where(questions.c.owner == self._owner, _OPEN)

    def _fence(self, question: Question) -> dict[str, object]:
        return {"which": question.number, "whose": self._owner, "which_try": question.tries}

    def _close(self, question: Question, outcome: str, error: str | None) -> None:
        ending = {"new_outcome": outcome, "new_error": error}
        self._database.run(self._closing, self._fence(question) | ending)

    def _write(self, change: Update) -> None:
        with self._database.begin() as connection:
            connection.execute(change)


def _tries(keys: Iterable[Key]) -> ColumnElement[bool]:
    return tuple_(questions.c.number, questions.c.tries).in_(list(keys))
