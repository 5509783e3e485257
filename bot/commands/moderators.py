"""moderators [space]: who moderates a space, and what that means there."""

from dataclasses import dataclass

from bot.commands.shared.space_members import (
    SpaceMembers,
    bounded,
    elsewhere,
    listed,
    marks,
    membership_of,
    ordered,
)
from bot.dispatch.ask import Ask
from bot.dispatch.command import command
from bot.dispatch.context import Context
from bot.dispatch.grammar.vocabulary import Words
from bot.dispatch.policy import Audience
from bot.reply.blocks import Block, Button, Facts, Reply, Text, copy_of
from bot.reply.escape import counted
from bot.reply.paging import page_of
from bot.webex.model.room import Room
from bot.webex.model.roster import Member


@dataclass(frozen=True, slots=True)
class Moderation:
    """A space with its members; `creator` is who made it, if nobody moderates it.

    `has_left`: the creator is no member any more.
    """

    membership: SpaceMembers
    creator: Member | None = None
    has_left: bool = False


def _fetch(context: Context, ask: Ask) -> Moderation:
    found = membership_of(context, ask)
    creator_id = found.room.creator_id
    if found.room.is_direct or found.roster.moderators or not creator_id:
        return Moderation(found)
    member = found.roster.member(creator_id)
    if member:
        return Moderation(found, member)
    name = context.names.person(creator_id)()
    return Moderation(found, Member(creator_id, None, name) if name else None, has_left=True)


@command(
    "moderators [space]",
    aliases=("moderator",),
    fetch=_fetch,
    audience=Audience.PARTLY,
    refreshes=True,
    examples=("moderators", "moderators project unicorn"),
    words=Words(
        anywhere=(
            "mods, who is a moderator, allowed to add people, allowed to invite people, able to "
            "add people, able to invite people, allowed to remove people, administrates, "
            "administers, controls space, who controls, host of this space, host of space, "
            "moderator, moderators, moderates, moderate, moderating, moderation, moderates "
            "space, moderates this space, moderates this room, moderates room, who moderates, "
            "who is in charge, in charge of space, runs space, runs room, runs group, who runs, "
            "who manages, who administers, who is responsible, space admin, room admin, space "
            "admins, group admin, group admins, admin of space, admins of space, admin of room, "
            "admins, who is admin, who are admins, who can add, who could add, who may add, who "
            "can add me, who can add to space, who adds, who can invite, who may invite, who "
            "invites, invite others, who can let, who lets, let me in, who can remove, who may "
            "remove, who can kick, who removes, who can rename, who can change title, who "
            "approves, approves members, approves new members, who can approve, who to ask to "
            "join, who ask to join, ask to join this space, who contact to get added, get added, "
            "be added, wer moderiert, moderiert diesen raum, moderiert raum, moderieren, "
            "moderiert, moderatoren, wer kann hinzufügen, wer darf hinzufügen, modérateur, "
            "modérateurs, modère, qui peut ajouter, moderador, moderadores, modera, quien "
            "modera, quien puede añadir, moderatore, moderatori, wie kan toevoegen"
        ),
    ),
    label="Moderators",
    rank=(13, 13),
)
def moderators(ask: Ask, found: Moderation) -> Reply:
    """Tell who moderates this space, and what that means here.

    You get who can add people, who may post, and where nobody moderates who created the space.

    In a space I leave addresses out: ask me 1:1.
    """
    membership = found.membership
    page = page_of([one for one in ordered(membership) if one.is_moderator], 1)
    is_direct = ask.origin.is_direct
    return Reply(
        f"Moderators of {membership.title}",
        [
            Text(_count(membership)),
            *listed(membership, page.items, is_direct=is_direct),
            *_creator(found, is_direct=is_direct),
            *map(Text, _meaning(membership.room)),
            *bounded(membership),
            *elsewhere(membership, "moderators", ask),
            # Of the members, those who moderate come first.
            *page.more(ask.again("members", 2)),
            *_buttons(ask, membership.room),
        ],
    )


def _count(membership: SpaceMembers) -> str:
    count = len(membership.roster.moderators)
    if membership.room.is_direct:
        return "A 1:1 space has no moderators."
    if count == 0 and not membership.is_whole:
        return "None of the members that I know moderates this space."
    return f"{counted(count, 'moderator')}." if count else "Nobody moderates this space."


def _creator(found: Moderation, *, is_direct: bool) -> list[Block]:
    creator = found.creator
    if creator is None:
        return []
    left = " (no member any more)" if found.has_left else marks(found.membership, creator)
    email = copy_of(creator.email) if is_direct else None
    return [Facts([("Created by", f"{creator.called}{left}"), ("Email", email)])]


def _meaning(room: Room) -> list[str]:
    """Return what moderation means in a space: who adds people, who may post."""
    if room.is_direct:
        return []
    adds = {
        True: "Its moderators decide who joins and what it is called: ask one of them to add "
        "somebody.",
        False: "Everybody in it can add people and change its title.",
        None: "Webex does not tell whether its moderators alone can add people.",
    }[room.is_locked]
    posts = "Nobody can post in it." if room.is_read_only else None
    posts = posts or ("Only moderators can post." if room.is_announcement_only else None)
    joins = "Anyone in the organisation can find and join it." if room.is_public else None
    return [" ".join(filter(None, (adds, posts, joins)))]


def _buttons(ask: Ask, room: Room) -> list[Block]:
    if room.is_direct:
        return []
    return [
        Button("Members", says=ask.about_space("members")),
        Button("About this space", says=ask.about_space("room")),
    ]
