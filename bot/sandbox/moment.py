"""Moments as the API writes them: UTC, milliseconds, a Z at the end."""

from collections.abc import Callable
from datetime import UTC, datetime

Clock = Callable[[], datetime]


def utc_now() -> datetime:
    """The real time, aware."""
    return datetime.now(UTC)


def stamp(moment: datetime) -> str:
    """Such as "2016-04-21T19:12:48.920Z", the form of the documented examples."""
    at = moment.astimezone(UTC)
    return f"{at:%Y-%m-%dT%H:%M:%S}.{at.microsecond // 1000:03d}Z"


def read(text: str) -> datetime:
    """The moment behind an ISO 8601 text; UTC where it names no zone.

    Raises:
        ValueError: the text is no such date.
    """
    moment = datetime.fromisoformat(text)
    return moment if moment.tzinfo else moment.replace(tzinfo=UTC)
