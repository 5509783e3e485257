"""A point in time as people say it, with the exact time beside it."""

from datetime import UTC, datetime
from functools import lru_cache

import humanize

# A reply is drawn twice, as Markdown and as a card.
_DRAWN = 256


@lru_cache(_DRAWN)
def said(at: datetime, now: datetime) -> str:
    """Return `3 hours ago (2016-04-21 19:12 UTC)`; both times carry a zone."""
    exact, present = (time.astimezone(UTC).replace(tzinfo=None) for time in (at, now))
    return f"{humanize.naturaltime(exact, when=present)} ({exact:%Y-%m-%d %H:%M} UTC)"
