"""The calls that are made with the bot's own token."""

from dataclasses import dataclass

from bot.webex.bearer import Bearer
from bot.webex.members import Members
from bot.webex.messages import Messages
from bot.webex.names import Names
from bot.webex.people import People
from bot.webex.rooms import Rooms


@dataclass(frozen=True, slots=True)
class Own:
    """The bot's own calls, grouped as Webex groups them."""

    rooms: Rooms
    people: People
    messages: Messages
    members: Members
    names: Names

    @classmethod
    def of(cls, bearer: Bearer) -> "Own":
        """Make them for a bearer."""
        return cls(Rooms(bearer), People(bearer), Messages(bearer), Members(bearer), Names(bearer))
