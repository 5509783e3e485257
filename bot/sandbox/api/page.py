"""Long lists in pages, linked by the Link header (RFC 5988, rel="next").

Follows https://developer.webex.com/docs/basics#pagination.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any
from urllib.parse import urlencode

from flask import request

from ..refusal import Refusal
from ..world import Json


@dataclass(frozen=True, slots=True)
class Page:
    """One page; `next_url` is None on the last."""

    items: list[Json]
    next_url: str | None = None


def limit(default: int, most: int) -> int:
    """The `max` of the query.

    Raises:
        Refusal: 400 unless it is a number from 1 to `most`.
    """
    text = request.args.get("max", str(default))
    if not text.isascii() or not text.isdigit() or not 1 <= int(text) <= most:
        raise Refusal(400, f"max must be between 1 and {most}.")
    return int(text)


def link(**changes: str) -> str:
    """The URL of this request with some query parameters replaced."""
    query: dict[str, Any] = {**request.args.to_dict(), **changes}
    return f"{request.base_url}?{urlencode(query)}"


def paged(items: Sequence[Json], size: int) -> Page:
    """The page of a list that the query's `cursor` points to.

    Raises:
        Refusal: 400 for a cursor that was never handed out.
    """
    text = request.args.get("cursor", "0")
    if not text.isascii() or not text.isdigit():
        raise Refusal(400, "Invalid cursor.")
    start = int(text)
    end = start + size
    return Page(list(items[start:end]), link(cursor=str(end)) if end < len(items) else None)
