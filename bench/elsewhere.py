"""Objects that live in a process of their own, so that they share no interpreter with anybody."""

import contextlib
import multiprocessing
from collections.abc import Iterator
from multiprocessing.managers import BaseManager
from typing import TypeVar, cast

T = TypeVar("T")


class _Process(BaseManager):
    """What can be made elsewhere is registered as it is asked for."""


@contextlib.contextmanager
def elsewhere(kind: type[T]) -> Iterator[T]:
    """Make an object in a new process, which ends with the block.

    Its public methods can be called; what they take and return has to be picklable.
    """
    _Process.register(kind.__name__, kind)
    # Started anew and not forked: it is to hold nothing of ours.
    manager = _Process(ctx=multiprocessing.get_context("spawn"))
    manager.start()
    try:
        yield cast(T, getattr(manager, kind.__name__)())
    finally:
        manager.shutdown()
