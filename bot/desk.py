"""What a command may ask Webex for."""

from collections.abc import Callable, Sequence
from concurrent.futures import Executor
from contextvars import copy_context
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any, TypeVar, overload

from bot.errors import WebexError
from bot.webex.names import Names
from bot.webex.people import People
from bot.webex.preferences import Preferences
from bot.webex.rooms import Rooms

if TYPE_CHECKING:
    from bot.command import Command

A = TypeVar("A")
B = TypeVar("B")
T = TypeVar("T")


@dataclass(frozen=True, slots=True)
class Missing:
    """What could not be had, and why: one of several calls failed."""

    error: WebexError


@dataclass(frozen=True, slots=True)
class Desk:
    """The parts of Webex that answers are made of, and the list of commands for `help`."""

    rooms: Rooms
    names: Names
    people: People
    preferences: Preferences
    commands: Sequence["Command"]
    executor: Executor

    @overload
    def together(self, one: Callable[[], A], two: Callable[[], B], /) -> tuple[A, B]: ...

    @overload
    def together(self, *calls: Callable[[], T]) -> tuple[T, ...]: ...

    def together(self, *calls: Callable[[], Any]) -> tuple[Any, ...]:
        """Make several calls side by side and return what they return, in order.

        The last one runs on the thread that asks. Raises what a failing call raises.
        """
        # Each thread sees what this question has read before, and adds to it.
        others = [self.executor.submit(copy_context().run, call) for call in calls[:-1]]
        last = calls[-1]()
        return (*(other.result() for other in others), last)

    @staticmethod
    def attempt(call: Callable[[], T]) -> Callable[[], "T | Missing"]:
        """Make a call that returns `Missing` where `call` raises `WebexError`."""

        def attempted() -> T | Missing:
            try:
                return call()
            except WebexError as error:
                return Missing(error)

        return attempted
