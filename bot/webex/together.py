"""Several calls side by side: the asker waits for the slowest, not for their sum."""

from collections.abc import Callable
from concurrent.futures import Executor
from contextvars import copy_context
from typing import Any, TypeVar, overload

A = TypeVar("A")
B = TypeVar("B")
T = TypeVar("T")


class Together:
    """Makes calls on the threads of `executor`; a call may not make others this way itself."""

    def __init__(self, executor: Executor) -> None:
        self._executor = executor

    @overload
    def __call__(self, one: Callable[[], A], two: Callable[[], B], /) -> tuple[A, B]: ...

    @overload
    def __call__(
        self, one: Callable[[], A], two: Callable[[], B], three: Callable[[], T], /
    ) -> tuple[A, B, T]: ...

    @overload
    def __call__(self, *calls: Callable[[], T]) -> tuple[T, ...]: ...

    def __call__(self, *calls: Callable[[], Any]) -> tuple[Any, ...]:
        """Make the calls and return what they return, in order.

        The last one runs on the thread that asks. Raises what a failing call raises.
        """
        # Each thread sees what this question has read before, and adds to it.
        others = [self._executor.submit(copy_context().run, call) for call in calls[:-1]]
        last = calls[-1]()
        return (*(other.result() for other in others), last)
