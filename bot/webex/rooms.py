"""Spaces and their meetings."""

from collections.abc import Iterator
from datetime import datetime

from bot.ids import path_segment
from bot.webex import reading
from bot.webex.bearer import Bearer
from bot.webex.memory import Memory
from bot.webex.model.room import MeetingInfo, Room

_MOST = 5000  # spaces that a bot is in
_DAY_S = 24 * 3600.0


class Rooms:
    """https://developer.webex.com/docs/api/v1/rooms, with the bot's token."""

    def __init__(self, bearer: Bearer) -> None:
        self._bearer = bearer
        self._types: Memory[str] = Memory()
        self._titles: Memory[str] = Memory()
        self._meetings: Memory[bool] = Memory(_DAY_S)

    def is_direct(self, room_id: str, told: str | None) -> bool:
        """Tell whether a space is 1:1; `told` is its type where Webex just said it.

        A button press does not say it, so that it is remembered from the messages before. What
        Webex refuses to tell counts as a group space, where less may be said. Raises: WebexError.
        """
        if told:
            self._types.put(room_id, told)
        return self._types.get(room_id, lambda: self.get(room_id).type) == "direct"

    def get(self, room_id: str) -> Room:
        """Return a space. Raises: WebexError."""
        room = Room.read(self._bearer.get(f"rooms/{path_segment(room_id)}"))
        self._titles.put(room_id, room.title)
        return room

    def known_type(self, room_id: str) -> str | None:
        """Return a space's type if Webex has told it of late; makes no call."""
        known = self._types.recall(room_id)
        return known[0] if known else None

    def known_title(self, room_id: str) -> str | None:
        """Return a space's title if Webex has told it of late; makes no call.

        What was read ahead tells it for its own question alone.
        """
        known = self._titles.recall(room_id)
        if known:
            return known[0]
        ahead = reading.at_hand(self._bearer.key(f"rooms/{room_id}"))
        return Room.read(ahead).title if ahead else None

    def meeting_info(self, room_id: str) -> MeetingInfo:
        """Return how to join the space's meeting.

        Documented as end of life since 2025-01-31: expect 404 or 410.

        Raises: WebexError.
        """
        info = MeetingInfo.read(self._bearer.get(f"rooms/{path_segment(room_id)}/meetingInfo"))
        self._meetings.put(room_id, True)
        return info

    def has_told_meeting(self, room_id: str) -> bool:
        """Tell whether somebody asked for the space's meeting since yesterday, and was told."""
        return self._meetings.recall(room_id) is not None

    def all(self) -> Iterator[Room]:
        """Yield the bot's group spaces, the latest active first. Raises: WebexError."""
        params: dict[str, str | int] = {"type": "group", "sortBy": "lastactivity", "max": 1000}
        return map(Room.read, self._bearer.items("rooms", params, most=_MOST))

    def active_since(self, moment: datetime) -> Iterator[Room]:
        """Yield the bot's spaces with activity since then, the latest first. Raises: WebexError."""
        params: dict[str, str | int] = {"sortBy": "lastactivity", "max": 100}
        for item in self._bearer.items("rooms", params, most=_MOST):
            room = Room.read(item)
            if room.last_activity is not None and room.last_activity < moment:
                return
            yield room
