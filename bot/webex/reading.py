"""What a question has read already, so that a second try at it reads only what is missing."""

from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from contextvars import ContextVar
from typing import Any

Read = dict[object, Mapping[str, Any]]

_READ: ContextVar[Read | None] = ContextVar("read", default=None)


@contextmanager
def remembered_in(read: Read) -> Iterator[None]:
    """Keep in `read` what is got from Webex in this block, and take from there what is in it.

    A call that runs on another thread belongs to the block if it runs in a copy of its context.
    """
    token = _READ.set(read)
    try:
        yield
    finally:
        _READ.reset(token)


def already(key: object) -> Mapping[str, Any] | None:
    """Return what was read under that key; None if it was not, or if nothing is kept."""
    read = _READ.get()
    return None if read is None else read.get(key)


def keep(key: object, found: Mapping[str, Any]) -> None:
    """Keep what was read."""
    read = _READ.get()
    if read is not None:
        read[key] = found
