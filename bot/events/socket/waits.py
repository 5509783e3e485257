"""How long to wait before a connection is tried again."""

import random
from collections.abc import Callable

LONGEST_S = 32.0
# A connection that lasted for so long was a good one. Waits that start over at each opening
# never grow where connections open and end at once.
GOOD_S = 60.0


class Waits:
    """Waits of 1, 2, 4 … 32 seconds at most, each cut by up to a half so that bots spread."""

    def __init__(self, fraction: Callable[[], float] = random.random) -> None:
        self._fraction = fraction
        self._failures = 0

    def after(self, lasted_s: float) -> float:
        """Return the seconds to wait after a connection that lasted for so long, or never was."""
        if lasted_s >= GOOD_S:
            self._failures = 0
        longest = min(2.0**self._failures, LONGEST_S)
        self._failures = min(self._failures + 1, 5)
        return longest * (1 - self._fraction() / 2)
