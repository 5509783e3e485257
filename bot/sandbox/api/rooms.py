"""/rooms: the rooms one is in, and making, changing and deleting them."""

from collections.abc import Callable, Mapping
from typing import Any

from flask import Blueprint, request

from ..record import Room
from ..refusal import Refusal
from ..room_change import RoomChange, create_room, delete_room, update_room
from ..shape import room_json
from ..space import room_of, rooms_of
from ..world import Json
from .caller import Caller
from .page import Page, limit, paged
from .route import body, flag_field, needed_field, route, text_field

rooms = Blueprint("rooms", __name__)

_ORDERS: Mapping[str, tuple[Callable[[Room], Any], bool]] = {
    "id": (lambda room: room.id, False),
    "lastactivity": (
        lambda room: room.last_activity.timestamp() if room.last_activity else 0,
        True,
    ),
    "created": (lambda room: room.created.timestamp() if room.created else 0, True),
}


@route(rooms, "GET", "/rooms", scope="spark:rooms_read")
def listing(caller: Caller) -> Page:
    """The caller's rooms; by id unless `sortBy` asks for the latest first."""
    kind, team = request.args.get("type"), request.args.get("teamId")
    order = request.args.get("sortBy", "id")
    if order not in _ORDERS or kind not in (None, "direct", "group"):
        raise Refusal(400, "Invalid value of sortBy or type.")
    key, latest_first = _ORDERS[order]
    found = [
        room
        for room in rooms_of(caller.world, caller.person)
        if kind in (None, room.kind) and team in (None, room.team_id)
    ]
    found.sort(key=key, reverse=latest_first)
    size = limit(100)
    return paged([room_json(caller.world, room, caller.person) for room in found], size)


@route(rooms, "GET", "/rooms/<room_id>", scope="spark:rooms_read")
def details(caller: Caller, room_id: str) -> Json:
    """One room."""
    return room_json(caller.world, room_of(caller.world, caller.person, room_id), caller.person)


@route(rooms, "GET", "/rooms/<room_id>/meetingInfo", scope="spark:rooms_read")
def meeting_info(caller: Caller, room_id: str) -> Json:
    """How to join the room's meeting, where it still has one."""
    room = room_of(caller.world, caller.person, room_id)
    if room.meeting is None:
        raise Refusal(404, "Could not find a meeting for the room.")
    return {"roomId": room.id, **room.meeting}


@route(rooms, "POST", "/rooms", scope="spark:rooms_write")
def create(caller: Caller) -> Json:
    """Make a group room."""
    room = create_room(caller.world, caller.person, _change())
    return room_json(caller.world, room, caller.person)


@route(rooms, "PUT", "/rooms/<room_id>", scope="spark:rooms_write")
def change(caller: Caller, room_id: str) -> Json:
    """Change a group room."""
    room = room_of(caller.world, caller.person, room_id)
    if flag_field(body(), "isReadOnly"):
        raise Refusal(403, "Only a compliance officer can make a room read-only.")
    changed = update_room(caller.world, room, caller.person, _change())
    return room_json(caller.world, changed, caller.person)


@route(rooms, "DELETE", "/rooms/<room_id>", scope="spark:rooms_write")
def remove(caller: Caller, room_id: str) -> None:
    """Delete a group room, or leave it."""
    delete_room(caller.world, room_of(caller.world, caller.person, room_id), caller.person)


def _change() -> RoomChange:
    sent = body()
    return RoomChange(
        needed_field(sent, "title"),
        text_field(sent, "teamId"),
        text_field(sent, "classificationId"),
        text_field(sent, "description"),
        flag_field(sent, "isLocked"),
        flag_field(sent, "isPublic"),
        flag_field(sent, "isAnnouncementOnly"),
    )
