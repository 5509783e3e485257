"""What the page says beside the messages: rules, first questions, and what became of a line."""

import contextlib
from typing import Any

import pytest
import requests

from bot.sandbox import Fault, Message, Sandbox
from bot.sandbox.seed import name

from ..test_sandbox import BUTTONS
from ..web import Api, Receiver
from .conftest import Client, FakeBot


def _in(page: Client, webex: Sandbox, who: str, title: str) -> dict[str, Any]:
    return page.state(who, webex.world.room(title).id)


def _lines(state: dict[str, Any]) -> list[str]:
    return [one["line"] for one in state["starters"]]


@pytest.mark.parametrize(
    ("who", "title", "can_write", "rule"),
    [
        (name.JOHN_EMAIL, name.UNICORN, True, None),
        (
            name.JOHN_EMAIL,
            name.ALL_HANDS,
            True,
            "Only moderators can write here. The bot is not one, so it answers you 1:1.",
        ),
        (
            name.ANA_EMAIL,
            name.ALL_HANDS,
            False,
            "Only moderators can write in this announcement space, and you are not one.",
        ),
        (
            name.JOHN_EMAIL,
            name.ARCHIVE,
            False,
            "This space is read-only: nobody can write here, neither you nor the bot.",
        ),
    ],
    ids=["usual", "moderator", "no moderator", "read-only"],
)
def test_what_will_happen_is_said_beforehand(
    page: Client, webex: Sandbox, who: str, title: str, can_write: bool, rule: str | None
) -> None:
    state = _in(page, webex, who, title)
    assert (state["canWrite"], state["rule"]) == (can_write, rule)
    assert bool(state["starters"]) == can_write


def test_a_bot_that_moderates_answers_where_it_was_asked(page: Client, webex: Sandbox) -> None:
    world = webex.world
    world.members[world.room(name.ALL_HANDS).id][world.bot().id].is_moderator = True
    assert _in(page, webex, name.JOHN_EMAIL, name.ALL_HANDS)["rule"] is None


def test_the_first_questions_fit_who_one_is_and_where(page: Client, webex: Sandbox) -> None:
    hana = _in(page, webex, name.HANA_EMAIL, name.HELP_DESK)
    assert hana["starters"][0] == {
        "title": "Look up Ana’s room",
        "line": "pmr ana.ruiz@example.com",
    }
    assert _lines(page.state(name.NOOR_EMAIL, name.UNICORN_ID)) == [
        "room",
        "meeting",
        "members",
        "help",
    ]
    assert _lines(page.state(name.NOOR_EMAIL, "direct")) == ["pmr", "sites", "help"]
    olga = page.state(name.OLGA_EMAIL, "direct")["starters"]
    assert [one["line"] for one in olga] == ["pmr", "sites", "help"]
    assert olga[0]["title"] == "My Personal Room (refused)"


def test_a_line_that_the_bot_does_not_hear_is_marked_for_its_author(
    page: Client, webex: Sandbox
) -> None:
    webex.say(name.JOHN_EMAIL, name.UNICORN, "hello")
    webex.say(name.JOHN_EMAIL, name.UNICORN, "@Roomdesk hello")
    webex.say(name.JOHN_EMAIL, None, "hello")

    def unheard(who: str, space: str) -> list[bool]:
        return [one["unheard"] for one in page.state(who, space)["messages"]]

    assert unheard(name.JOHN_EMAIL, name.UNICORN_ID) == [True, False]
    assert unheard(name.ANA_EMAIL, name.UNICORN_ID) == [False, False]
    assert unheard(name.JOHN_EMAIL, "direct") == [False]


def _post(bot: Api, question: Message | None, **body: Any) -> str:
    """Let the bot say something; a card of it names the question."""
    card = {
        **BUTTONS["content"],
        "body": [{"type": "TextBlock", "text": "x", "id": question.id if question else ""}],
    }
    attached = [{**BUTTONS, "content": card}] if question else None
    posted: str = bot.post("messages", **body, text="x", attachments=attached).json()["id"]
    return posted


def _went(page: Client, who: str, space: str = name.UNICORN_ID) -> list[str | None]:
    return [one["went"] for one in page.state(who, space)["messages"]]


def test_a_reply_that_speaks_of_a_1_1_answer_leads_to_it(
    page: Client, webex: Sandbox, bot: Api
) -> None:
    asked = webex.say(name.JOHN_EMAIL, name.UNICORN, "@Roomdesk pmr pin")
    _post(bot, asked, roomId=name.UNICORN_ID, parentId=asked.id)
    alone = _post(bot, asked, toPersonEmail=name.JOHN_EMAIL)
    assert _went(page, name.JOHN_EMAIL) == [None, alone]
    assert _went(page, name.ANA_EMAIL) == [None, None]
    assert _went(page, name.JOHN_EMAIL, "direct") == [None]


def test_a_question_that_is_answered_1_1_alone_leads_there_even_without_a_card(
    page: Client, webex: Sandbox, bot: Api
) -> None:
    _post(bot, None, toPersonEmail=name.JOHN_EMAIL)
    webex.say(name.JOHN_EMAIL, name.UNICORN, "not for the bot")
    webex.say(name.JOHN_EMAIL, name.UNICORN, "@Roomdesk room")
    assert _went(page, name.JOHN_EMAIL) == [None, None]
    alone = _post(bot, None, toPersonEmail=name.JOHN_EMAIL)
    assert _went(page, name.JOHN_EMAIL) == [None, alone]


@pytest.mark.parametrize(
    ("status", "says"),
    [
        (503, "Webex answered 503. The bot is trying again …"),
        (429, "Webex answered 429. The bot is trying again …"),
        (0, "The line to Webex broke. The bot is trying again …"),
        (404, None),
        (200, None),
    ],
)
def test_the_page_says_while_the_bot_tries_again(
    page: Client, webex: Sandbox, bot: Api, receiver: Receiver, status: int, says: str | None
) -> None:
    hook = {"name": "x", "targetUrl": receiver.url, "resource": "messages", "event": "created"}
    bot.post("webhooks", **hook)
    asked = webex.say(name.JOHN_EMAIL, name.UNICORN, "@Roomdesk room")
    assert webex.wait_until_delivered()
    _call(webex, bot, status)
    wanted = {asked.id: says} if says else {}
    assert page.state(name.JOHN_EMAIL, name.UNICORN_ID)["waiting"] == wanted
    _post(bot, asked, roomId=name.UNICORN_ID, parentId=asked.id)
    assert page.state(name.JOHN_EMAIL, name.UNICORN_ID)["waiting"] == {}


def _call(webex: Sandbox, bot: Api, status: int) -> None:
    fault = Fault(cut=True) if status == 0 else Fault(status=status)
    webex.faults.add(fault)
    with contextlib.suppress(requests.exceptions.ConnectionError):
        bot.get("people/me")
    webex.faults.clear()


def test_a_question_to_a_dead_bot_says_that_it_is_down(
    page: Client, webex: Sandbox, process: FakeBot
) -> None:
    asked = webex.say(name.JOHN_EMAIL, name.UNICORN, "@Roomdesk room")
    webex.say(name.JOHN_EMAIL, name.UNICORN, "not for the bot")
    process.kill()
    assert page.state(name.JOHN_EMAIL, name.UNICORN_ID)["waiting"] == {
        asked.id: "The bot is down. It answers once it runs again."
    }
