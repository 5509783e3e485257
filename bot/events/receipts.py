"""Webhook deliveries of the bot's own messages, which prove that a post has arrived."""

import threading
import time
from collections import deque
from datetime import UTC, datetime

from cachetools import TTLCache

_REMEMBERED_S = 300
_MOST_SPACES = 2000
_MOST_MESSAGES = 50  # of a space
_MOST_KNOWN = 1_000  # ten minutes of as many as Webex allows; a delivery takes seconds

Noted = deque[tuple[datetime, str]]


class Receipts:
    """The bot's latest messages by space whose posts were not acknowledged to this process.

    They come from a post whose response was lost, or from another process. Kept in memory, for
    some minutes.
    """

    def __init__(self) -> None:
        self._noted: TTLCache[str, Noted] = TTLCache(_MOST_SPACES, _REMEMBERED_S)
        # Hashes, and when they came, the oldest first: one comes with each answer, and in a
        # TTLCache each id would take half a kilobyte.
        self._known: dict[int, float] = {}
        self._lock = threading.Lock()

    def note(self, room_id: str, message_id: str) -> None:
        """Remember that a message of ours stands in a space."""
        with self._lock:
            noted = self._noted.get(room_id) or deque(maxlen=_MOST_MESSAGES)
            noted.append((datetime.now(UTC), message_id))
            self._noted[room_id] = noted

    def since(self, room_id: str, moment: datetime) -> list[str]:
        """Return the ids of our unaccounted messages in a space since then, the latest first."""
        with self._lock:
            noted = [one for one in self._noted.get(room_id, ()) if hash(one[1]) not in self._known]
        return [message_id for at, message_id in reversed(noted) if at >= moment]

    def account_for(self, message_id: str) -> None:
        """Take note that Webex acknowledged this message, before or after it was delivered."""
        now = time.monotonic()
        with self._lock:
            self._known[hash(message_id)] = now
            while len(self._known) > _MOST_KNOWN or self._oldest() < now - _REMEMBERED_S:
                del self._known[next(iter(self._known))]

    def _oldest(self) -> float:
        return next(iter(self._known.values()))
