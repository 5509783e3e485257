"""What one person sees: their spaces, and the inside of one of them."""

from ..record import Person, Room
from ..refusal import Refusal
from ..sandbox import Sandbox
from ..space import rooms_of
from ..world import Json, World
from .cast import card_of
from .inside import inside, members_of
from .keeper import State
from .own_room import own_room

DIRECT = "direct"
"""Stands for a person's 1:1 space with the bot, which does not exist before its first message."""


def view(webex: Sandbox, process: State, person: Person, wanted: str) -> Json:
    """The page's view; the person's first space if they are not in the wanted one."""
    world = webex.world
    with world.lock:
        rooms = _rooms(world, person)
        key = wanted if wanted in rooms else next((one for one in rooms if one != DIRECT), DIRECT)
        return {
            "me": card_of(person),
            "bot": card_of(world.bot()),
            "spaces": [_space(world, person, one, rooms[one]) for one in rooms],
            "space": key,
            "room": own_room(world, person),
            **inside(webex, process, person, rooms[key]),
        }


def room_for(world: World, person: Person, key: str) -> str | None:
    """What `Sandbox.say` takes for a space of the page.

    Raises:
        Refusal: 404 where the person is not in it.
    """
    if key not in _rooms(world, person):
        raise Refusal(404, f"{person.display_name} is not in that space.")
    return None if key == DIRECT else key


def _rooms(world: World, person: Person) -> dict[str, Room | None]:
    """The person's spaces that the bot is in by the page's keys, the 1:1 space first."""
    bot = world.bot().id
    found: dict[str, Room | None] = {DIRECT: None}
    for room in rooms_of(world, person):
        if bot in world.members[room.id]:
            found[DIRECT if room.kind == "direct" else room.id] = room
    return found


def _space(world: World, person: Person, key: str, room: Room | None) -> Json:
    timeline = world.timelines.get(room.id, ()) if room else ()
    others = (
        message
        for one in reversed(timeline)
        if (message := world.messages.get(one)) and message.person_id != person.id
    )
    latest = next(others, None)
    return {
        "id": key,
        "title": world.bot().display_name if key == DIRECT else room and room.title,
        "isDirect": key == DIRECT,
        "people": len(members_of(world, person, room)) - 1,
        "note": _note(room),
        "latest": latest.seq if latest else -1,
    }


def _note(room: Room | None) -> str | None:
    if room and room.is_read_only:
        return "read-only"
    return "announcements" if room and room.is_announcement_only else None
