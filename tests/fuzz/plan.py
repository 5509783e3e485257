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
    """What became of it: how often each thing happened, and what is wrong."""

    counts: Counter[str] = field(default_factory=Counter)
    faults: list[str] = field(default_factory=list)
