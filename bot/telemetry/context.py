"""A value that everything in a block has to hand, without being given it."""

from collections.abc import Iterator
from contextlib import contextmanager
from contextvars import ContextVar
from typing import TypeVar

T = TypeVar("T")


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
