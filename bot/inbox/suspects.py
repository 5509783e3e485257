"""Questions over which processes have ended: one of them may be what ends them."""

import threading

from bot.inbox.question import Key, Question
from bot.inbox.store import Inbox


class Suspects:
    """Lets a process try one suspect at a time, so that the others do not end with it."""

    def __init__(self, inbox: Inbox) -> None:
        self._inbox = inbox
        self._running: Key | None = None
        self._may_be_due = True
        self._lock = threading.Lock()

    def look_again(self) -> None:
        """Take note that time has passed, and that one may be due now."""
        self._may_be_due = True

    def claim(self) -> list[Question]:
        """Claim one, unless one is worked on or none was due just before."""
        if self._running is not None or not self._may_be_due:
            return []
        self._may_be_due = False
        claimed = self._inbox.claim_suspect()
        with self._lock:
            self._running = claimed[0].key if claimed else None
        return claimed

    def has_ended(self, key: Key) -> bool:
        """Take note that a question is worked on no more; tell whether the next suspect may be."""
        with self._lock:
            if self._running != key:
                return False
            self._running, self._may_be_due = None, True
            return True
