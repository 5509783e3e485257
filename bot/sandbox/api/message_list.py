"""/messages: the messages of a room, newest first."""

from collections.abc import Callable, Iterator
from itertools import islice

from flask import Blueprint, request

from ..ids import in_us
from ..message import Message
from ..message_shape import message_json
from ..moment import read
from ..record import Room
from ..refusal import Refusal
from ..sight import message_for
from ..space import known_direct_room, room_of
from .caller import Caller
from .memberships import known_person
from .page import Page, limit, link
from .route import route

message_list = Blueprint("message_list", __name__)
MOST_MENTIONS = 100


@route(message_list, "GET", "/messages", scope="spark:messages_read")
def in_room(caller: Caller) -> Page:
    """A room's messages; bots have to ask for those of a group room that mention them."""
    room_id = request.args.get("roomId")
    if not room_id:
        raise Refusal(400, "roomId is required.")
    room = room_of(caller.world, caller.person, room_id)
    mentioned = request.args.get("mentionedPeople")
    if mentioned not in (None, "me") and in_us(mentioned) != caller.person.id:
        raise Refusal(400, "mentionedPeople can only be me.")
    if mentioned is None and room.kind == "group" and caller.person.kind == "bot":
        raise Refusal(403, "Failed to get activity.")
    size = limit(50)
    if mentioned and size > MOST_MENTIONS:
        raise Refusal(400, f"max cannot exceed {MOST_MENTIONS} with mentionedPeople.")
    return _page(_matching(caller, room, only_mine=mentioned is not None), size)


@route(message_list, "GET", "/messages/direct", scope="spark:messages_read")
def with_person(caller: Caller) -> Page:
    """The messages of the caller's 1:1 room with somebody, if there is one already.

    Follows https://developer.webex.com/docs/api/v1/messages/list-direct-messages.
    """
    named = [request.args.get("personId"), request.args.get("personEmail")]
    wanted = [name for name in named if name]
    if len(wanted) != 1:
        raise Refusal(400, "Exactly one of personId and personEmail is required.")
    other = known_person(caller.world, wanted[0])
    room = known_direct_room(caller.world, caller.person, other)
    if room is None:
        raise Refusal(404, "Could not find a direct room with that person.")
    return _page(_matching(caller, room, only_mine=False), limit(50))


def _page(matching: Iterator[Message], size: int) -> Page:
    shown = list(islice(matching, size + 1))
    more = len(shown) > size
    return Page(
        [message_json(message) for message in shown[:size]],
        link(beforeMessage=shown[size - 1].id) if more else None,
    )


def _matching(caller: Caller, room: Room, *, only_mine: bool) -> Iterator[Message]:
    parent = request.args.get("parentId")
    earlier = _earlier(caller)
    for key in reversed(caller.world.timelines.get(room.id, ())):
        message = caller.world.messages.get(key)
        if message is None or not earlier(message):
            continue
        if only_mine and caller.person.id not in message.draft.mentioned_people:
            continue
        if parent in (None, message.parent_id):
            yield message


def _earlier(caller: Caller) -> Callable[[Message], bool]:
    before, mark = request.args.get("before"), request.args.get("beforeMessage")
    if mark:
        seq = message_for(caller.world, caller.person, mark).seq
        return lambda message: message.seq < seq
    if before:
        try:
            moment = read(before)
        except ValueError as error:
            raise Refusal(400, "before is not a date.") from error
        return lambda message: message.created < moment
    return lambda _message: True
