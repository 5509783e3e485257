import pytest

from bot.sandbox import Sandbox
from bot.sandbox.seed import name

from ..web import Api, words

NO_ROOM = (404, "Could not find a room with provided ID.")


def test_unknown_and_foreign_rooms_read_the_same(bot: Api, webex: Sandbox) -> None:
    foreign = webex.world.room(name.PRIVATE).id
    assert words(bot.get(f"rooms/{foreign}")) == NO_ROOM
    assert words(bot.get(f"rooms/{foreign}/meetingInfo")) == NO_ROOM
    assert words(bot.get("rooms/nothing")) == NO_ROOM


def test_the_list_holds_the_rooms_one_is_in(olga: Api, john: Api) -> None:
    titles = [room["title"] for room in olga.get("rooms").json()["items"]]
    assert titles == [name.PARTNERS]
    assert name.PRIVATE in [room["title"] for room in john.get("rooms").json()["items"]]


def test_pages_follow_each_other_without_a_gap(bot: Api) -> None:
    everything = bot.get("rooms").json()["items"]
    pages = bot.all_pages("rooms", max=5, sortBy="id")
    assert [len(page) for page in pages] == [5, 5, 2]
    assert [room for page in pages for room in page] == everything
    assert [room["id"] for room in everything] == sorted(room["id"] for room in everything)


def test_the_latest_activity_comes_first_if_asked_for(bot: Api, webex: Sandbox) -> None:
    webex.say(name.ANA_EMAIL, name.BERLIN, "hello")
    assert bot.get("rooms", sortBy="lastactivity").json()["items"][0]["title"] == name.BERLIN


def test_rooms_are_listed_by_team_and_type(bot: Api, webex: Sandbox) -> None:
    team = bot.get("rooms", teamId=name.UNICORN_TEAM_ID, sortBy="created").json()["items"]
    assert [room["title"] for room in team] == [name.UNICORN, name.UNICORN_NEXT]
    assert bot.get("rooms", type="direct").json()["items"] == []
    webex.say(name.ANA_EMAIL, None, "hello")
    assert len(bot.get("rooms", type="direct").json()["items"]) == 1


@pytest.mark.parametrize(
    "query",
    [{"max": "0"}, {"max": "x"}, {"sortBy": "title"}, {"type": "x"}],
    ids=str,
)
def test_a_bad_query_is_refused(bot: Api, query: dict[str, str]) -> None:
    assert bot.get("rooms", **query).status_code == 400


def test_a_cursor_nobody_gave_out_is_refused(bot: Api) -> None:
    assert words(bot.get("rooms", cursor="x")) == (400, "Invalid cursor.")


def test_each_side_of_a_direct_room_sees_the_other(bot: Api, ana: Api, webex: Sandbox) -> None:
    room_id = webex.say(name.ANA_EMAIL, None, "hello").room_id
    assert bot.get(f"rooms/{room_id}").json()["title"] == "Ana Ruiz"
    assert ana.get(f"rooms/{room_id}").json()["title"] == "Roomdesk"
    webex.world.switches.empty_titles = True
    assert bot.get(f"rooms/{room_id}").json()["title"] == "Empty Title"


def test_a_sealed_title_comes_with_an_error_of_its_own(bot: Api, webex: Sandbox) -> None:
    webex.world.switches.sealed_rooms.add(name.UNICORN_ID)
    answer = bot.get(f"rooms/{name.UNICORN_ID}")
    assert answer.status_code == 200
    assert answer.json()["errors"]["title"]["code"] == "kms_failure"
    assert answer.json()["title"] != name.UNICORN


def test_a_meeting_can_be_gone(bot: Api, webex: Sandbox) -> None:
    room_id = webex.world.room(name.RETRO).id
    assert words(bot.get(f"rooms/{room_id}/meetingInfo")) == (
        404,
        "Could not find a meeting for the room.",
    )
