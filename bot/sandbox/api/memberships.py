"""/memberships: who is in a room."""

from flask import Blueprint, request

from ..ids import in_us
from ..record import Membership, Person
from ..refusal import Refusal
from ..shape import membership_json
from ..space import appoint, join, leave, room_of, rooms_of
from ..world import Json, World
from .caller import Caller
from .page import Page, limit, paged
from .route import body, flag_field, needed_field, route, text_field

memberships = Blueprint("memberships", __name__)


@route(memberships, "GET", "/memberships", scope="spark:memberships_read")
def listing(caller: Caller) -> Page:
    """The members of a room, or the caller's own memberships."""
    world, args = caller.world, request.args
    room_id, person_id, email = args.get("roomId"), args.get("personId"), args.get("personEmail")
    if room_id is None and (person_id or email):
        raise Refusal(400, "roomId is required with personId and personEmail.")
    if room_id is None:
        rooms = rooms_of(world, caller.person)
        found = [world.members[room.id][caller.person.id] for room in rooms]
    else:
        room = room_of(world, caller.person, room_id)
        is_seen = room.id not in world.switches.seen_from_team
        found = [one for one in world.members[room.id].values() if is_seen or one.is_moderator]
    shown = [membership_json(world, one) for one in found if _is(world, one, person_id, email)]
    return paged(shown, limit(100))


def _is(world: World, membership: Membership, person_id: str | None, email: str | None) -> bool:
    person = world.people[membership.person_id]
    if person_id and person.id != in_us(person_id):
        return False
    return not email or person.email.casefold() == email.casefold()


@route(memberships, "GET", "/memberships/<membership_id>", scope="spark:memberships_read")
def details(caller: Caller, membership_id: str) -> Json:
    """One membership, in a room the caller is in."""
    return membership_json(caller.world, _find(caller, membership_id))


def _find(caller: Caller, membership_id: str) -> Membership:
    for room in rooms_of(caller.world, caller.person):
        for membership in caller.world.members[room.id].values():
            if membership.id == membership_id:
                return membership
    raise Refusal(404, "Could not find a membership with provided ID.")


@route(memberships, "POST", "/memberships", scope="spark:memberships_write")
def add(caller: Caller) -> Json:
    """Add somebody to a group room."""
    sent = body()
    room = room_of(caller.world, caller.person, needed_field(sent, "roomId"))
    named = [text_field(sent, "personId"), text_field(sent, "personEmail")]
    wanted = [name for name in named if name]
    if len(wanted) != 1:
        raise Refusal(400, "Exactly one of personId and personEmail is required.")
    person = known_person(caller.world, wanted[0])
    moderator = flag_field(sent, "isModerator") or False
    added = join(caller.world, room, person, caller.person, moderator=moderator)
    return membership_json(caller.world, added)


def known_person(world: World, email_or_id: str) -> Person:
    """Somebody by email or id.

    Raises:
        Refusal: 404 for a stranger.
    """
    try:
        return world.person(email_or_id)
    except LookupError as error:
        raise Refusal(404, "Could not find the person.") from error


@route(memberships, "PUT", "/memberships/<membership_id>", scope="spark:memberships_write")
def change(caller: Caller, membership_id: str) -> Json:
    """Let a member moderate a group room or no more; hide a 1:1 room, or show it again."""
    membership, sent = _find(caller, membership_id), body()
    moderator, hidden = flag_field(sent, "isModerator"), flag_field(sent, "isRoomHidden")
    if moderator is None and hidden is None:
        raise Refusal(400, "isModerator or isRoomHidden is required.")
    if moderator is not None and moderator != membership.is_moderator:
        appoint(caller.world, membership, caller.person, moderator=moderator)
    if hidden is not None:
        membership.is_room_hidden = hidden
    return membership_json(caller.world, membership)


@route(memberships, "DELETE", "/memberships/<membership_id>", scope="spark:memberships_write")
def remove(caller: Caller, membership_id: str) -> None:
    """Take somebody out of a group room."""
    world, membership = caller.world, _find(caller, membership_id)
    room = world.rooms[membership.room_id]
    leave(world, room, world.people[membership.person_id], caller.person)
