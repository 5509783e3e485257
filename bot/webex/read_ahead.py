"""Reads a group space beside the message that may ask about it: `room` takes a step less then."""

from collections.abc import Callable, Mapping
from concurrent.futures import Executor
from functools import partial
from typing import Any

from bot.errors import WebexError
from bot.ids import path_segment
from bot.webex import reading
from bot.webex.bearer import Bearer
from bot.webex.memory import Memory
from bot.webex.model.event import Event
from bot.webex.rooms import Rooms


class ReadAhead:
    """Reads what `room` and `meeting` need, as soon as a delivery names a group space.

    It is read on the threads of `executor`, for this question alone, and only while `is_calm`:
    what turns out not to be needed has cost a call. Nobody waits for it but a command that would
    read the same, and if it fails, that command reads it itself.
    """

    def __init__(
        self, bearer: Bearer, rooms: Rooms, executor: Executor, is_calm: Callable[[], bool]
    ) -> None:
        self._bearer = bearer
        self._rooms = rooms
        self._executor = executor
        self._is_calm = is_calm
        self._refused: Memory[str] = Memory()  # by path

    def __call__(self, event: Event) -> None:
        """Begin to read the space of an event, unless it is 1:1 or unknown."""
        kind = event.room_type or self._rooms.known_type(event.room_id)
        if kind != "group" or not self._is_calm():
            return
        space = f"rooms/{path_segment(event.room_id)}"
        for path in (space, f"{space}/meetingInfo"):
            if self._refused.recall(path) is None:
                reading.begin(self._bearer.key(path), self._executor, partial(self._read, path))

    def _read(self, path: str) -> Mapping[str, Any]:
        try:
            return self._bearer.anew(path)
        except WebexError as error:
            if error.failure.is_no:
                self._refused.put(path, None)
            raise


def nothing_ahead(_event: Event) -> None:
    """Read nothing ahead."""
