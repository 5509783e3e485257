"""Draws who is in a space: a line of how many, and lists of names."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import datetime
from itertools import groupby

from bot import ids
from bot.dispatch.ask import Ask
from bot.dispatch.context import Context
from bot.reply.blocks import Address, Block, Bullets, Button, Facts, Heading, Note
from bot.reply.escape import counted
from bot.webex.model.room import Room
from bot.webex.model.roster import Headcount, Member, Roster

MODERATORS, PEOPLE, BOTS = "Moderators", "People", "Bots"
_ORDER = (MODERATORS, PEOPLE, BOTS)
_MOST_NAMED = 3


@dataclass(frozen=True, slots=True)
class SpaceMembers:
    """A space and who is in it, as far as Webex tells; `organisation_id` is the bot's own.

    `is_seen`: the bot is in the space itself, not only in its team; otherwise Webex lists the
    moderators alone.
    """

    room: Room
    roster: Roster
    organisation_id: str | None = None
    is_seen: bool = True

    @property
    def is_whole(self) -> bool:
        """Whether it has no other members."""
        return self.roster.is_whole and self.is_seen

    @property
    def title(self) -> str:
        """What the space is called."""
        return (None if self.room.is_direct else self.room.title) or "this space"

    def is_outsider(self, member: Member) -> bool:
        """Tell whether somebody is certainly of another organisation than the bot."""
        own, theirs = self.organisation_id, member.organisation_id
        return bool(own and theirs) and not ids.same(own, theirs)


def membership_of(context: Context, ask: Ask) -> SpaceMembers:
    """Return a space and who is in it. Raises: WebexError."""
    room_id = ask.space.id or ""
    room, roster = context.together(
        lambda: context.rooms.get(room_id), lambda: context.members.roster(room_id)
    )
    me = context.people.me()
    is_seen = not roster.is_whole or any(me.is_of(one.id, one.email) for one in roster.members)
    return SpaceMembers(room, roster, me.organisation_id, is_seen)


def headcount(known: Headcount | None, now: datetime) -> str | None:
    """Return how many are in a space and who moderates it: `14, moderated by Ana Ruiz`."""
    # Of a space of its team that the bot is not in, Webex lists the moderators alone.
    if known is None or known.count == len(known.moderators):
        return None
    if not known.is_whole:
        return f"{known.count:,} or more"
    names, rest = known.moderators[:_MOST_NAMED], len(known.moderators) - _MOST_NAMED
    listed = _and([*names, f"{rest} more"] if rest > 0 else names)
    moderated = f", moderated by {listed}" if listed else ""
    minutes = int((now - known.at).total_seconds() / 60)
    ago = f" ({counted(minutes, 'minute')} ago)" if minutes > 0 else ""
    return f"{known.count}{moderated}{ago}"


def ordered(membership: SpaceMembers) -> list[Member]:
    """Return the members as they are listed: moderators, people, bots, each by name."""
    return sorted(
        membership.roster.members,
        key=lambda one: (_ORDER.index(section(one)), one.called.casefold()),
    )


def section(member: Member) -> str:
    """Return the heading under which somebody is listed."""
    if member.is_moderator:
        return MODERATORS
    return BOTS if member.is_bot else PEOPLE


def marks(membership: SpaceMembers, member: Member) -> str:
    """Return what is said of somebody beside the name."""
    is_marked = member.is_bot and member.is_moderator
    said = ["bot"] if is_marked else []
    said += ["other organisation"] if membership.is_outsider(member) else []
    return f" ({', '.join(said)})" if said else ""


def listed(membership: SpaceMembers, members: Iterable[Member], *, is_direct: bool) -> list[Block]:
    """Return lists of members under their headings, 1:1 with their addresses."""
    blocks: list[Block] = []
    for heading, group in groupby(members, key=section):
        named = [(f"{one.called}{marks(membership, one)}", one.email) for one in group]
        rows = Facts((name, Address(email or "no address told")) for name, email in named)
        names = Bullets(tuple(name for name, _ in named))
        blocks += [Heading(heading), rows if is_direct else names]
    return blocks


def bounded(membership: SpaceMembers) -> list[Block]:
    """Return a note that a space has more members than these, if it may have."""
    if not membership.is_seen:
        return [Note("I am not in this space itself, so Webex tells me its moderators alone.")]
    told = f"It has more members. Of so large a space I read {len(membership.roster.members):,}."
    return [] if membership.roster.is_whole else [Note(told)]


def elsewhere(membership: SpaceMembers, command: str, ask: Ask) -> list[Block]:
    """Return how to ask about another space, and in a group space how to get addresses."""
    if membership.room.is_direct:
        hint = f"For another space add words of its title: {command} of project unicorn"
        return [Note(hint), Button("My spaces", says="rooms")]
    if ask.origin.is_direct:
        return []
    named = membership.room.title or ids.uuid_of(membership.room.id)
    return [Note(f"Addresses come 1:1. Ask me there: {command} of {named}")]


def _and(names: Sequence[str]) -> str:
    *most, last = names or [""]
    return f"{', '.join(most)} and {last}" if most else last
