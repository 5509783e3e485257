"""In which form clients of the event socket hear of things."""

from typing import Any

import pytest

from bot.sandbox import Sandbox, World
from bot.sandbox.ids import key_of, make_id
from bot.sandbox.seed import name
from tests.sandbox.api.test_messages import CARD
from tests.sandbox.web import Api

from .ears import hearing

UNICORN = key_of(name.UNICORN_ID)
JOHN = {
    "id": key_of(name.JOHN_ID),
    "objectType": "person",
    "entryUUID": key_of(name.JOHN_ID),
    "emailAddress": name.JOHN_EMAIL,
    "displayName": "John Andersen",
    "orgId": key_of(name.ORG_ID),
    "type": "PERSON",
}


def _is_sealed(text: object) -> bool:
    return isinstance(text, str) and text.startswith("eyJ") and text.count(".") == 4


def _without_words(activity: dict[str, Any]) -> dict[str, Any]:
    """The activity without what people wrote, which nobody can read."""
    said, place = activity["object"], activity["target"]
    words = [said.pop("displayName"), said.pop("content"), place.pop("displayName")]
    assert all(_is_sealed(one) for one in words)
    return activity


def test_a_message_is_a_post_without_its_text(webex: Sandbox, bot: Api) -> None:
    with hearing(bot) as ears:
        said = webex.say(name.JOHN_EMAIL, name.UNICORN, "@Roomdesk room")
        activity = _without_words(ears.activity())
    service = webex.url.removesuffix("/v1/") + "/conversation/api/v1"
    key = key_of(said.id)
    assert activity == {
        "id": key,
        "objectType": "activity",
        "url": f"{service}/activities/{key}",
        "published": "2026-03-01T12:00:00.000Z",
        "actor": JOHN,
        "encryptionKeyUrl": f"kms://kms.example.com/keys/{UNICORN}",
        "verb": "post",
        "object": {"objectType": "comment"},
        "target": {
            "id": UNICORN,
            "objectType": "conversation",
            "url": f"{service}/conversations/{UNICORN}",
            "tags": ["LOCKED"],
        },
    }


def test_nothing_that_was_said_is_in_it(webex: Sandbox, bot: Api) -> None:
    with hearing(bot) as ears:
        webex.say(name.JOHN_EMAIL, name.UNICORN, "@Roomdesk xyzzy")
        ears.activity()
        assert "xyzzy" not in repr(ears.heard)


def test_a_reply_names_its_thread(webex: Sandbox, bot: Api) -> None:
    with hearing(bot) as ears:
        root = webex.say(name.JOHN_EMAIL, name.UNICORN, "@Roomdesk one")
        webex.say(name.JOHN_EMAIL, name.UNICORN, "@Roomdesk two", parent_id=root.id)
        assert "parent" not in ears.activity()
        assert ears.activity()["parent"] == {"id": key_of(root.id), "type": "reply"}


def test_a_file_is_shared(webex: Sandbox, bot: Api) -> None:
    with hearing(bot) as ears:
        files = ("https://example.com/a.png",)
        webex.say(name.JOHN_EMAIL, name.UNICORN, "@Roomdesk look", files=files)
        activity = ears.activity()
    assert activity["verb"] == "share"
    assert (activity["object"]["objectType"], activity["object"]["contentCategory"]) == (
        "content",
        "documents",
    )
    (item,) = activity["object"]["files"]["items"]
    assert (item["objectType"], item["malwareQuarantineState"]) == ("file", "safe")


def test_a_file_with_a_caption_comes_1_to_1_as_a_share_and_an_update(
    webex: Sandbox, bot: Api
) -> None:
    webex.direct_messages(name.ANA_EMAIL)
    with hearing(bot) as ears:
        for words in ("look", ""):
            webex.say(name.ANA_EMAIL, None, words, files=("https://example.com/a.png",))
        shared, updated, bare = (ears.activity() for _ in range(3))
        assert webex.wait_until_delivered()
    assert [one["verb"] for one in (shared, updated, bare)] == ["share", "update", "share"]
    assert updated == {**shared, "id": updated["id"], "verb": "update"}
    assert updated["id"] != shared["id"]
    assert "parent" not in updated


