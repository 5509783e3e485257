"""Who is in a space: https://developer.webex.com/docs/api/v1/memberships/list-memberships."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime

from bot import ids
from bot.webex.model import fields
from bot.webex.model.fields import Data

# A membership does not tell what kind of account it is for; the addresses of bots do.
_OF_BOTS = ("@webex.bot", "@sparkbot.io")


@dataclass(frozen=True, slots=True)
class Member:
    """Somebody in a space; None where Webex gave nothing."""

    id: str | None
    email: str | None
    name: str | None
    organisation_id: str | None = None
    is_moderator: bool = False
    is_bot: bool = False

    @property
    def called(self) -> str:
        """What they are called."""
        return self.name or self.email or "Somebody without a name"

    @classmethod
    def read(cls, data: Data) -> "Member":
        """Read the page's JSON object."""
        email = fields.text(data, "personEmail")
        is_monitor = fields.flag(data, "isMonitor") or False
        return cls(
            id=fields.text(data, "personId"),
            email=email,
            name=fields.text(data, "personDisplayName"),
            organisation_id=fields.text(data, "personOrgId"),
            is_moderator=fields.flag(data, "isModerator") or False,
            is_bot=is_monitor or ids.folded(email or "").endswith(_OF_BOTS),
        )


@dataclass(frozen=True, slots=True)
class Headcount:
    """How many were in a space at a moment, and what its moderators are called.

    `is_whole`: nobody was left out.
    """

    count: int
    moderators: tuple[str, ...]
    at: datetime
    is_whole: bool = True


@dataclass(frozen=True, slots=True)
class Roster:
    """The members of a space. `is_whole`: it has no others."""

    members: tuple[Member, ...]
    is_whole: bool = True

    @property
    def moderators(self) -> tuple[Member, ...]:
        """Those who moderate the space."""
        return tuple(one for one in self.members if one.is_moderator)

    def member(self, person_id: str | None) -> Member | None:
        """Return the member of that id."""
        return next((one for one in self.members if ids.same(one.id, person_id)), None)

    def headcount(self, at: datetime) -> Headcount:
        """Return how many there were at that moment."""
        names = tuple(one.called for one in self.moderators)
        return Headcount(len(self.members), names, at, self.is_whole)

    @classmethod
    def read(cls, items: Iterable[Data], *, is_whole: bool) -> "Roster":
        """Read memberships as Webex lists them."""
        return cls(tuple(map(Member.read, items)), is_whole)
