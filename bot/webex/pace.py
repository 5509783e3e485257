"""Tells whether few calls are made to Webex, which allows some three hundred a minute."""

import time
from collections import deque
from collections.abc import Callable

_FEW = 60  # a minute
_MINUTE_S = 60.0


class Pace:
    """Counts the calls of the last minute, on all threads.

    `processes` is how many share what counts as few.
    """

    def __init__(self, processes: int = 1, clock: Callable[[], float] = time.monotonic) -> None:
        self._clock = clock
        self._latest: deque[float] = deque(maxlen=max(1, _FEW // processes))

    def note(self) -> None:
        """Take note of a call that begins."""
        self._latest.append(self._clock())

    def is_calm(self) -> bool:
        """Tell whether few calls began in the last minute."""
        is_full = len(self._latest) == self._latest.maxlen
        return not is_full or self._latest[0] < self._clock() - _MINUTE_S
