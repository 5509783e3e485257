"""The record of calls that the API has answered."""

import threading
from collections import deque
from collections.abc import Callable
from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Call:
    """One call; times are on `time.monotonic()`, `status` is 0 where no answer came.

    `path` starts with /v1; `token_owner_email` is None for an unknown token.
    """

    method: str
    path: str
    query: str
    status: int
    started: float
    ended: float
    token_owner_email: str | None


class Journal:
    """The latest calls, oldest first, in the order in which they ended.

    `listeners` are called after each.
    """

    def __init__(self, kept: int = 50_000) -> None:
        self.listeners: list[Callable[[], None]] = []
        self._calls: deque[Call] = deque(maxlen=kept)
        self._lock = threading.Lock()

    def note(self, call: Call) -> None:
        """Add a call."""
        with self._lock:
            self._calls.append(call)
        for listener in self.listeners:
            listener()

    def calls(self, since: float = 0.0) -> list[Call]:
        """The calls that started at or after that moment of `time.monotonic()`."""
        with self._lock:
            return [call for call in self._calls if call.started >= since]
