from typing import Any

import pytest

from bot.sandbox import Sandbox
from bot.sandbox.seed import name

from ..conftest import Clock
from ..web import Api, words


def texts(items: list[dict[str, Any]]) -> list[str]:
    return [message["text"] for message in items]


def test_a_bot_lists_a_group_room_only_by_its_mentions(bot: Api, webex: Sandbox) -> None:
    webex.say(name.JOHN_EMAIL, name.UNICORN, "@Roomdesk one")
    webex.say(name.JOHN_EMAIL, name.UNICORN, "two")
    assert words(bot.get("messages", roomId=name.UNICORN_ID)) == (403, "Failed to get activity.")
    found = bot.get("messages", roomId=name.UNICORN_ID, mentionedPeople="me").json()
    assert texts(found["items"]) == ["Roomdesk one"]


def test_a_person_lists_everything_newest_first(john: Api, webex: Sandbox) -> None:
    for text in ("one", "two", "three"):
        webex.say(name.JOHN_EMAIL, name.UNICORN, text)
    found = john.get("messages", roomId=name.UNICORN_ID).json()["items"]
    assert texts(found) == ["three", "two", "one"]


def test_pages_follow_each_other_while_new_messages_come(john: Api, webex: Sandbox) -> None:
    for number in range(5):
        webex.say(name.JOHN_EMAIL, name.UNICORN, str(number))
    first = john.get("messages", roomId=name.UNICORN_ID, max=2)
    webex.say(name.JOHN_EMAIL, name.UNICORN, "new")
    rest = first.links["next"]["url"].removeprefix(john.url)
    pages = [first.json()["items"], *john.all_pages(rest)]
    assert [texts(page) for page in pages] == [["4", "3"], ["2", "1"], ["0"]]


def test_the_list_can_end_before_a_moment_or_a_message(
    john: Api, webex: Sandbox, clock: Clock
) -> None:
    webex.say(name.JOHN_EMAIL, name.UNICORN, "one")
    clock.forward(seconds=1)
    two = webex.say(name.JOHN_EMAIL, name.UNICORN, "two")
    for query in ({"before": "2026-03-01T12:00:01.000Z"}, {"beforeMessage": two.id}):
        found = john.get("messages", roomId=name.UNICORN_ID, **query).json()["items"]
        assert texts(found) == ["one"]
    assert john.get("messages", roomId=name.UNICORN_ID, before="x").status_code == 400


def test_a_thread_is_listed_by_its_parent(john: Api, webex: Sandbox) -> None:
    root = webex.say(name.JOHN_EMAIL, name.UNICORN, "root")
    webex.say(name.ANA_EMAIL, name.UNICORN, "reply", parent_id=root.id)
    found = john.get("messages", roomId=name.UNICORN_ID, parentId=root.id).json()["items"]
    assert texts(found) == ["reply"]


def test_with_mentions_a_page_is_a_hundred_at_most(bot: Api) -> None:
    query = {"roomId": name.UNICORN_ID, "mentionedPeople": "me"}
    assert bot.get("messages", **query, max=100).status_code == 200
    assert bot.get("messages", **query, max=101).status_code == 400


def test_only_ones_own_mentions_can_be_listed(bot: Api) -> None:
    found = bot.get("messages", roomId=name.UNICORN_ID, mentionedPeople=name.JOHN_ID)
    assert words(found) == (400, "mentionedPeople can only be me.")
    assert words(bot.get("messages")) == (400, "roomId is required.")


def test_a_deleted_message_is_not_listed(john: Api, webex: Sandbox) -> None:
    gone = webex.say(name.JOHN_EMAIL, name.UNICORN, "gone")
    assert john.delete(f"messages/{gone.id}").status_code == 204
    assert john.get("messages", roomId=name.UNICORN_ID).json() == {"items": []}


def test_a_direct_room_is_listed_by_person(bot: Api, webex: Sandbox) -> None:
    said = webex.say(name.ANA_EMAIL, None, "help")
    for query in ({"personEmail": name.ANA_EMAIL}, {"personId": said.person_id}):
        assert texts(bot.get("messages/direct", **query).json()["items"]) == ["help"]
    assert texts(bot.get("messages", roomId=said.room_id).json()["items"]) == ["help"]
    assert bot.get("messages/direct").status_code == 400


@pytest.mark.parametrize(
    "query",
    [
        {"personEmail": name.ANA_EMAIL},
        {"personId": name.JOHN_ID},
        {"personEmail": "no@example.com"},
    ],
    ids=["by address", "by id", "a stranger"],
)
def test_a_direct_room_that_is_not_there_is_neither_listed_nor_made(
    bot: Api, webex: Sandbox, query: dict[str, str]
) -> None:
    rooms = len(webex.world.rooms)
    assert bot.get("messages/direct", **query).status_code == 404
    assert len(webex.world.rooms) == rooms
