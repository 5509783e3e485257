"""A point in time as people say it, with the exact time beside it."""

from datetime import UTC, datetime, timedelta
from functools import lru_cache

import humanize

# A reply is drawn twice, as Markdown and as a card.
_DRAWN = 256
_YEAR = timedelta(days=365)


@lru_cache(_DRAWN)
def said(at: datetime, now: datetime) -> str:
    """Return `3 hours ago (2016-04-21 19:12 UTC)`; both times carry a zone.

    From a year on months are told too, since "1 year" may be nearly two.
    """
    exact, present = (time.astimezone(UTC).replace(tzinfo=None) for time in (at, now))
    age = present - exact
    ago = (
        f"{humanize.precisedelta(age, minimum_unit='months', format='%d')} ago"
        if age >= _YEAR
        else humanize.naturaltime(exact, when=present)
    )
    return f"{ago} ({exact:%Y-%m-%d %H:%M} UTC)"
