"""Remembers what a question has read from Webex, so that a second try reads only the rest.

What is read ahead, before anybody knows whether the question needs it, stands here too.
"""

import time
from collections.abc import Callable, Mapping
from concurrent.futures import Executor, Future
from contextlib import AbstractContextManager
from contextvars import ContextVar, copy_context
from dataclasses import dataclass, field
from typing import Any

from bot.telemetry.context import during

_AHEAD_S = 60.0  # what was read ahead may have changed after that

Data = Mapping[str, Any]


@dataclass(frozen=True, slots=True)
class Ahead:
    """What another thread reads ahead, and when that began by the monotonic clock."""

    coming: Future[Data]
    began: float = field(default_factory=time.monotonic)

    def result(self) -> Data | None:
        """Return what came, waiting for it; None if that failed, has not begun, or is old."""
        if self.coming.cancel() or time.monotonic() - self.began > _AHEAD_S:
            return None
        return None if self.coming.exception() else self.coming.result()


Read = dict[object, Data | Ahead]

_READ: ContextVar[Read | None] = ContextVar("read", default=None)


def remembered_in(read: Read) -> AbstractContextManager[None]:
    """Keep in `read` what is read from Webex in this block, and answer from it what it holds.

    `bot.telemetry.context` tells how this reaches the calls on other threads.
    """
    return during(_READ, read)


def already(key: object) -> Data | None:
    """Return what was read under that key; None if it was not, or if nothing is kept.

    What is being read ahead is waited for.
    """
    found = _found(key)
    return found.result() if isinstance(found, Ahead) else found


def at_hand(key: object) -> Data | None:
    """Return what was read under that key, without waiting for what is being read ahead."""
    found = _found(key)
    if isinstance(found, Ahead):
        return found.result() if found.coming.done() else None
    return found


def keep(key: object, found: Data) -> None:
    """Keep what was read."""
    read = _READ.get()
    if read is not None:
        read[key] = found


def begin(key: object, executor: Executor, call: Callable[[], Data]) -> None:
    """Begin to read ahead what `call` returns, on a thread of `executor`."""
    read = _READ.get()
    if read is not None:
        read[key] = Ahead(executor.submit(copy_context().run, call))


def _found(key: object) -> Data | Ahead | None:
    read = _READ.get()
    return None if read is None else read.get(key)
