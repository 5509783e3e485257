"""Reads a group space beside the message that may ask about it: `room` takes a step less then."""

from collections.abc import Callable
from concurrent.futures import Executor
from functools import partial

from bot.ids import path_segment
from bot.webex import reading
from bot.webex.bearer import Bearer
from bot.webex.model.event import Event
from bot.webex.rooms import Rooms


class ReadAhead:
    """Reads what `room` needs, as soon as a delivery names a group space.

    How to join its meeting is read too, where somebody has asked for that of late. It is read on
    the threads of `executor`, for this question alone, and only while `is_calm`: what turns out not
    to be needed has cost a call. Nobody waits for it but a command that would read the same, and if
    it fails, that command reads it itself.
    """

    def __init__(
        self, bearer: Bearer, rooms: Rooms, executor: Executor, is_calm: Callable[[], bool]
    ) -> None:
        self._bearer = bearer
        self._rooms = rooms
        self._executor = executor
        self._is_calm = is_calm

    def __call__(self, event: Event) -> None:
        """Begin to read the space of an event, unless it is 1:1 or unknown."""
        room_id = event.room_id
        kind = event.room_type or self._rooms.known_type(room_id)
        if kind != "group" or not self._is_calm():
            return
        self._begin(f"rooms/{path_segment(room_id)}")
        if self._rooms.has_told_meeting(room_id):
            self._begin(f"rooms/{path_segment(room_id)}/meetingInfo")

    def _begin(self, path: str) -> None:
        reading.begin(self._bearer.key(path), self._executor, partial(self._bearer.anew, path))


def nothing_ahead(_event: Event) -> None:
    """Read nothing ahead."""
