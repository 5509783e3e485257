"""Remembers what a question has read from Webex, so that a second try reads only the rest."""

from collections.abc import Mapping
from contextlib import AbstractContextManager
from contextvars import ContextVar
from typing import Any

from bot.telemetry.context import during

Read = dict[object, Mapping[str, Any]]

_READ: ContextVar[Read | None] = ContextVar("read", default=None)


def remembered_in(read: Read) -> AbstractContextManager[None]:
    """Keep in `read` what is read from Webex in this block, and answer from it what it holds.

    `bot.telemetry.context` tells how this reaches the calls on other threads.
    """
    return during(_READ, read)


def already(key: object) -> Mapping[str, Any] | None:
    """Return what was read under that key; None if it was not, or if nothing is kept."""
    read = _READ.get()
    return None if read is None else read.get(key)


def keep(key: object, found: Mapping[str, Any]) -> None:
    """Keep what was read."""
    read = _READ.get()
    if read is not None:
        read[key] = found
