"""A Personal Meeting Room's options as something that can be changed: see `bot.webex.editing`."""

from bot.webex.editing import Calls, Found
from bot.webex.guard import ROOM
from bot.webex.model.room_options import RoomOptions
from bot.webex.wrong_room import is_same_link, wrong_room


class RoomResource:
    """`PUT` replaces all options, and answers with the room."""

    def read(self, calls: Calls) -> RoomOptions:
        """Return the options. Raises: WebexError, WrongRoomError."""
        return _read(calls.read(ROOM), calls.link)

    def write(self, calls: Calls, before: RoomOptions, after: RoomOptions) -> RoomOptions:
        """Replace them. Raises: WebexError, WrongRoomError."""
        return _read(calls.write("PUT", ROOM, after.body()), calls.link or before.link)

    def is_as_meant(self, found: RoomOptions, meant: RoomOptions) -> bool:
        """Tell whether they are as they were meant to be."""
        return found.is_as_meant(meant)

    def lacking(self, meant: RoomOptions) -> tuple[str, ...]:
        """Return which options Webex did not tell."""
        return meant.lacking


def _read(found: Found, link: str | None) -> RoomOptions:
    """Return the options of that room. Raises: WrongRoomError, where it is another one."""
    options = RoomOptions.read(*found)
    if options.link and link and not is_same_link(options.link, link):
        raise wrong_room()
    return options


OWN_ROOM = RoomResource()
