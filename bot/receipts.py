"""The bot's own messages as Webex delivers them: the proof that a post has arrived."""

import threading
from collections import deque
from datetime import UTC, datetime

from cachetools import TTLCache

_REMEMBERED_S = 300
_MOST_SPACES = 2000
_MOST_MESSAGES = 20  # of a space

Noted = deque[tuple[datetime, str]]


class Receipts:
    """The latest of our messages by space; in memory, and only those that this process was told."""

    def __init__(self) -> None:
        self._noted: TTLCache[str, Noted] = TTLCache(_MOST_SPACES, _REMEMBERED_S)
        self._lock = threading.Lock()

    def note(self, room_id: str, message_id: str) -> None:
        """Remember that a message of ours stands in a space."""
        with self._lock:
            noted = self._noted.get(room_id) or deque(maxlen=_MOST_MESSAGES)
            noted.append((datetime.now(UTC), message_id))
            self._noted[room_id] = noted

    def since(self, room_id: str, moment: datetime) -> list[str]:
        """Return the ids of our messages in a space since then, the latest first."""
        with self._lock:
            noted = tuple(self._noted.get(room_id, ()))
        return [message_id for at, message_id in reversed(noted) if at >= moment]
