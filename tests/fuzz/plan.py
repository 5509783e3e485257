"""What a part of a run is to send, and what it found."""

from collections import Counter
from dataclasses import dataclass, field


@dataclass(frozen=True, slots=True)
class Plan:
    """What to send: the numbers of `range(first, total, step)`, of which `asks` of 100 are whole.

    All of it depends on `seed` and the number, so that each can be sent again alone.
    """

    seed: str
    total: int
    asks: int = 10
    first: int = 0
    step: int = 1

    @property
    def numbers(self) -> range:
        """The numbers to send."""
        return range(self.first, self.total, self.step)


@dataclass(slots=True)
class Found:
    """What became of it; memory in bytes, after a tenth, a half and at the end."""

    sent: int = 0
    asked: int = 0
    statuses: Counter[str] = field(default_factory=Counter)
    accepted: int = 0
    lies: int = 0
    answered: int = 0
    given_up: int = 0
    posts: int = 0
    calls: int = 0
    seconds: float = 0.0
    early_memory: int = 0
    half_memory: int = 0
    memory: int = 0
    faults: list[str] = field(default_factory=list)
