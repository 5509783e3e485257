"""What will happen in a space, before anybody tries."""

from dataclasses import dataclass

from ..record import Person, Room
from ..world import World

_READ_ONLY = "This space is read-only: nobody can write here, neither you nor the bot."
_ANNOUNCEMENTS = "Only moderators can write in this announcement space, and you are not one."
_ALONE = "Only moderators can write here. The bot is not one, so it answers you 1:1."


@dataclass(frozen=True, slots=True)
class Rules:
    """Whether a person can write in a space, and what they should know first, if anything."""

    can_write: bool = True
    says: str | None = None


def rules_of(world: World, person: Person, room: Room | None) -> Rules:
    """The rules of a space for a person; None is their 1:1 space before it is used."""
    if room is None:
        return Rules()
    if room.is_read_only:
        return Rules(can_write=False, says=_READ_ONLY)
    if not room.is_announcement_only:
        return Rules()
    members = world.members[room.id]
    if not members[person.id].is_moderator:
        return Rules(can_write=False, says=_ANNOUNCEMENTS)
    return Rules(says=None if members[world.bot().id].is_moderator else _ALONE)