def test_an_edit_is_an_activity_of_its_own(webex: Sandbox, bot: Api) -> None:
    with hearing(bot) as ears:
        said = bot.post("messages", roomId=name.UNICORN_ID, text="one").json()
        bot.put(f"messages/{said['id']}", roomId=name.UNICORN_ID, text="two")
        posted, edited = ears.activity(), ears.activity()
    assert edited["verb"] == "update"
    assert edited["id"] != posted["id"]
    assert edited["parent"] == {"id": posted["id"], "type": "edit"}


def test_a_deletion_names_what_is_gone(webex: Sandbox, bot: Api) -> None:
    with hearing(bot) as ears:
        said = bot.post("messages", roomId=name.UNICORN_ID, text="one").json()
        bot.delete(f"messages/{said['id']}")
        posted, deleted = ears.activity(), ears.activity()
    assert (deleted["verb"], deleted["id"] == posted["id"]) == ("delete", False)
    assert deleted["object"] == {"id": posted["id"], "objectType": "activity"}


def test_a_press_names_the_card_and_seals_what_was_chosen(webex: Sandbox, bot: Api) -> None:
    card = bot.post("messages", roomId=name.UNICORN_ID, text="?", attachments=[CARD]).json()
    with hearing(bot) as ears:
        pressed = webex.press(name.JOHN_EMAIL, card["id"], {"say": "room"})
        activity = ears.activity()
    assert (activity["id"], activity["verb"]) == (key_of(pressed.id), "cardAction")
    assert activity["parent"] == {"id": key_of(card["id"]), "type": "cardAction"}
    assert activity["object"]["objectType"] == "submit"
    assert _is_sealed(activity["object"]["inputs"])


def test_who_is_added_and_who_leaves_is_the_object(webex: Sandbox, bot: Api) -> None:
    with hearing(bot) as ears:
        webex.invite(name.OLGA_EMAIL, name.UNICORN, by=name.JOHN_EMAIL)
        webex.remove(name.OLGA_EMAIL, name.UNICORN, by=name.OLGA_EMAIL)
        added, left = ears.activity(), ears.activity()
    assert [one["verb"] for one in (added, left)] == ["add", "leave"]
    assert {one["object"]["emailAddress"] for one in (added, left)} == {name.OLGA_EMAIL}
    assert [one["actor"]["emailAddress"] for one in (added, left)] == [
        name.JOHN_EMAIL,
        name.OLGA_EMAIL,
    ]
    assert added["target"]["id"] == UNICORN


@pytest.mark.parametrize("moderates", [True, False])
def test_moderators_are_appointed(
    webex: Sandbox, bot: Api, john: Api, world: World, moderates: bool
) -> None:
    membership = world.members[name.UNICORN_ID][world.person(name.ANA_EMAIL).id]
    membership.is_moderator = not moderates
    with hearing(bot) as ears:
        john.put(f"memberships/{membership.id}", isModerator=moderates)
        verb = "assignModerator" if moderates else "unassignModerator"
        assert ears.activity()["verb"] == verb


def test_a_new_direct_space_is_told_of_once_with_its_people(webex: Sandbox, bot: Api) -> None:
    with hearing(bot) as ears:
        webex.say(name.ANA_EMAIL, None, "hello")
        made, said = ears.activity(), ears.activity()
    assert (made["verb"], "target" in made) == ("create", False)
    people = [one["emailAddress"] for one in made["object"]["participants"]["items"]]
    assert people == [name.ANA_EMAIL, name.BOT_EMAIL]
    assert (said["verb"], said["target"]["tags"]) == ("post", ["ONE_ON_ONE"])
    assert said["target"]["id"] == made["object"]["id"]


def test_a_new_space_is_told_of_once_and_so_are_its_changes(webex: Sandbox, bot: Api) -> None:
    with hearing(bot) as ears:
        room = bot.post("rooms", title="Launch").json()
        bot.put(f"rooms/{room['id']}", title="Lift-off")
        made, changed = ears.activity(), ears.activity()
    assert [one["verb"] for one in (made, changed)] == ["create", "update"]
    assert made["object"]["participants"]["items"][0]["emailAddress"] == name.BOT_EMAIL
    assert changed["object"]["objectType"] == "conversation"
    assert changed["target"]["id"] == key_of(room["id"])


def test_another_region_has_another_host(webex: Sandbox, bot: Api) -> None:
    with hearing(bot) as ears:
        said = webex.say(name.ANA_EMAIL, name.BERLIN, "@Roomdesk room")
        activity = ears.activity()
    assert activity["target"]["url"].startswith("http://localhost:")
    assert make_id("MESSAGE", activity["id"], name.EU_CLUSTER) == said.id
