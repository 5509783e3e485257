"""Spaces and their meetings."""

from bot.ids import path_segment
from bot.model.room import MeetingInfo, Room
from bot.webex.bearer import Bearer
from bot.webex.memory import Memory


class Rooms:
    """https://developer.webex.com/docs/api/v1/rooms, with the bot's token."""

    def __init__(self, bearer: Bearer) -> None:
        self._bearer = bearer
        self._types: Memory[str] = Memory()

    def is_direct(self, room_id: str, told: str | None) -> bool:
        """Tell whether a space is 1:1; `told` is its type where Webex just said it.

        A button press does not say it, so that it is remembered from the messages before. What
        cannot be found out counts as a group space, where less may be said.
        """
        if told:
            self._types.put(room_id, told)
        return self._types.get(room_id, lambda: self.get(room_id).type) == "direct"

    def get(self, room_id: str) -> Room:
        """Return a space. Raises: WebexError."""
        room_id = path_segment(room_id)
        return Room.read(
            self._bearer.object_("GET /rooms/{id}", lambda api: api.rooms.get(room_id))
        )

    def meeting_info(self, room_id: str) -> MeetingInfo:
        """Return how to join the space's meeting.

        Documented as end of life since 2025-01-31: expect 404 or 410.

        Raises: WebexError.
        """
        room_id = path_segment(room_id)
        return MeetingInfo.read(
            self._bearer.object_(
                "GET /rooms/{id}/meetingInfo", lambda api: api.rooms.get_meeting_info(room_id)
            )
        )
