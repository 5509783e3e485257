"""Tolerant reading of JSON objects: a malformed value counts as absent."""

from collections.abc import Mapping
from datetime import UTC, datetime
from typing import Any

from bot.reply.plain_text import one_line

Data = Mapping[str, Any]


def text(data: Data, name: str) -> str | None:
    """Return a text that is not blank; a number becomes its text."""
    value = data.get(name)
    if isinstance(value, int | float) and not isinstance(value, bool):
        return str(value)
    return value if isinstance(value, str) and one_line(value) else None


def flag(data: Data, name: str) -> bool | None:
    """Return a boolean; the texts `true` and `false` count too."""
    value = data.get(name)
    if isinstance(value, str):
        return {"true": True, "false": False}.get(value.strip().lower())
    return value if isinstance(value, bool) else None


def number(data: Data, name: str) -> int | None:
    """Return a whole number that is not negative."""
    value = data.get(name)
    if isinstance(value, str) and value.isascii() and value.isdigit() and len(value) < 10:
        return int(value)
    if isinstance(value, bool) or not isinstance(value, int | float):
        return None
    return int(value) if 0 <= value < 10**9 else None


def time(data: Data, name: str) -> datetime | None:
    """Return a point in time, in UTC."""
    value = data.get(name)
    return parse_time(value) if isinstance(value, str) else None


def object_(data: Data, name: str) -> Data:
    """Return a JSON object; an empty one if there is none."""
    value = data.get(name)
    return value if isinstance(value, Mapping) else {}


def objects(data: Data, name: str) -> tuple[Data, ...]:
    """Return the JSON objects of an array; a single object counts as an array of one."""
    value = data.get(name)
    found = value if isinstance(value, list) else [value]
    return tuple(item for item in found if isinstance(item, Mapping))


def texts(data: Data, name: str) -> tuple[str, ...]:
    """Return the texts of an array."""
    value = data.get(name)
    return tuple(item for item in value if isinstance(item, str)) if isinstance(value, list) else ()


def parse_time(text: str) -> datetime | None:
    """Read an ISO 8601 time as Webex writes it; None if it is not one.

    Webex writes `2016-04-21T19:12:48.920Z`, and on some pages without a fraction or with
    `+00:00`. A time without a zone is taken as UTC.
    """
    try:
        at = datetime.fromisoformat(text)
        return at.replace(tzinfo=UTC) if at.tzinfo is None else at.astimezone(UTC)
    except (ValueError, OverflowError):
        return None
