"""How often people may ask: so much per person, and so much per space."""

from dataclasses import dataclass
from typing import Protocol

from limits import RateLimitItem

from bot.dispatch.ask import Origin


class Counter(Protocol):
    """Where the counts are kept: a storage of `limits`."""

    def incr(self, key: str, expiry: int, amount: int = 1) -> int:
        """Count, and return the count; a new one lasts `expiry` seconds."""

    def get(self, key: str) -> int:
        """Return a count; 0 if there is none."""

    def get_expiry(self, key: str) -> float:
        """Return when a count begins anew, in seconds since 1970."""


_REMEMBERED_S = 24 * 3600


@dataclass(frozen=True, slots=True)
class Excess:
    """A question too many.

    `whose` limit it is over: `you` or `this space`. It begins anew at `until`, in seconds since
    1970. Only the first one too many `is_first`: it is told, and the others are not answered.
    """

    whose: str
    until: float
    is_first: bool


@dataclass(frozen=True, slots=True)
class Limits:
    """The limits; None is none.

    What a person asks beyond their own limit does not count for the space, so that one person
    cannot use up what others may ask there.
    """

    counter: Counter
    per_person: RateLimitItem | None
    per_space: RateLimitItem | None

    def spend(self, origin: Origin) -> Excess | None:
        """Count a question; return what it is over, None if it is over nothing.

        Raises: UnavailableError.
        """
        return self._count(self.per_person, "you", origin.asker.id or "") or self._count(
            self.per_space, "this space", origin.room_id
        )

    def has_counted(self, number: int) -> bool:
        """Tell whether a question that was tried before was counted. Raises: UnavailableError."""
        return self.counter.get(_key(number)) > 0

    def remember(self, number: int) -> None:
        """Take note that a question was counted, before it is handed back."""
        self.counter.incr(_key(number), _REMEMBERED_S)

    def _count(self, limit: RateLimitItem | None, whose: str, webex_id: str) -> Excess | None:
        if limit is None:
            return None
        key = limit.key_for(whose, webex_id)
        count = self.counter.incr(key, limit.get_expiry())
        if count <= limit.amount:
            return None
        return Excess(whose, self.counter.get_expiry(key), count == limit.amount + 1)


def _key(number: int) -> str:
    return f"question {number}"
