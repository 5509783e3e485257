"""Which question is being answered: its number stands in every line of the log that is about it."""

from collections.abc import Iterator
from contextlib import contextmanager
from contextvars import ContextVar

_NUMBER: ContextVar[int | None] = ContextVar("question", default=None)


@contextmanager
def belonging_to(number: int) -> Iterator[None]:
    """Let what is logged in this block belong to a question.

    A call that runs on another thread belongs to the block if it runs in a copy of its context.
    """
    token = _NUMBER.set(number)
    try:
        yield
    finally:
        _NUMBER.reset(token)


def number() -> int | None:
    """Return the number of the question that this belongs to; None if it belongs to none."""
    return _NUMBER.get()
