import pytest

from bot.sandbox import Sandbox, demo_world
from bot.sandbox.seed import name

from ..documented import MEETING, PERSONAL_ROOM, ROOM, SITES
from .web import Api


def test_the_documented_room_is_there_to_the_letter(bot: Api) -> None:
    assert bot.get(f"rooms/{ROOM['id']}").json() == ROOM


def test_the_documented_meeting_is_there_to_the_letter(bot: Api) -> None:
    assert bot.get(f"rooms/{ROOM['id']}/meetingInfo").json() == MEETING


def test_the_documented_personal_meeting_room_is_there_to_the_letter(admin: Api) -> None:
    query = {"userEmail": "john.andersen@example.com", "siteUrl": "site4-example.webex.com"}
    assert admin.get("meetingPreferences/personalMeetingRoom", **query).json() == PERSONAL_ROOM
    assert admin.get("meetingPreferences/sites", **query).json() == SITES


def test_the_ids_of_the_documented_room_have_names(bot: Api) -> None:
    assert bot.get(f"people/{ROOM['creatorId']}").json()["displayName"] == "John Andersen"
    assert bot.get(f"teams/{ROOM['teamId']}").json()["name"] == "Project Unicorn"
    titles = {one["id"]: one["title"] for one in bot.get("classifications").json()["items"]}
    assert titles[ROOM["classificationId"]] == "Public"


def test_a_room_can_lack_nearly_everything(bot: Api, webex: Sandbox) -> None:
    room = webex.world.room(name.SPARSE)
    assert bot.get(f"rooms/{room.id}").json() == {"id": room.id, "title": "Corner", "type": "group"}


def test_two_worlds_have_the_same_people_and_rooms() -> None:
    one, other = demo_world(), demo_world()
    assert (one.people, one.rooms) == (other.people, other.rooms)
    assert one.rooms[name.UNICORN_ID] is not other.rooms[name.UNICORN_ID]


@pytest.mark.parametrize("email", [name.NOOR_EMAIL, name.OLGA_EMAIL, name.ADMIN_EMAIL])
def test_not_everybody_has_a_personal_meeting_room(email: str) -> None:
    assert all(owner != email for owner, _ in demo_world().pmrs)
