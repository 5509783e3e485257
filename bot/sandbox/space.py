"""Rooms and who is in them."""

from datetime import datetime

from .event import Event
from .ids import cluster_of, key_of, make_id, new_id
from .record import Membership, Person, Room, Team
from .refusal import Refusal, no_room
from .shape import membership_json
from .world import World


def room_of(world: World, person: Person, room_id: str) -> Room:
    """A room the person is in.

    Raises:
        Refusal: 404, alike for "does not exist" and "not a member".
    """
    if person.id not in world.members.get(room_id, {}):
        raise no_room()
    return world.rooms[room_id]


def rooms_of(world: World, person: Person) -> list[Room]:
    """Every room the person is in."""
    return [world.rooms[key] for key, people in world.members.items() if person.id in people]


def teams_of(world: World, person: Person) -> list[Team]:
    """Every team that one of the person's rooms belongs to."""
    keys = dict.fromkeys(room.team_id for room in rooms_of(world, person))
    return [world.teams[key] for key in keys if key in world.teams]


def open_room(world: World, room: Room) -> Room:
    """Let a room exist, with nobody in it."""
    with world.lock:
        world.rooms[room.id] = room
        world.members.setdefault(room.id, {})
    return room


def enter(
    world: World,
    room: Room,
    person: Person,
    *,
    moderator: bool = False,
    since: datetime | None = None,
) -> Membership:
    """Make the person a member without telling anybody; `since` defaults to now."""
    pair = f"{key_of(person.id)}:{key_of(room.id)}"
    membership = Membership(
        make_id("MEMBERSHIP", pair, cluster_of(room.id)),
        room.id,
        person.id,
        since or world.now(),
        moderator,
    )
    world.members[room.id][person.id] = membership
    return membership


def join(
    world: World, room: Room, person: Person, actor: Person, *, moderator: bool = False
) -> Membership:
    """Add a person to a group room and tell its members.

    Raises:
        Refusal: 409 if already in, 403 in a 1:1 room or without being a moderator of a locked one.
    """
    with world.lock:
        _check_may_change(world, room, actor)
        if person.id in world.members[room.id]:
            raise Refusal(409, "User is already a participant")
        membership = enter(world, room, person, moderator=moderator)
        tell_of_membership(world, "created", membership, actor)
        return membership


def appoint(world: World, membership: Membership, actor: Person, *, moderator: bool) -> None:
    """Let a member of a group room moderate it, or no more, and tell its members.

    Raises:
        Refusal: 403 as for `join`.
    """
    with world.lock:
        _check_may_change(world, world.rooms[membership.room_id], actor)
        membership.is_moderator = moderator
        tell_of_membership(world, "updated", membership, actor)


def leave(world: World, room: Room, person: Person, actor: Person) -> None:
    """Take a person out of a group room and tell its members, the person included.

    Raises:
        Refusal: 404 if not in it; 403 as for `join`, but everybody may leave.
    """
    with world.lock:
        if person.id not in world.members[room.id]:
            raise Refusal(404, "Could not find a membership with provided ID.")
        if actor.id != person.id:
            _check_may_change(world, room, actor)
        elif room.kind == "direct":
            raise Refusal(403, "A 1:1 room cannot be left.")
        dismiss(world, room, person, actor)


def dismiss(world: World, room: Room, person: Person, actor: Person) -> None:
    """Take a member out, whoever asks, and tell the members, the person included."""
    tell_of_membership(world, "deleted", world.members[room.id][person.id], actor)
    del world.members[room.id][person.id]


def _check_may_change(world: World, room: Room, actor: Person) -> None:
    if room.kind == "direct":
        raise Refusal(403, "The people in a 1:1 room cannot be changed.")
    own = world.members[room.id].get(actor.id)
    if own is None:
        raise no_room()
    if room.is_locked and not own.is_moderator:
        raise Refusal(403, "Only a moderator can change who is in this room.")


def tell_of_membership(world: World, name: str, membership: Membership, actor: Person) -> None:
    """Tell the members of a room that a membership was created, updated or deleted."""
    data = membership_json(world, membership)
    audience = frozenset(world.members[membership.room_id])
    world.emit(Event("memberships", name, actor.id, data, audience, data))


def known_direct_room(world: World, one: Person, other: Person) -> Room | None:
    """The 1:1 room of two people, None if they have never talked."""
    with world.lock:
        for key, people in world.members.items():
            if world.rooms[key].kind == "direct" and people.keys() == {one.id, other.id}:
                return world.rooms[key]
    return None


def direct_room(world: World, one: Person, other: Person) -> Room:
    """The 1:1 room of two people, made when first needed."""
    with world.lock:
        known = known_direct_room(world, one, other)
        if known is not None:
            return known
        now = world.now()
        room = Room(
            new_id("ROOM", world.switches.region),
            None,
            "direct",
            is_locked=False,
            last_activity=now,
            creator_id=one.id,
            created=now,
            owner_id=one.org_id,
            is_read_only=False,
        )
        open_room(world, room)
        for person in (one, other):
            tell_of_membership(world, "created", enter(world, room, person), one)
        return room
