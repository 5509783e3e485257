"""Which question is being answered: its number stands in every line of the log that is about it."""

from contextlib import AbstractContextManager
from contextvars import ContextVar

from bot.telemetry.context import during

_NUMBER: ContextVar[int | None] = ContextVar("question", default=None)


def belonging_to(number: int) -> AbstractContextManager[None]:
    """Let what is logged in this block belong to a question.

    What belongs to the block on other threads, `bot.telemetry.context` says.
    """
    return during(_NUMBER, number)


def number() -> int | None:
    """Return the number of the question that this belongs to; None if it belongs to none."""
    return _NUMBER.get()
