from typing import Any

import pytest

from bot.sandbox import Sandbox
from bot.sandbox.card import CONTENT_TYPE
from bot.sandbox.ids import key_of
from bot.sandbox.seed import name

from ..conftest import Clock
from ..web import Api, words
from .test_rooms import NO_ROOM

CARD = {
    "contentType": CONTENT_TYPE,
    "content": {
        "type": "AdaptiveCard",
        "version": "1.3",
        "body": [{"type": "TextBlock", "text": "hello"}],
    },
}


def test_a_posted_message_comes_back_whole(bot: Api, webex: Sandbox) -> None:
    root = webex.say(name.JOHN_EMAIL, name.UNICORN, "@Roomdesk room")
    body: dict[str, Any] = {
        "roomId": name.UNICORN_ID,
        "parentId": root.id,
        "markdown": "**Hello** <@personEmail:john.andersen@example.com|John>",
        "attachments": [CARD],
    }
    posted = bot.post("messages", **body).json()
    me = bot.get("people/me").json()
    assert posted == {
        "id": posted["id"],
        "parentId": root.id,
        "roomId": name.UNICORN_ID,
        "roomType": "group",
        "text": "Hello John",
        "markdown": body["markdown"],
        "html": (
            '<p><strong>Hello</strong> <spark-mention data-object-type="person" '
            f'data-object-id="{name.JOHN_ID}">John</spark-mention></p>'
        ),
        "personId": me["id"],
        "personEmail": "roomdesk@webex.bot",
        "mentionedPeople": [name.JOHN_ID],
        "attachments": [CARD],
        "created": "2026-03-01T12:00:00.000Z",
    }
    assert bot.get(f"messages/{posted['id']}").json() == posted
    assert webex.replies(root.id)[0].sent == body


def test_text_alone_stays_text(bot: Api) -> None:
    posted = bot.post("messages", roomId=name.UNICORN_ID, text="**a** <@all>").json()
    assert posted["text"] == "**a** <@all>"
    assert not posted.keys() & {"html", "markdown", "mentionedGroups"}


def test_text_may_stand_beside_markdown(bot: Api) -> None:
    posted = bot.post("messages", roomId=name.UNICORN_ID, text="plain", markdown="*rich*").json()
    assert (posted["text"], posted["html"]) == ("plain", "<p><em>rich</em></p>")


def test_only_members_are_mentioned(bot: Api) -> None:
    markdown = f"<@personEmail:{name.OLGA_EMAIL}|Olga>"
    posted = bot.post("messages", roomId=name.UNICORN_ID, markdown=markdown).json()
    assert (posted["html"], "mentionedPeople" in posted) == ("<p>Olga</p>", False)


@pytest.mark.parametrize("field", ["text", "markdown"])
def test_the_limit_is_7439_bytes_not_characters(bot: Api, field: str) -> None:
    fits = "é" * 3719 + "x"
    assert len(fits.encode()) == 7439
    assert bot.post("messages", roomId=name.UNICORN_ID, **{field: fits}).status_code == 200
    longer = bot.post("messages", roomId=name.UNICORN_ID, **{field: fits + "x"})
    assert words(longer) == (400, f"{field} is longer than 7439 bytes.")


@pytest.mark.parametrize(
    "body",
    [
        {},
        {"text": "x"},
        {"roomId": name.UNICORN_ID},
        {"roomId": name.UNICORN_ID, "text": ""},
        {"roomId": name.UNICORN_ID, "text": 1},
        {"roomId": name.UNICORN_ID, "toPersonEmail": name.JOHN_EMAIL, "text": "x"},
        {"roomId": name.UNICORN_ID, "attachments": [CARD]},
        {"roomId": name.UNICORN_ID, "text": "x", "attachments": [CARD, CARD]},
        {"roomId": name.UNICORN_ID, "text": "x", "attachments": [{"contentType": "text/html"}]},
        {"roomId": name.UNICORN_ID, "text": "x", "files": ["a", "b"]},
        {"roomId": name.UNICORN_ID, "text": "x", "parentId": "nothing"},
        {"toPersonEmail": name.BOT_EMAIL, "text": "x"},
    ],
    ids=lambda body: "+".join(body) or "empty",
)
def test_a_bad_message_is_refused(bot: Api, body: dict[str, Any]) -> None:
    status, description = words(bot.post("messages", **body))
    assert (status, bool(description)) == (400, True)


def test_a_bad_card_is_refused_with_an_object_of_errors(bot: Api) -> None:
    bad = {**CARD, "content": {**CARD["content"], "version": "1.5"}}  # type: ignore[dict-item]
    answer = bot.post("messages", roomId=name.UNICORN_ID, text="x", attachments=[bad])
    assert (answer.status_code, answer.json()["errors"]) == (
        400,
        {
            "attachments": {
                "code": "invalid_attachments",
                "reason": "Invalid Adaptive Card Json",
                "attachmentErrors": ["#/version: must be at most 1.3"],
            }
        },
    )


def test_a_file_needs_no_text(bot: Api) -> None:
    posted = bot.post("messages", roomId=name.UNICORN_ID, files=["https://example.com/a.png"])
    assert posted.json()["files"] == ["https://example.com/a.png"]


