"""How often people may ask: so much per person, and so much per space."""

from dataclasses import dataclass, replace
from typing import Protocol

from limits import RateLimitItem, RateLimitItemPerMinute

from bot import ids
from bot.dispatch.ask import Origin


class Counter(Protocol):
    """Where the counts are kept: a storage of `limits`."""

    def incr(self, key: str, expiry: int, amount: int = 1) -> int:
        """Count, and return the count; a new one lasts `expiry` seconds."""

    def get(self, key: str) -> int:
        """Return a count; 0 if there is none."""

    def get_expiry(self, key: str) -> float:
        """Return when a count begins anew, in seconds since 1970."""


# More than anybody reads. It ends a loop, should the bot ever answer its own messages.
ANSWERS_IN_A_THREAD = RateLimitItemPerMinute(20)

# Whoever has used up their questions can still ask for help: twice as often.
_HELP_FOR_A_QUESTION = 2

_REMEMBERED_S = 24 * 3600


@dataclass(frozen=True, slots=True)
class Excess:
    """A question too many.

    `whose` is the limit that is exceeded: `you`, `this space` or `this thread`. It begins anew at
    `until`, in seconds since 1970. The first question too many `is_first` and is told so; further
    ones are not answered. For a thread's limit nothing is told.
    """

    whose: str
    until: float
    is_first: bool


@dataclass(frozen=True, slots=True)
class Limits:
    """The limits; None is no limit. Questions for help have limits of their own, twice as high.

    What a person asks beyond their own limit does not count for the space, so that one person
    cannot use up what others may ask there.
    """

    counter: Counter
    per_person: RateLimitItem | None
    per_space: RateLimitItem | None

    def spend(
        self, origin: Origin, *, is_help: bool = False, is_in_thread: bool = False
    ) -> Excess | None:
        """Count a question; return the limit that it exceeds, None if it exceeds none.

        `is_in_thread`: it is a message, and not the first in its thread. Raises: UnavailableError.
        """
        # A forged delivery may name anybody: it must not use up their questions.
        kind = ("help " if is_help else "") + ("" if origin.is_proven else "unproven ")
        most = _HELP_FOR_A_QUESTION if is_help else 1
        person, room = ids.key_of(origin.asker.id or ""), ids.key_of(origin.room_id)
        return (
            self._count(self.per_person, "you", kind, person, most)
            or self._count(self.per_space, "this space", kind, room, most)
            or (self._answers(room, origin.thread_id) if is_in_thread else None)
        )

    def _answers(self, room: str, thread_id: str) -> Excess | None:
        thread = f"{room} {ids.key_of(thread_id)}"
        excess = self._count(ANSWERS_IN_A_THREAD, "this thread", "", thread)
        return excess and replace(excess, is_first=False)

    def has_counted(self, number: int) -> bool:
        """Tell whether a question that was tried before was counted. Raises: UnavailableError."""
        return self.counter.get(_key(number)) > 0

    def remember(self, number: int) -> None:
        """Take note that a question was counted, before it is handed back."""
        self.counter.incr(_key(number), _REMEMBERED_S)

    def _count(
        self, limit: RateLimitItem | None, whose: str, kind: str, key: str, times: int = 1
    ) -> Excess | None:
        if limit is None:
            return None
        name, most = limit.key_for(kind + whose, key), limit.amount * times
        count = self.counter.incr(name, limit.get_expiry())
        if count <= most:
            return None
        return Excess(whose, self.counter.get_expiry(name), count == most + 1)


def _key(number: int) -> str:
    return f"question {number}"
