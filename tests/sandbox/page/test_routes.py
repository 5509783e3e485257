"""What the page asks and does."""

from typing import Any

import pytest

from bot.sandbox import Sandbox
from bot.sandbox.seed import name

from ..test_sandbox import BUTTONS
from ..web import Api
from .conftest import Client, FakeBot

JOHN = name.JOHN_EMAIL


def test_the_page_is_plain_files(page: Client) -> None:
    index = page.get("")
    assert index.headers["Content-Type"] == "text/html; charset=utf-8"
    script = page.get("static/main.js")
    assert script.headers["Content-Type"].startswith("text/javascript")
    assert page.get("static/nothing.js").status_code == 404
    assert page.get("static/../app.py").status_code == 404


def test_what_a_person_says_is_said(page: Client, webex: Sandbox) -> None:
    said = page.post("say", who=JOHN, space=name.UNICORN_ID, text="@Roomdesk room").json()
    (message,) = webex.messages(name.UNICORN)
    assert (message.id, message.person_email, message.text) == (said["id"], JOHN, "Roomdesk room")
    page.post("say", who=JOHN, space=name.UNICORN_ID, text="more", parent=said["id"])
    assert webex.messages(name.UNICORN)[1].parent_id == said["id"]
    page.post("say", who=JOHN, space="direct", text="pmr")
    assert [one.text for one in webex.direct_messages(JOHN)] == ["pmr"]


@pytest.mark.parametrize(
    ("changed", "status", "words"),
    [
        ({"who": "nobody@example.com"}, 404, "Nobody is called so."),
        ({"who": name.BOT_EMAIL}, 404, "Nobody is called so."),
        ({"who": name.OLGA_EMAIL}, 404, "Olga Sorokina is not in that space."),
        ({"space": "elsewhere"}, 404, "John Andersen is not in that space."),
        ({"text": ""}, 400, "text cannot be empty."),
        ({"text": 1}, 400, "text must be a string."),
        ({"parent": "x"}, 400, "Could not find the parent message in this room."),
    ],
    ids=["nobody", "the bot", "outsider", "elsewhere", "empty", "number", "parent"],
)
def test_what_cannot_be_said_is_refused_in_words(
    page: Client, webex: Sandbox, changed: dict[str, object], status: int, words: str
) -> None:
    body: dict[str, Any] = {"who": JOHN, "space": name.UNICORN_ID, "text": "x", **changed}
    answer = page.post("say", **body)
    assert (answer.status_code, answer.json()) == (status, {"error": words})
    assert webex.messages(name.UNICORN) == []


def test_a_button_is_pressed(page: Client, bot: Api, webex: Sandbox) -> None:
    card = bot.post("messages", roomId=name.UNICORN_ID, text="x", attachments=[BUTTONS]).json()
    pressed = page.post("press", who=JOHN, message=card["id"], inputs={"say": "room"})
    action = webex.world.actions[pressed.json()["id"]]
    assert (action.inputs, action.message_id) == ({"say": "room"}, card["id"])
    assert page.post("press", who=JOHN, message=card["id"], inputs=[]).status_code == 400
    refused = page.post("press", who=name.OLGA_EMAIL, message=card["id"], inputs={})
    assert refused.json() == {"error": "Unable to find the message."}


def test_the_bot_is_killed_and_started(page: Client, process: FakeBot) -> None:
    assert page.post("bot", do="kill").json() == {}
    assert page.state(JOHN)["process"] == "stopped"
    assert page.post("bot", do="start").json() == {}
    assert page.state(JOHN)["process"] == "running"
    assert page.post("bot", do="paint").status_code == 400
    assert process.done == ["kill", "start"]


def test_a_bot_that_does_not_start_is_told(page: Client, process: FakeBot) -> None:
    process.fails = RuntimeError("the bot ended with exit code 3")
    answer = page.post("bot", do="start")
    words = "The bot did not start: the bot ended with exit code 3"
    assert (answer.status_code, answer.json()) == (500, {"error": words})


def test_something_goes_wrong_and_no_more(page: Client, bot: Api, webex: Sandbox) -> None:
    page.post("mishap", key="gone", on=True)
    assert bot.get(f"rooms/{name.UNICORN_ID}").status_code == 404
    page.post("mishap", key="gone", on=False)
    assert bot.get(f"rooms/{name.UNICORN_ID}").status_code == 200
    page.post("mishap", key="slow", on=True)
    assert webex.faults.latency_s > 0
    page.post("mishap", key="slow", on=False)
    assert webex.faults.latency_s == 0
    page.post("mishap", key="twice", on=True)
    assert webex.courier.copies == 2
    assert [one["key"] for one in page.state(JOHN)["mishaps"] if one["on"]] == ["twice"]
    page.post("mishap", key="twice", on=False)
    assert webex.courier.copies == 1
    assert page.post("mishap", key="nothing", on=True).status_code == 404


def test_a_mishap_ends_when_it_has_hit_often_enough(page: Client, bot: Api) -> None:
    def limited() -> tuple[bool, int | None]:
        (found,) = [one for one in page.state(JOHN)["mishaps"] if one["key"] == "limited"]
        return found["on"], found["left"]

    assert limited() == (False, None)
    page.post("mishap", key="limited", on=True)
    assert limited() == (True, 2)
    answers = [bot.get("people/me") for _ in range(3)]
    assert [one.status_code for one in answers] == [429, 429, 200]
    assert answers[0].headers["Retry-After"] == "2"
    assert limited() == (False, 0)
    page.post("mishap", key="limited", on=True)
    assert limited() == (True, 2)


def test_an_access_that_ignores_the_address_has_a_room_of_its_own_meanwhile(
    page: Client, admin: Api, webex: Sandbox
) -> None:
    before = dict(webex.world.pmrs)
    page.post("mishap", key="ignores", on=True)
    assert [one["key"] for one in page.state(JOHN)["mishaps"] if one["on"]] == ["ignores"]
    service = Api(admin.url, admin.session, name.SERVICE_APP_TOKEN)
    shown = service.get("meetingPreferences/personalMeetingRoom", userEmail=JOHN).json()
    assert shown["topic"] == "Nobody’s"
    page.post("mishap", key="ignores", on=False)
    assert webex.world.pmrs == before
    shown = service.get("meetingPreferences/personalMeetingRoom", userEmail=JOHN).json()
    assert shown["topic"] == "John's PMR"
