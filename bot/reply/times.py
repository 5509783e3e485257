"""A point in time as people say it, with the exact time beside it."""

from datetime import UTC, datetime
from functools import lru_cache

import humanize

from bot.reply.escape import counted

# Remembered, since each reply is drawn twice: as Markdown and as a card.
_DRAWN = 256


@lru_cache(_DRAWN)
def said(at: datetime, now: datetime) -> str:
    """Return `3 hours ago (2016-04-21 19:12 UTC)`; both times carry a zone.

    From a year on months are told too, since "1 year" may be nearly two.
    """
    exact, present = (time.astimezone(UTC).replace(tzinfo=None) for time in (at, now))
    ago = _years_ago(exact, present) or humanize.naturaltime(exact, when=present)
    return f"{ago} ({exact:%Y-%m-%d %H:%M} UTC)"


def _years_ago(at: datetime, now: datetime) -> str | None:
    is_month_begun = (now.day, now.time()) < (at.day, at.time())
    years, months = divmod((now.year - at.year) * 12 + now.month - at.month - is_month_begun, 12)
    if years < 1:
        return None
    rest = f" and {counted(months, 'month')}" if months else ""
    return f"{counted(years, 'year')}{rest} ago"
