"""Logs an outage of the database: one line when it begins, one when it ends."""

import logging
import threading

from bot.errors import UnavailableError

log = logging.getLogger(__name__)


class Outage:
    """Counts the requests refused meanwhile, so that not each of them is a line."""

    def __init__(self) -> None:
        self._refused = 0
        self._lock = threading.Lock()

    def refused(self, error: UnavailableError) -> None:
        """Take note that a request was refused for want of the database."""
        with self._lock:
            self._refused += 1
            is_first = self._refused == 1
        if is_first:
            log.error(
                "the database does not answer: %s. What comes in is refused until it does. See: "
                "roomdesk check",
                error,
            )

    def over(self) -> None:
        """Take note that the database answers."""
        if not self._refused:
            return
        with self._lock:
            refused, self._refused = self._refused, 0
        if refused:
            log.warning("the database answers again; %s requests were refused", refused)
