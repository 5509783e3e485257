"""What waits to be confirmed, so that it is done once: see `bot.dispatch.confirmation`."""

import hashlib
import json
from collections.abc import Mapping
from dataclasses import dataclass, field
from types import MappingProxyType

from sqlalchemy import ColumnElement, and_, delete, exists, not_, or_, select, update

from bot import ids
from bot.database.schema.tables import confirmations
from bot.database.transactions import Database
from bot.webex.model.named import Person

NOTHING: Mapping[str, str] = MappingProxyType({})
LASTS_S = 600.0
# A question that is at it is done by then, or its process has ended.
_TAKEN_S = 60.0
# So long a press is told that it was done before, and a question is resumed that was at it.
_KEPT_S, _RESUMED_S = 24 * 3600.0, 3600.0


@dataclass(frozen=True, slots=True)
class Waiting:
    """A row of the table; `nonce` is not in it."""

    nonce: str = field(repr=False)
    command: str
    wanted: Mapping[str, str]
    outcome: str | None
    is_mine: bool


class Confirmations:
    """The confirmations of all processes on one database. Methods raise `UnavailableError`."""

    def __init__(self, database: Database) -> None:
        self._database = database

    def begin(self, nonce: str, person: Person, command: str, wanted: Mapping[str, str]) -> None:
        """Write down what somebody was shown; it holds for ten minutes."""
        row = {
            "key": _key(nonce),
            "person": _owner(person),
            "command": command,
            "wanted": json.dumps(dict(wanted)),
            "until": self._database.now() + LASTS_S,
        }
        with self._database.begin(durable=True) as connection:
            connection.execute(self._database.insert(confirmations).values(**row))

    def take(self, nonce: str, person: Person, question_id: str) -> Waiting | None:
        """Return what waits for somebody, taken by this question unless another is at it.

        One thing is done for a person at a time: each writes back all that it has read. A question
        that has taken it keeps it, however late it is resumed.
        """
        now, table, owner = self._database.now(), confirmations.c, _owner(person)
        is_it = and_(table.key == _key(nonce), table.person == owner)
        is_ours = table.taken_by == question_id
        is_free = and_(table.until > now, or_(table.taken_by.is_(None), table.taken_until <= now))
        lock = update(confirmations).where(table.person == owner).values(person=owner)
        taken = (
            update(confirmations)
            .where(
                is_it,
                table.outcome.is_(None),
                or_(is_ours, is_free),
                not_(self._busy(nonce, owner)),
            )
            .values(taken_by=question_id, taken_until=now + _TAKEN_S)
        )
        is_known = or_(table.until > now, is_ours, table.outcome.is_not(None))
        with self._database.begin(durable=True) as connection:
            connection.execute(lock)
            connection.execute(taken)
            row = connection.execute(select(confirmations).where(is_it, is_known)).first()
        if row is None:
            return None
        is_mine = row.taken_by == question_id
        return Waiting(nonce, row.command, json.loads(row.wanted), row.outcome, is_mine)

    def _busy(self, nonce: str, owner: str) -> ColumnElement[bool]:
        """Return whether something else is being done for that person."""
        other = confirmations.alias("other").c
        return exists().where(
            other.person == owner,
            other.key != _key(nonce),
            other.outcome.is_(None),
            other.taken_until > self._database.now(),
        )

    def end(self, nonce: str, outcome: str, wanted: Mapping[str, str] = NOTHING) -> None:
        """Take note that it is over, and forget all of it but `wanted`."""
        ended = update(confirmations).where(confirmations.c.key == _key(nonce))
        left = {"outcome": outcome, "wanted": json.dumps(dict(wanted))}
        with self._database.begin(durable=True) as connection:
            connection.execute(ended.values(**left))

    def release(self, nonce: str) -> None:
        """Let others have their turn until this question tries again."""
        freed = update(confirmations).where(confirmations.c.key == _key(nonce))
        with self._database.begin() as connection:
            connection.execute(freed.values(taken_until=self._database.now()))

    def forget(self, nonce: str) -> None:
        """Forget what cannot be done."""
        with self._database.begin() as connection:
            connection.execute(delete(confirmations).where(confirmations.c.key == _key(nonce)))

    def prune(self) -> None:
        """Forget what is over, or was not confirmed."""
        until, now = confirmations.c.until, self._database.now()
        is_open = confirmations.c.outcome.is_(None)
        old = or_(until < now - _KEPT_S, and_(is_open, until < now - _RESUMED_S))
        with self._database.begin() as connection:
            connection.execute(delete(confirmations).where(old))


def _key(nonce: str) -> str:
    return hashlib.sha256(nonce.encode()).hexdigest()


def _owner(person: Person) -> str:
    return ids.key_of(person.id or "")
