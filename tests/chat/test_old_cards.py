"""Cards stay in spaces for years: what the first version drew is still understood when pressed."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import pytest

from bot.sandbox import Sandbox, demo_world, running
from bot.sandbox.message import Message
from bot.sandbox.seed import name
from bot.webex.messages import Messages
from tests.by_hand import bearer_at
from tests.chat.running import Chat, roomdesk, says


@dataclass(frozen=True, slots=True)
class Past:
    """Where a bot has run before, and two questions that it answered: 1:1, and in a space."""

    folder: Path
    alone: Message
    in_partners: Message


def _drawn(lines: Mapping[str, str], thread_id: str) -> dict[str, Any]:
    """Return a card as version 0.1.0 drew its buttons; each says a line under its title."""
    actions = [
        {"type": "Action.Submit", "title": title, "data": {"say": line, "thread": thread_id}}
        for title, line in lines.items()
    ]
    return {
        "$schema": "http://adaptivecards.io/schemas/adaptive-card.json",
        "type": "AdaptiveCard",
        "version": "1.3",
        "body": [
            {
                "type": "TextBlock",
                "text": "An old answer",
                "wrap": True,
                "weight": "Bolder",
                "size": "Medium",
            },
            {"type": "ActionSet", "actions": actions},
        ],
    }


@pytest.fixture(scope="module")
def webex() -> Iterator[Sandbox]:
    with running(demo_world()) as sandbox:
        sandbox.invite(name.HANA_EMAIL, name.PARTNERS, by=name.ANA_EMAIL)
        yield sandbox


@pytest.fixture(scope="module")
def past(webex: Sandbox, tmp_path_factory: pytest.TempPathFactory) -> Past:
    folder = tmp_path_factory.mktemp("bot")
    with roomdesk(webex, folder) as before:
        questions = [
            before.say("help", who, room)
            for who, room in ((name.JOHN_EMAIL, None), (name.HANA_EMAIL, name.PARTNERS))
        ]
        for question in questions:
            webex.wait_for_reply(question.id)
    return Past(folder, *questions)


@pytest.fixture(scope="module")
def running_bot(webex: Sandbox, past: Past) -> Iterator[Chat]:
    """The bot that was started again on the same database."""
    with roomdesk(webex, past.folder) as chat:
        yield chat


def _card(webex: Sandbox, line: str, question: Message) -> Message:
    card = _drawn({"Press": line}, question.id)
    messages = Messages(bearer_at(webex))
    posted = messages.post(question.room_id, question.id, "An old answer", card)
    return webex.world.messages[posted or ""]


_ROOM = f"**{name.UNICORN}**"
_MEETING = f"**Join the meeting of {name.UNICORN}**"


@pytest.mark.parametrize(
    ("line", "begins"),
    [
        pytest.param("room", "**1:1 space with John Andersen**", id="room"),
        pytest.param(f"room {name.UNICORN_ID}", _ROOM, id="a room by id"),
        pytest.param("meeting", "**Webex has no meeting details", id="meeting"),
        pytest.param(f"meeting {name.UNICORN_ID}", _MEETING, id="a meeting by id"),
        pytest.param("pmr", "**Your personal room**", id="pmr"),
        pytest.param(f"pmr {name.SITE}", "**Your personal room**", id="pmr on a site"),
        pytest.param(
            f"pmr {name.JOHN_EMAIL} {name.SITE}", "**Your personal room**", id="by address"
        ),
        pytest.param(f"pmr {name.JOHN_ID} {name.SITE}", "**Your personal room**", id="by id"),
        pytest.param(f"pmr {name.ANA_EMAIL}", "**Only the help desk may", id="of another"),
        pytest.param("pmr pin", "**Your host PIN**", id="pmr pin"),
        pytest.param("sites", "**Your Webex sites**", id="sites"),
        pytest.param(f"sites {name.JOHN_EMAIL}", "**Your Webex sites**", id="sites by address"),
        pytest.param("rooms unicorn", "**Your spaces with “unicorn”**", id="rooms with words"),
        pytest.param("status", "**I am here**", id="status"),
        pytest.param("help", "**What I can do for you**", id="help"),
        pytest.param("help pmr", "**pmr**", id="help on a command"),
        pytest.param("connect", "**Connect your account**", id="connect"),
        pytest.param("disconnect", "**You were not connected**", id="disconnect"),
        pytest.param(
            "pmr f5b36187-c8dd-4727-8b2f-f9c447f29046",
            "**Your personal room**",
            id="a mention by UUID",
        ),
        pytest.param("please show me my pmr", "**Your personal room**", id="as one talks"),
        pytest.param("/room please?", "**1:1 space with John Andersen**", id="as it was typed"),
        pytest.param(f'room "{name.UNICORN}"', _ROOM, id="a title in quotes"),
    ],
)
def test_a_line_of_an_old_card_is_answered_after_a_restart(
    running_bot: Chat, past: Past, line: str, begins: str
) -> None:
    card = _card(running_bot.webex, line, past.alone)
    answer = running_bot.press(card, "Press")
    assert says(answer).startswith(begins)
    assert answer.parent_id == card.parent_id


def test_an_old_card_can_be_removed(running_bot: Chat, past: Past) -> None:
    card = _card(running_bot.webex, "hide", past.alone)
    webex = running_bot.webex
    webex.press(name.JOHN_EMAIL, card.id, button="Press")

    def is_said() -> bool:
        said = webex.direct_messages(name.JOHN_EMAIL)
        return says(said[-1]).startswith("**Removed**")

    assert webex.wait_for(is_said)
    assert card.id not in webex.world.messages


@pytest.mark.parametrize(
    ("line", "theirs", "john_s", "olga_s"),
    [
        pytest.param(
            f"pmr {name.ANA_EMAIL} {name.SITE}",
            "**Personal room of ana.ruiz@example.com**",
            "**Only the help desk may look up",
            "**Only the help desk may look up",
            id="another’s room",
        ),
        pytest.param(
            f"room {name.UNICORN_ID}",
            "**I can’t find that space for you**",
            _ROOM,
            "**I can’t find that space for you**",
            id="a space of some",
        ),
        pytest.param(
            "pmr",
            "**Your personal room**",
            "**Your personal room**",
            "**This is for people of this bot’s organisation**",
            id="one’s own room",
        ),
        pytest.param(
            f"meeting {name.stable_id('ROOM', name.HELP_DESK)}",
            f"**Join the meeting of {name.HELP_DESK}**",
            "**I can’t find that space for you**",
            "**I can’t find that space for you**",
            id="the help desk’s meeting",
        ),
    ],
)
def test_whoever_presses_an_old_card_is_answered_as_who_they_are(
    running_bot: Chat, past: Past, line: str, theirs: str, john_s: str, olga_s: str
) -> None:
    card = _card(running_bot.webex, line, past.in_partners)
    for who, begins in (
        (name.HANA_EMAIL, theirs),
        (name.JOHN_EMAIL, john_s),
        (name.OLGA_EMAIL, olga_s),
    ):
        assert says(running_bot.press(card, "Press", who)).startswith(begins)


def test_the_buttons_that_the_bot_drew_before_its_restart_still_work(
    running_bot: Chat, past: Past
) -> None:
    drawn = running_bot.webex.replies(past.alone.id)[0]
    pressed = running_bot.press(drawn, "rooms")
    assert says(pressed).startswith("**Your spaces**")
