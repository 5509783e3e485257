"""Making, changing and deleting rooms.

Follows https://developer.webex.com/docs/api/v1/rooms.
"""

from dataclasses import dataclass

from .event import Event
from .ids import new_id
from .record import Person, Room
from .refusal import Refusal
from .shape import room_json
from .space import dismiss, enter, leave, open_room, teams_of, tell_of_membership
from .world import World


@dataclass(frozen=True, slots=True)
class RoomChange:
    """What a request says about a room; None leaves it as it is."""

    title: str
    team_id: str | None = None
    classification_id: str | None = None
    description: str | None = None
    is_locked: bool | None = None
    is_public: bool | None = None
    is_announcement_only: bool | None = None


def create_room(world: World, creator: Person, wanted: RoomChange) -> Room:
    """Make a group room with its creator in it, who moderates it where it is locked.

    Raises:
        Refusal: 400 for what does not go together, 404 for a team that is not the creator's.
    """
    if wanted.classification_id and creator.kind == "bot":
        raise Refusal(400, "A bot cannot create and classify a room at once.")
    now = world.now()
    room = Room(
        new_id("ROOM", world.switches.region),
        wanted.title,
        is_locked=False,
        last_activity=now,
        creator_id=creator.id,
        created=now,
        owner_id=creator.org_id,
        is_announcement_only=False,
        is_read_only=False,
        is_public=False,
    )
    _apply(world, creator, room, wanted)
    room.made_public = now if room.is_public else None
    open_room(world, room)
    membership = enter(world, room, creator, moderator=bool(room.is_locked))
    _tell(world, "created", room, creator)
    tell_of_membership(world, "created", membership, creator)
    return room


def update_room(world: World, room: Room, actor: Person, wanted: RoomChange) -> Room:
    """Change a group room.

    Raises:
        Refusal: 403 in a 1:1 room, for others than moderators of a locked one, and for making a
            room public, which is for compliance officers; 400 and 404 as for `create_room`.
    """
    if room.kind == "direct":
        raise Refusal(403, "A 1:1 room cannot be changed.")
    own = world.members[room.id][actor.id]
    if room.is_locked and not own.is_moderator:
        raise Refusal(403, "Only a moderator can change this room.")
    if wanted.is_public and not room.is_public:
        raise Refusal(403, "Only a compliance officer can make a room public.")
    if wanted.team_id and room.team_id not in (None, wanted.team_id):
        raise Refusal(400, "The room belongs to another team.")
    was_locked = room.is_locked
    _apply(world, actor, room, wanted)
    if room.is_locked and not was_locked:
        own.is_moderator = True
    _tell(world, "updated", room, actor)
    return room


def delete_room(world: World, room: Room, actor: Person) -> None:
    """Delete a group room; who does not moderate it, where somebody does, leaves it instead.

    The room of a team is archived, which looks the same from outside.

    Raises:
        Refusal: 403 for a 1:1 room.
    """
    if room.kind == "direct":
        raise Refusal(403, "A 1:1 room cannot be deleted.")
    members = world.members[room.id]
    if not members[actor.id].is_moderator and any(one.is_moderator for one in members.values()):
        leave(world, room, actor, actor)
        return
    for person_id in [*members]:
        dismiss(world, room, world.people[person_id], actor)
    del world.members[room.id], world.rooms[room.id]
    for key in world.timelines.pop(room.id, ()):
        world.messages.pop(key, None)
        world.threads.pop(key, None)


def _apply(world: World, actor: Person, room: Room, wanted: RoomChange) -> None:
    is_locked = _either(wanted.is_locked, room.is_locked)
    is_public = _either(wanted.is_public, room.is_public)
    announcing = _either(wanted.is_announcement_only, room.is_announcement_only)
    description = room.description if wanted.description is None else wanted.description.strip()
    if announcing and not is_locked:
        raise Refusal(400, "Only a locked room can be put into announcement mode.")
    if is_public and not description:
        raise Refusal(400, "A public room needs a description.")
    if wanted.team_id and wanted.team_id not in {one.id for one in teams_of(world, actor)}:
        raise Refusal(404, "Could not find a team with provided ID.")
    if wanted.classification_id and wanted.classification_id not in world.classifications:
        raise Refusal(400, "Unknown classificationId.")
    room.title, room.description = wanted.title, description or None
    room.is_locked, room.is_public, room.is_announcement_only = is_locked, is_public, announcing
    room.team_id = wanted.team_id or room.team_id
    room.classification_id = wanted.classification_id or room.classification_id


def _either(wanted: bool | None, is_now: bool | None) -> bool | None:
    return is_now if wanted is None else wanted


def _tell(world: World, name: str, room: Room, actor: Person) -> None:
    data = room_json(world, room, actor)
    facts = {"type": room.kind, "isLocked": bool(room.is_locked)}
    audience = frozenset(world.members[room.id])
    world.emit(Event("rooms", name, actor.id, data, audience, facts))
