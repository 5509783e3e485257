"""room [space]: what this space is, who owns it, who may post in it."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime

from bot import ids
from bot.commands.shared.space_members import headcount
from bot.dispatch.ask import Ask
from bot.dispatch.command import command
from bot.dispatch.context import Context
from bot.dispatch.grammar.vocabulary import Words
from bot.reply.blocks import (
    Block,
    Button,
    Facts,
    Folded,
    Note,
    Open,
    Reply,
    Text,
    When,
    copy_of,
    yes_or_no,
)
from bot.webex.model.room import Room
from bot.webex.model.roster import Headcount
from bot.webex.together import Known

_NOBODY: Known[str | None] = Known(None)
_TYPES = {"group": "Group space", "direct": "1:1 space"}


@dataclass(frozen=True, slots=True)
class Details:
    """A space, and the names for its ids as far as Webex tells them.

    `is_own`: it belongs to the bot's organisation.
    """

    room: Room
    team: str | None = None
    creator: str | None = None
    classification: str | None = None
    other: str | None = None
    organisation: str | None = None
    is_own: bool = False
    headcount: Headcount | None = None


def _fetch(context: Context, ask: Ask) -> Details:
    room_id = ask.space.id or ""
    room = context.rooms.get(room_id)
    names, me = context.names, context.people.me()
    team, creator, classification, other, organisation = context.together(
        names.team(room.team_id) if room.team_id else _NOBODY,
        _creator(context, room_id, room.creator_id) if room.creator_id else _NOBODY,
        names.classification(room.classification_id) if room.classification_id else _NOBODY,
        names.other_member(room_id, me.id or "") if _unnamed(room) else _NOBODY,
        names.organisation(room.owner_id) if room.owner_id else _NOBODY,
    )
    is_own = ids.same(room.owner_id, me.organisation_id)
    count = None if room.is_direct else context.members.headcount(room_id)
    return Details(room, team, creator, classification, other, organisation, is_own, count)


def _creator(context: Context, room_id: str, creator_id: str) -> Callable[[], str | None]:
    # The list of members names the creator as well, so that counting them takes no call more.
    return context.names.person(creator_id, lambda: context.members.name_in(room_id, creator_id))


@command(
    "room [space]",
    aliases=("space", "info"),
    fetch=_fetch,
    refreshes=True,
    examples=("room project unicorn", "room"),
    words=Words(
        anywhere=(
            "who can write, who may write, can write, space, this space, this room, this group, "
            "this channel, this chat, this conversation, who owns, owns space, owner, who own, "
            "owned, who created, who made, who started, created, creator, creation, creation "
            "date, when created, space details, room details, space info, room info, details, "
            "what is in, what is in space, about space, about room, about this, what space, "
            "which space, what room, which room, what group, space am i in, where am i, space "
            "owner, room owner, group owner, public, private, moderated, who can post, can post, "
            "who may post, allowed to post, announcement, announcements, announcement only, read "
            "only, readonly, classification, classified, confidential, team, which team, what "
            "team, part of team, belong to team, title, space title, room title, space name, "
            "room name, name of space, name of room, last activity, last active, how old, age, "
            "space type, room type, type of space, info, information, description, dieser raum, "
            "diesem raum, diesen raum, dieser bereich, diesem bereich, bereich, besitzer, "
            "eigentümer, wem gehört, cet espace, espace, propriétaire, este espacio, espacio, "
            "propietario, deze ruimte, eigenaar"
        ),
        here="about, room link, space link, link to space, link to room",
        bare=("space",),
    ),
    label="About the space",
    rank=(6, 1),
)
def room(ask: Ask, details: Details) -> Reply:
    """Show this space’s details, or those of another one that you are in.

    You get its type, team, owner, who created it and when, who may post, and its id to copy.
    """
    room = details.room
    return Reply(
        _title(details),
        [
            *([Text(room.description)] if room.description else []),
            Facts(
                [
                    ("Type", _TYPES.get(room.type or "", room.type)),
                    (
                        "Title",
                        f"Webex could not read it ({room.trouble})" if room.trouble else None,
                    ),
                    (
                        "Moderated",
                        yes_or_no(
                            room.is_locked, "moderators decide who joins and what it is called"
                        ),
                    ),
                    (
                        "Announcements only",
                        yes_or_no(room.is_announcement_only, "only moderators can post"),
                    ),
                    ("Read-only", yes_or_no(room.is_read_only, "nobody can post")),
                    (
                        "Public",
                        yes_or_no(
                            room.is_public, "anyone in the organisation can find and join it"
                        ),
                    ),
                    ("Public since", _when(room.made_public)),
                    ("Members", headcount(details.headcount, ask.origin.at)),
                    ("Team", details.team),
                    ("Classification", details.classification),
                    ("Last activity", _when(room.last_activity)),
                    ("Created", _when(room.created)),
                    ("Created by", details.creator),
                    ("Organisation", _organisation(details)),
                ]
            ),
            *_about_names(details),
            *_link(room),
            Button("How do I join?", says=ask.about_space("meeting")),
            *([] if room.is_direct else [Button("Members", says=ask.about_space("members"))]),
            *_ids(room),
        ],
    )


def _organisation(details: Details) -> str | None:
    return details.organisation or ("this bot’s own" if details.is_own else None)


def _link(room: Room) -> list[Block]:
    uuid = ids.uuid_of(room.id)
    return [Open("Open the space", f"webexteams://im?space={uuid}")] if uuid else []


def _ids(room: Room) -> list[Block]:
    found = Facts(
        (label, copy_of(webex_id))
        for label, webex_id in (
            ("Space id", room.id),
            ("Team id", room.team_id),
            ("Creator’s id", room.creator_id),
            ("Classification id", room.classification_id),
            ("Organisation id", room.owner_id),
        )
    )
    return [Folded("Ids", found)] if found.rows else []


def _unnamed(room: Room) -> bool:
    # A compliance officer's token sees 1:1 spaces as "Empty Title", says the page.
    return room.is_direct and room.title in {None, "Empty Title"}


def _title(details: Details) -> str:
    title = details.other if _unnamed(details.room) else details.room.title
    if details.room.is_direct and title:
        return f"1:1 space with {title}"
    return title or "This space"


def _when(at: datetime | None) -> When | None:
    return When(at) if at else None


def _about_names(details: Details) -> list[Note]:
    room = details.room
    known = [
        ("team", room.team_id, details.team),
        ("creator", room.creator_id, details.creator),
        ("classification", room.classification_id, details.classification),
        ("other person", room.id if _unnamed(room) else None, details.other),
    ]
    missing = [what for what, webex_id, name in known if webex_id and not name]
    return [Note(f"Webex did not tell me the name of: {', '.join(missing)}.")] if missing else []
