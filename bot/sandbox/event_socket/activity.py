"""An event as an activity: the form in which Webex's own clients hear of it.

Things are called by their bare keys, and what people typed is sealed.
"""

import json
import uuid
from collections.abc import Callable, Mapping

from ..event import Event
from ..ids import cluster_of, key_of
from ..moment import stamp
from ..record import Person, Room
from ..region import host_of
from ..world import Json, World, without_none
from .sealed import sealed


def activities_of(world: World, event: Event, api_port: int) -> list[Json]:
    """The activities that tell of an event, in their order; call with the world's lock held.

    A file with a caption comes twice where one talks 1:1: it is shared, then updated.
    """
    first = _activity_of(world, event, api_port)
    if first is None:
        return []
    is_direct = "ONE_ON_ONE" in first.get("target", {}).get("tags", ())
    if first["verb"] == "share" and is_direct and "displayName" in first["object"]:
        return [first, {**first, "id": str(uuid.uuid4()), "verb": "update"}]
    return [first]


def _activity_of(world: World, event: Event, api_port: int) -> Json | None:
    room = world.rooms[event.data["id"] if event.resource == "rooms" else event.data["roomId"]]
    special = _SPECIAL[event.resource](world, event, room)
    if special is None:
        return None
    if special["verb"] == "create":
        special["object"] = _conversation(world, room, api_port, with_people=True)
    else:
        special.setdefault("object", _conversation(world, room, api_port))
        special["target"] = _conversation(world, room, api_port)
    key = str(uuid.uuid4())
    usual = {
        "id": key,
        "objectType": "activity",
        "url": f"{_service(room, api_port)}/activities/{special.get('id', key)}",
        "published": stamp(world.now()),
        "actor": _person(world.people[event.actor_id]),
        "encryptionKeyUrl": f"kms://kms.example.com/keys/{key_of(room.id)}",
    }
    return {**usual, **special}


def _of_message(world: World, event: Event, _room: Room) -> Json:
    key = key_of(event.data["id"])
    if event.name == "deleted":
        return {"verb": "delete", "object": {"id": key, "objectType": "activity"}}
    draft = world.messages[event.data["id"]].draft
    said = {
        "objectType": "content" if draft.files else "comment",
        "contentCategory": "documents" if draft.files else None,
        "displayName": sealed(draft.text) if draft.text else None,
        "content": sealed(draft.html) if draft.html else None,
        "files": {"items": [_file() for _ in draft.files]} if draft.files else None,
    }
    if event.name == "updated":
        edited = {"id": key, "type": "edit"}
        return {"verb": "update", "object": without_none(said), "parent": edited}
    found = {"id": key, "verb": "share" if draft.files else "post", "object": without_none(said)}
    if draft.parent_id:
        found["parent"] = {"id": key_of(draft.parent_id), "type": "reply"}
    return found


def _file() -> Json:
    return {"objectType": "file", "displayName": sealed("file"), "malwareQuarantineState": "safe"}


def _of_press(world: World, event: Event, _room: Room) -> Json:
    inputs = json.dumps(world.actions[event.data["id"]].inputs)
    return {
        "id": key_of(event.data["id"]),
        "verb": "cardAction",
        "object": {"objectType": "submit", "inputs": sealed(inputs)},
        "parent": {"id": key_of(event.data["messageId"]), "type": "cardAction"},
    }


def _of_membership(world: World, event: Event, room: Room) -> Json | None:
    """The people of a new space are told of with it, at once."""
    who = world.people[event.data["personId"]]
    if event.name == "created" and room.kind == "direct":
        is_complete = len(world.members[room.id]) > 1
        return {"verb": "create"} if is_complete else None
    if event.name == "created" and who.id == event.actor_id:
        return None
    moderates = "assignModerator" if event.data["isModerator"] else "unassignModerator"
    verb = {"created": "add", "deleted": "leave", "updated": moderates}[event.name]
    return {"verb": verb, "object": _person(who)}


def _of_room(_world: World, event: Event, _room: Room) -> Json:
    return {"verb": "create" if event.name == "created" else "update"}


_SPECIAL: Mapping[str, Callable[[World, Event, Room], Json | None]] = {
    "messages": _of_message,
    "attachmentActions": _of_press,
    "memberships": _of_membership,
    "rooms": _of_room,
}


def _service(room: Room, api_port: int) -> str:
    return f"http://{host_of(cluster_of(room.id))}:{api_port}/conversation/api/v1"


def _conversation(world: World, room: Room, api_port: int, *, with_people: bool = False) -> Json:
    tags = ["ONE_ON_ONE"] if room.kind == "direct" else []
    tags += ["LOCKED"] if room.is_locked else []
    people = [_person(world.people[key]) for key in world.members[room.id]]
    key = key_of(room.id)
    return without_none(
        {
            "id": key,
            "objectType": "conversation",
            "url": f"{_service(room, api_port)}/conversations/{key}",
            "displayName": sealed(room.title) if room.title else None,
            "tags": tags,
            "participants": {"items": people} if with_people else None,
        }
    )


def _person(person: Person) -> Json:
    key = key_of(person.id)
    return {
        "id": key,
        "objectType": "person",
        "entryUUID": key,
        "emailAddress": person.email,
        "displayName": person.display_name,
        "orgId": key_of(person.org_id),
        "type": "ROBOT" if person.kind == "bot" else "PERSON",
    }
