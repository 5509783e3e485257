"""What the bot sees and does with its own token."""

from dataclasses import dataclass

from bot.webex.bearer import Bearer
from bot.webex.members import Members
from bot.webex.messages import Messages
from bot.webex.names import Names
from bot.webex.people import People
from bot.webex.rooms import Rooms


@dataclass(frozen=True, slots=True)
class Own:
    """The calls with the bot's token, by what they are about."""

    rooms: Rooms
    people: People
    messages: Messages
    members: Members
    names: Names

    @classmethod
    def of(cls, bearer: Bearer) -> "Own":
        """Return them for a bearer of the bot's token."""
        return cls(Rooms(bearer), People(bearer), Messages(bearer), Members(bearer), Names(bearer))