def test_a_thread_has_one_level(bot: Api, webex: Sandbox) -> None:
    root = webex.say(name.JOHN_EMAIL, name.UNICORN, "hello")
    reply = bot.post("messages", roomId=name.UNICORN_ID, text="a", parentId=root.id).json()
    deeper = bot.post("messages", roomId=name.UNICORN_ID, text="b", parentId=reply["id"])
    assert words(deeper) == (400, "A reply cannot be the parent of another message.")


@pytest.mark.parametrize("title", [name.UNICORN, name.BERLIN])
def test_a_parent_may_be_named_by_its_bare_uuid(bot: Api, webex: Sandbox, title: str) -> None:
    root = webex.say(name.ANA_EMAIL, title, "hello")
    body = {"roomId": root.room_id, "text": "a", "parentId": key_of(root.id)}
    assert bot.post("messages", **body).json()["parentId"] == root.id


def test_a_parent_is_of_the_same_room(bot: Api, webex: Sandbox) -> None:
    root = webex.say(name.ANA_EMAIL, name.BERLIN, "hello")
    reply = bot.post("messages", roomId=name.UNICORN_ID, text="a", parentId=root.id)
    assert words(reply) == (400, "Could not find the parent message in this room.")


def test_only_members_can_post(bot: Api, olga: Api, webex: Sandbox) -> None:
    assert words(olga.post("messages", roomId=name.UNICORN_ID, text="x")) == NO_ROOM
    assert words(bot.post("messages", roomId="nothing", text="x")) == NO_ROOM


@pytest.mark.parametrize(
    ("title", "why"),
    [
        (name.ALL_HANDS, "Only moderators can post in an announcement space."),
        (name.ARCHIVE, "This room is read-only."),
    ],
)
def test_some_rooms_do_not_take_posts(bot: Api, webex: Sandbox, title: str, why: str) -> None:
    room_id = webex.world.room(title).id
    assert words(bot.post("messages", roomId=room_id, text="x")) == (403, why)


def test_a_moderator_can_announce(john: Api, webex: Sandbox) -> None:
    room_id = webex.world.room(name.ALL_HANDS).id
    assert john.post("messages", roomId=room_id, text="x").status_code == 200


def test_a_direct_message_opens_one_room_for_good(bot: Api) -> None:
    first = bot.post("messages", toPersonEmail=name.ANA_EMAIL, text="a").json()
    second = bot.post("messages", toPersonEmail=name.ANA_EMAIL, markdown="b").json()
    assert (first["roomType"], first["toPersonEmail"]) == ("direct", name.ANA_EMAIL)
    assert first["roomId"] == second["roomId"]
    assert bot.post("messages", toPersonId="nobody", text="a").status_code == 404


def test_a_bot_reads_only_what_mentions_it_and_its_own(bot: Api, webex: Sandbox) -> None:
    mine = bot.post("messages", roomId=name.UNICORN_ID, text="x").json()["id"]
    mentions = webex.say(name.JOHN_EMAIL, name.UNICORN, "@Roomdesk x").id
    other = webex.say(name.JOHN_EMAIL, name.UNICORN, "x").id
    everybody = webex.say(name.JOHN_EMAIL, name.UNICORN, "@all x").id
    direct = webex.say(name.JOHN_EMAIL, None, "x").id
    readable = [mine, mentions, other, everybody, direct, "nothing"]
    statuses = [bot.get(f"messages/{key}").status_code for key in readable]
    assert statuses == [200, 200, 404, 404, 200, 404]


def test_ones_own_message_can_be_edited_ten_times(bot: Api, clock: Clock) -> None:
    posted = bot.post("messages", roomId=name.UNICORN_ID, text="0").json()
    clock.forward(minutes=1)
    body = {"roomId": name.UNICORN_ID, "markdown": "*1*"}
    edited = bot.put(f"messages/{posted['id']}", **body).json()
    assert edited == {
        **posted,
        "text": "1",
        "markdown": "*1*",
        "html": "<p><em>1</em></p>",
        "updated": "2026-03-01T12:01:00.000Z",
    }
    more = [bot.put(f"messages/{posted['id']}", **body).status_code for _ in range(10)]
    assert more == [200] * 9 + [400]


@pytest.mark.parametrize(
    "change",
    [{"roomId": "other"}, {"html": "<p>x</p>"}, {"attachments": [CARD]}, {"text": ""}],
    ids=lambda change: next(iter(change)),
)
def test_a_bad_edit_is_refused(bot: Api, change: dict[str, Any]) -> None:
    posted = bot.post("messages", roomId=name.UNICORN_ID, text="0").json()
    body = {"roomId": name.UNICORN_ID, "text": "1", **change}
    assert bot.put(f"messages/{posted['id']}", **body).status_code == 400


def test_a_card_cannot_be_edited(bot: Api) -> None:
    posted = bot.post("messages", roomId=name.UNICORN_ID, text="0", attachments=[CARD]).json()
    edited = bot.put(f"messages/{posted['id']}", roomId=name.UNICORN_ID, text="1")
    assert words(edited) == (400, "Editing messages with files or attachments is not supported.")


def test_only_the_author_deletes(bot: Api, john: Api) -> None:
    posted = bot.post("messages", roomId=name.UNICORN_ID, text="0").json()["id"]
    assert words(john.delete(f"messages/{posted}")) == (
        403,
        "Only the author of a message can change it.",
    )
    assert bot.delete(f"messages/{posted}").status_code == 204
    assert bot.get(f"messages/{posted}").status_code == 404
