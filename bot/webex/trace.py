"""The tracking ids of the calls that a question took."""

from contextlib import AbstractContextManager
from contextvars import ContextVar

import requests

from bot.telemetry.context import during

_IDS: ContextVar[list[str] | None] = ContextVar("tracking_ids", default=None)
_MOST = 200
_LONGEST = 100


def traced_in(ids: list[str]) -> AbstractContextManager[None]:
    """Collect in `ids` the tracking ids of the responses in this block, the latest ones last.

    What belongs to the block on other threads, `bot.telemetry.context` says.
    """
    return during(_IDS, ids)


def note(response: requests.Response, *_args: object, **_kwargs: object) -> None:
    """Take note of a response's tracking id: a response hook for `requests`."""
    ids, tracking_id = _IDS.get(), response.headers.get("trackingID")
    if ids is not None and tracking_id:
        ids.append(tracking_id[:_LONGEST])
        del ids[:-_MOST]


def latest() -> str | None:
    """Return the latest tracking id of the block that this runs in; None if there is none."""
    ids = _IDS.get()
    return ids[-1] if ids else None
