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


MOST = 1000


def limit(default: int) -> int:
    """How many items a page holds: the `max` of the query, or fewer if that is too many.

    Raises:
        Refusal: 400 unless it is a number from 1.
    """
    text = request.args.get("max", str(default))
    if not text.isascii() or not text.isdigit() or int(text) < 1:
        raise Refusal(400, "max must be a number from 1.")
    return min(int(text), MOST)


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
