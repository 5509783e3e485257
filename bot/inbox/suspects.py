"""Questions over which processes have ended: one of them may be what ends them."""

import threading
from contextlib import suppress

from bot.errors import UnavailableError
from bot.inbox.question import Key, Question
from bot.inbox.store import Inbox

# A process that is ended from outside leaves many questions behind, and seldom the same ones again.
_FROM = 2
# How long the others wait before they are claimed again.
APART_S = 0.25


class Suspects:
    """Lets a process try one suspect at a time, so that the others do not end with it."""

    def __init__(self, inbox: Inbox) -> None:
        self._inbox = inbox
        self._running: Key | None = None
        self._lock = threading.Lock()

    def one_among(self, questions: list[Question]) -> list[Question]:
        """Return which of the claimed questions to work on; the other suspects are handed back."""
        suspects = [one for one in questions if one.crashes >= _FROM]
        with self._lock:
            if suspects and self._running is None:
                self._running = suspects.pop(0).key
        if suspects:
            with suppress(UnavailableError):  # their leases end
                self._inbox.release([one.key for one in suspects], APART_S)
        return [one for one in questions if one not in suspects]

    def ended(self, key: Key) -> None:
        """Take note that this process works on a question no more."""
        with self._lock:
            if self._running == key:
                self._running = None
