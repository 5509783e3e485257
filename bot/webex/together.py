"""Several calls side by side: the asker waits for the slowest, not for their sum."""

from collections.abc import Callable
from concurrent.futures import Executor, Future
from contextvars import copy_context
from dataclasses import dataclass
from typing import Any, Generic, TypeVar, overload

A = TypeVar("A")
B = TypeVar("B")
T = TypeVar("T")


@dataclass(frozen=True, slots=True)
class Known(Generic[T]):
    """A call whose result is known already."""

    value: T

    def __call__(self) -> T:
        """Return it."""
        return self.value


class Together:
    """Makes calls on the threads of `executor`. Such a call must not use `Together` itself."""

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

        The last one runs on the thread that asks, and what is `Known` takes none. Raises what a
        failing call raises.
        """
        waited_for = [number for number, call in enumerate(calls) if not isinstance(call, Known)]
        # The context carries what this question has read before; each thread adds to it.
        others: dict[int, Future[Any]] = {
            number: self._executor.submit(copy_context().run, calls[number])
            for number in waited_for[:-1]
        }
        mine = {number: calls[number]() for number in range(len(calls)) if number not in others}
        return tuple(
            others[number].result() if number in others else mine[number]
            for number in range(len(calls))
        )
