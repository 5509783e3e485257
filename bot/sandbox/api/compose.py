"""From the body of a message request to a draft, by the documented rules."""

import uuid
from collections.abc import Mapping
from dataclasses import replace
from typing import Any

from ..card import check_attachments
from ..ids import cluster_of, make_id
from ..markup import render
from ..message import Draft
from ..record import Person, Room
from ..refusal import Refusal
from ..space import direct_room, room_of
from ..world import World
from .caller import Caller
from .memberships import known_person
from .route import text_field

MOST_BYTES = 7439
"""Of text and of markdown, each in UTF-8; documented at Create a Message."""


def target(caller: Caller, sent: dict[str, Any]) -> Room:
    """The room a new message goes to.

    Raises:
        Refusal: 400 unless exactly one target is named, 404 for a room or person not found.
    """
    named = {name: text_field(sent, name) for name in ("roomId", "toPersonId", "toPersonEmail")}
    given = [name for name, value in named.items() if value]
    if len(given) != 1:
        raise Refusal(400, "Exactly one of roomId, toPersonId and toPersonEmail is required.")
    value = named[given[0]] or ""
    if given == ["roomId"]:
        return room_of(caller.world, caller.person, value)
    other = known_person(caller.world, value)
    if other.id == caller.person.id:
        raise Refusal(400, "You cannot send a message to yourself.")
    return direct_room(caller.world, caller.person, other)


def draft(world: World, room: Room, sent: dict[str, Any]) -> Draft:
    """The message, rendered for the room.

    Raises:
        Refusal: 400 for whatever is missing, too long or malformed.
    """
    text, markdown = _words(sent, "text"), _words(sent, "markdown")
    files = _files(sent.get("files"))
    attachments = check_attachments(sent.get("attachments") or [])
    if not text and not markdown and (attachments or not files):
        raise Refusal(400, "The message has no text: text or markdown is required.")
    plain = Draft(
        text,
        parent_id=_parent(room, text_field(sent, "parentId")),
        files=files,
        attachments=attachments,
        sent=dict(sent),
    )
    return _rendered(world, room, plain, markdown) if markdown else plain


def _parent(room: Room, named: str | None) -> str | None:
    """The parent's id; a bare UUID names it, too, which bots that hear by a socket rely on."""
    try:
        return make_id("MESSAGE", str(uuid.UUID(named or "")), cluster_of(room.id))
    except ValueError:
        return named


def _rendered(world: World, room: Room, plain: Draft, markdown: str) -> Draft:
    rendered = render(markdown, _names(world, room))
    return replace(
        plain,
        text=plain.text or rendered.text,
        markdown=markdown,
        html=rendered.html,
        mentioned_people=tuple(rendered.people),
        mentioned_groups=tuple(rendered.groups),
    )


def _words(sent: dict[str, Any], name: str) -> str | None:
    value = text_field(sent, name)
    if len((value or "").encode()) > MOST_BYTES:
        raise Refusal(400, f"{name} is longer than {MOST_BYTES} bytes.")
    return value


def _files(files: object) -> tuple[str, ...]:
    if not files:
        return ()
    if not isinstance(files, list) or len(files) > 1 or not isinstance(files[0], str):
        raise Refusal(400, "Only one file per message is supported.")
    return tuple(files)


def _names(world: World, room: Room) -> Mapping[str, Person]:
    members = [world.people[key] for key in world.members[room.id]]
    return {name: person for person in members for name in (person.id, person.email)}
