"""Waiting for something to happen: what keeps the page live."""

import threading

from ..sandbox import Sandbox


class Changes:
    """Counts messages, presses, what the bot is told and what it calls, so that a page can wait."""

    def __init__(self, webex: Sandbox) -> None:
        self._changed = threading.Condition()
        self._number = 0
        self._closed = False
        webex.world.listeners.append(lambda _event: self.note())
        webex.journal.listeners.append(self.note)
        webex.courier.listeners.append(self.note)
        webex.socket.listeners.append(self.note)

    def note(self) -> None:
        """Count one more and wake whoever waits."""
        with self._changed:
            self._number += 1
            self._changed.notify_all()

    def wait(self, after: int, timeout_s: float) -> int:
        """Return the count once it is another than `after`, or when time is up or all closes.

        It is read before anything is looked at, so whatever happens meanwhile is found next time.
        """
        with self._changed:
            self._changed.wait_for(lambda: self._closed or self._number != after, timeout_s)
            return self._number

    def close(self) -> None:
        """End every wait, now and from now on."""
        with self._changed:
            self._closed = True
            self._changed.notify_all()
