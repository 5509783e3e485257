"""What happened under the hood."""

import json
from typing import Any

import pytest

from bot.sandbox import Message, Sandbox
from bot.sandbox.envelope import sign
from bot.sandbox.seed import name

from ..test_sandbox import BUTTONS
from ..web import Api, Receiver
from .conftest import Client


@pytest.fixture
def hooked(bot: Api, receiver: Receiver) -> None:
    for resource in ("messages", "attachmentActions"):
        hook = {"name": "x", "targetUrl": receiver.url, "resource": resource, "event": "created"}
        assert bot.post("webhooks", **hook, secret="s3").status_code == 200


def _ask(webex: Sandbox, line: str = "room") -> Message:
    asked = webex.say(name.JOHN_EMAIL, name.UNICORN, f"@Roomdesk {line}")
    assert webex.wait_until_delivered()
    return asked


def _answer(webex: Sandbox, bot: Api, asked: str, question: str | None = None) -> Message:
    bot.get(f"rooms/{name.UNICORN_ID}")
    body = {"roomId": name.UNICORN_ID, "parentId": asked, "text": "done"}
    card = {**BUTTONS["content"], "body": [{"type": "TextBlock", "text": "x", "id": question}]}
    attached = [{**BUTTONS, "content": card}] if question else None
    answer = bot.post("messages", **body, attachments=attached).json()
    assert webex.wait_until_delivered()
    return webex.world.messages[answer["id"]]


def _trace(page: Client, message: Message) -> dict[str, Any]:
    found: dict[str, Any] = page.get("trace", message=message.id).json()
    return found


def _labels(trace: dict[str, Any]) -> list[str]:
    return [step["label"] for step in trace["steps"]]


@pytest.mark.usefixtures("hooked")
def test_an_answer_tells_its_whole_story(page: Client, webex: Sandbox, bot: Api) -> None:
    asked = _ask(webex)
    bot.get(f"messages/{asked.id}")
    answer = _answer(webex, bot, asked.id)
    found = _trace(page, answer)
    assert _labels(found) == [
        "Webex tells the bot",
        "Read the message",
        "Ask about the space",
        "Post the answer",
        "Webex tells the bot of its own answer",
    ]
    assert found["asked"] == {"who": "John Andersen", "words": "Roomdesk room"}
    assert found["sent"] == answer.sent
    assert {step["status"] for step in found["steps"]} == {200}
    delivery = found["steps"][0]
    assert json.loads(delivery["body"])["data"]["id"] == asked.id
    assert delivery["headers"]["X-Spark-Signature"] == sign("s3", delivery["body"].encode())
    assert found["steps"][1]["as"] == name.BOT_EMAIL
    starts = [step["start_ms"] for step in found["steps"]]
    assert (starts[0], starts) == (0, sorted(starts))
    assert _trace(page, asked) == found


@pytest.mark.usefixtures("hooked")
def test_an_open_question_shows_what_was_tried(page: Client, webex: Sandbox, bot: Api) -> None:
    asked = _ask(webex)
    page.post("mishap", key="failing", on=True)
    bot.get(f"messages/{asked.id}")
    found = _trace(page, asked)
    assert (found["isAnswered"], found["sent"]) == (False, None)
    assert [step["status"] for step in found["steps"]] == [200, 503]


@pytest.mark.usefixtures("hooked")
def test_calls_for_another_question_are_left_out(page: Client, webex: Sandbox, bot: Api) -> None:
    one, other = _ask(webex, "one"), _ask(webex, "two")
    bot.get(f"messages/{other.id}")
    bot.get(f"messages/{one.id}")
    answer = _answer(webex, bot, one.id)
    assert _labels(_trace(page, answer)).count("Read the message") == 1


@pytest.mark.usefixtures("hooked")
def test_an_answer_belongs_to_the_question_that_its_card_names(
    page: Client, webex: Sandbox, bot: Api
) -> None:
    asked = _ask(webex, "first")
    webex.say(name.ANA_EMAIL, name.UNICORN, "@Roomdesk second", parent_id=asked.id)
    assert webex.wait_until_delivered()
    named = _answer(webex, bot, asked.id, question=asked.id)
    assert _trace(page, named)["asked"]["words"] == "Roomdesk first"
    unnamed = _answer(webex, bot, asked.id)
    assert _trace(page, unnamed)["asked"] == {"who": "Ana Ruiz", "words": "Roomdesk second"}


@pytest.mark.usefixtures("hooked")
def test_a_press_is_a_question(page: Client, webex: Sandbox, bot: Api) -> None:
    asked = _ask(webex)
    card = bot.post(
        "messages", roomId=name.UNICORN_ID, parentId=asked.id, text="x", attachments=[BUTTONS]
    ).json()
    action = webex.press(name.JOHN_EMAIL, card["id"], button="Room")
    assert webex.wait_until_delivered()
    bot.get(f"attachment/actions/{action.id}")
    found = _trace(page, _answer(webex, bot, asked.id))
    assert found["asked"] == {"who": "John Andersen", "words": "pressed: room"}
    assert "Read which button was pressed" in _labels(found)


def test_what_nobody_asked_has_no_question(page: Client, webex: Sandbox, bot: Api) -> None:
    key = bot.post("messages", roomId=name.UNICORN_ID, text="hello").json()["id"]
    found = _trace(page, webex.world.messages[key])
    assert (found["asked"], found["steps"], found["isAnswered"]) == (None, [], True)


def test_a_message_that_is_gone_has_none(page: Client) -> None:
    answer = page.get("trace", message="x")
    assert (answer.status_code, answer.json()) == (404, {"error": "The message is gone."})
