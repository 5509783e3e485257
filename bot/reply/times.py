"""A point in time as people say it, with the exact time beside it."""

from datetime import UTC, datetime
from functools import lru_cache

import humanize

# A reply is drawn twice, as Markdown and as a card.
_DRAWN = 256


def parse(text: str) -> datetime | None:
    """Read an ISO 8601 time as Webex writes it; None if it is not one.

    Webex writes `2016-04-21T19:12:48.920Z`, and on some pages without a fraction or with
    `+00:00`. A time without a zone is taken as UTC.
    """
    try:
        at = datetime.fromisoformat(text)
        return at.replace(tzinfo=UTC) if at.tzinfo is None else at.astimezone(UTC)
    except (ValueError, OverflowError):
        return None


@lru_cache(_DRAWN)
def said(at: datetime, now: datetime) -> str:
    """Return `3 hours ago (2016-04-21 19:12 UTC)`; both times carry a zone."""
    exact, present = (time.astimezone(UTC).replace(tzinfo=None) for time in (at, now))
    return f"{humanize.naturaltime(exact, when=present)} ({exact:%Y-%m-%d %H:%M} UTC)"
