"""A cache for what rarely changes."""

import threading
from collections.abc import Callable
from typing import Generic, TypeVar

from cachetools import TTLCache

from bot.errors import WebexError

REMEMBERED_S = 15 * 60
_MOST = 4_000

_UNKNOWN = object()

T = TypeVar("T")


class Memory(Generic[T]):
    """Answers by key, for so many seconds; safe to use from several threads.

    Webex's "no" is an answer too, and remembered as None. Any other failure is raised.
    """

    def __init__(self, for_s: float = REMEMBERED_S) -> None:
        self._known: TTLCache[str, T | None] = TTLCache(_MOST, for_s)
        self._lock = threading.Lock()

    def get(self, key: str, fetch: Callable[[], T | None]) -> T | None:
        """Return what is known of `key`, else what `fetch` returns; None if Webex refuses.

        Raises:
            WebexError: Webex does not answer; asked again, it may.
        """
        known = self.recall(key)
        if known:
            return known[0]
        try:
            found = fetch()
        except ValueError:
            found = None  # not an id: nothing to ask Webex for
        except WebexError as error:
            if not error.failure.is_no:
                raise
            found = None
        self.put(key, found)
        return found

    def recall(self, key: str) -> tuple[T | None] | None:
        """Return the answer for `key` in a tuple, since it may be None; None if there is none."""
        with self._lock:
            known = self._known.get(key, _UNKNOWN)
        return None if known is _UNKNOWN else (known,)  # type: ignore[return-value]  # of that type

    def put(self, key: str, found: T | None) -> None:
        """Remember an answer for `key`."""
        with self._lock:
            self._known[key] = found
