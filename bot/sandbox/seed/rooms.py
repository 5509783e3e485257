"""Which rooms there are, and who is in them."""

from datetime import UTC, datetime
from typing import Any

from ..record import Classification, Room, Team
from ..space import enter, open_room
from ..world import World
from . import name
from .crowd import add_crowd

_CREATED = datetime(2016, 4, 21, 19, 1, 55, 966_000, UTC)
_ACTIVE = datetime(2016, 4, 21, 19, 12, 48, 920_000, UTC)
_STAFF = (name.JOHN_EMAIL, name.ANA_EMAIL, name.NOOR_EMAIL)
_CROWD = 240
_INTERNAL_ID = name.stable_id("CLASSIFICATION", "Internal")


def add_names(world: World) -> None:
    """The team and the classifications that rooms refer to."""
    team = Team(name.UNICORN_TEAM_ID, "Project Unicorn", name.JOHN_ID, _CREATED)
    world.teams[team.id] = team
    for rank, (key, title) in enumerate(
        [
            (name.PUBLIC_ID, "Public"),
            (_INTERNAL_ID, "Internal"),
            (name.stable_id("CLASSIFICATION", "Confidential"), "Confidential"),
        ]
    ):
        world.classifications[key] = Classification(key, title, rank)


def add_rooms(world: World) -> None:
    """The documented room first, then one for each thing that can be special about a room."""
    _documented(world)
    _room(world, name.UNICORN_NEXT, *_STAFF, bot=True, team_id=name.UNICORN_TEAM_ID)
    _room(world, name.HELP_DESK, name.HANA_EMAIL, name.ADMIN_EMAIL, bot=True)
    berlin = name.stable_id("ROOM", name.BERLIN, name.EU_CLUSTER)
    _room(world, name.BERLIN, name.ANA_EMAIL, name.NOOR_EMAIL, bot=True, room_id=berlin)
    people = (name.ANA_EMAIL, name.JOHN_EMAIL, name.OLGA_EMAIL)
    _room(world, name.PARTNERS, *people, bot=True, description="Other Company tries Roomdesk")
    _room(world, name.ALL_HANDS, *_STAFF, bot=True, is_locked=True, is_announcement_only=True)
    _room(world, name.ARCHIVE, *_STAFF, bot=True, is_read_only=True)
    _room(world, name.HOSTILE, name.ANA_EMAIL, bot=True, description=name.HOSTILE)
    _room(world, name.RETRO, name.ANA_EMAIL, name.JOHN_EMAIL, bot=True, meeting=None)
    _room(world, name.BOARD, name.ADMIN_EMAIL, bot=True)
    _room(world, name.PRIVATE, name.JOHN_EMAIL, name.ANA_EMAIL, bot=False)
    _town_hall(world)
    sparse = Room(name.stable_id("ROOM", name.SPARSE), name.SPARSE)
    _fill(world, sparse, (name.ANA_EMAIL, name.BOT_EMAIL))


def _town_hall(world: World) -> None:
    """A big one, with two moderators and a bot of another organisation."""
    people = (name.ADMIN_EMAIL, name.HANA_EMAIL, name.STANDUP_EMAIL)
    _room(world, name.TOWN_HALL, *people, bot=True, is_locked=True)
    room = world.room(name.TOWN_HALL)
    world.members[room.id][world.person(name.HANA_EMAIL).id].is_moderator = True
    add_crowd(world, room, _CROWD)


def _documented(world: World) -> None:
    """The example of https://developer.webex.com/docs/api/v1/rooms/get-room-details."""
    room = Room(
        name.UNICORN_ID,
        name.UNICORN,
        is_locked=True,
        team_id=name.UNICORN_TEAM_ID,
        last_activity=_ACTIVE,
        creator_id=name.JOHN_ID,
        created=_CREATED,
        owner_id=name.ORG_ID,
        classification_id=name.PUBLIC_ID,
        is_announcement_only=False,
        is_read_only=False,
        is_public=True,
        made_public=datetime(2022, 10, 10, 17, 24, 19, 388_000, UTC),
        description="Company Announcements",
        meeting={
            "meetingLink": "https://cisco.webex.com/m/37a7d3a8-6563-487f-9577-cd029101c087",
            "sipAddress": "201632887@cisco.webex.com",
            "meetingNumber": "201632887",
            "meetingId": "c1c30b52501b4d34aa75a57bdb867853",
            "callInTollFreeNumber": "+1-866-432-9903",
            "callInTollNumber": "+1-408-525-6800",
        },
    )
    _fill(world, room, (*_STAFF, name.BOT_EMAIL))


def _room(
    world: World, title: str, *emails: str, bot: bool, room_id: str | None = None, **more: Any
) -> None:
    """A room made by the first of its people, who moderates it where it is locked."""
    number = f"25{len(world.rooms):07d}"
    usual = {
        "is_locked": False,
        "last_activity": _ACTIVE,
        "creator_id": world.person(emails[0]).id,
        "created": _CREATED,
        "owner_id": name.ORG_ID,
        "classification_id": _INTERNAL_ID,
        "is_announcement_only": False,
        "is_read_only": False,
        "is_public": False,
        "meeting": {
            "meetingLink": f"https://{name.SITE}/m/{number}",
            "sipAddress": f"{number}@{name.SITE}",
            "meetingNumber": number,
        },
    }
    room = Room(room_id or name.stable_id("ROOM", title), title, **{**usual, **more})
    _fill(world, room, (*emails, name.BOT_EMAIL) if bot else emails)


def _fill(world: World, room: Room, emails: tuple[str, ...]) -> None:
    open_room(world, room)
    for index, email in enumerate(emails):
        enter(
            world,
            room,
            world.person(email),
            moderator=bool(room.is_locked) and index == 0,
            since=_CREATED,
        )
