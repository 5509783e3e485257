"""What the log has to hand while a question is answered: its number, and Webex's tracking ids."""

from collections.abc import Iterator
from contextlib import AbstractContextManager, contextmanager
from contextvars import ContextVar
from typing import TypeVar

T = TypeVar("T")

_QUESTION: ContextVar[int | None] = ContextVar("question", default=None)
_TRACKING_IDS: ContextVar[list[str] | None] = ContextVar("tracking_ids", default=None)
_MOST = 200
_LONGEST = 100


@contextmanager
def during(variable: ContextVar[T], value: T) -> Iterator[None]:
    """Let `variable` be `value` in this block.

    A call that runs on another thread belongs to the block if it runs in a copy of its context.
    """
    token = variable.set(value)
    try:
        yield
    finally:
        variable.reset(token)


def belonging_to(number: int) -> AbstractContextManager[None]:
    """Let what is logged in this block belong to the question with that number."""
    return during(_QUESTION, number)


def question_number() -> int | None:
    """Return the number of the question that this belongs to; None if it belongs to none."""
    return _QUESTION.get()


def traced_in(ids: list[str]) -> AbstractContextManager[None]:
    """Collect in `ids` the tracking ids of Webex's answers in this block, the latest ones last."""
    return during(_TRACKING_IDS, ids)


def note_tracking_id(tracking_id: str) -> None:
    """Add a tracking id to those of the block that this runs in."""
    ids = _TRACKING_IDS.get()
    if ids is not None:
        ids.append(tracking_id[:_LONGEST])
        del ids[:-_MOST]


def latest_tracking_id() -> str | None:
    """Return the latest tracking id of the block that this runs in; None if there is none."""
    ids = _TRACKING_IDS.get()
    return ids[-1] if ids else None
