"""The time by Webex's clock, which may differ from this machine's."""

import time
from contextlib import suppress
from email.utils import parsedate_to_datetime

import requests
from humanize import naturaldelta

_TOLERATED_S = 60.0


class WebexClock:
    """Goes by the `Date` of Webex's latest answer (RFC 9110, 6.6.1); before that, by ours.

    Moments in and out are seconds: of the monotonic clock, and since 1970.
    """

    def __init__(self) -> None:
        self._ahead_s = time.time() - time.monotonic()

    def note(self, response: requests.Response, *_args: object, **_kwargs: object) -> None:
        """Take note of when a response was sent: a response hook for `requests`."""
        with suppress(ValueError, TypeError, OverflowError):
            sent = parsedate_to_datetime(response.headers.get("Date") or "")
            if sent.tzinfo is not None:
                self._ahead_s = sent.timestamp() - time.monotonic()

    def fault(self) -> str | None:
        """Return how far this machine's clock is off; None if it is not, as far as is known."""
        off_s = time.time() - time.monotonic() - self._ahead_s
        if abs(off_s) < _TOLERATED_S:
            return None
        way = "ahead of" if off_s > 0 else "behind"
        return f"the clock of this machine is {naturaldelta(off_s)} {way} Webex’s"

    def at(self, monotonic: float) -> float:
        """Return what time it was, or is, at a moment of this process."""
        return monotonic + self._ahead_s
