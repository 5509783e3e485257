"""Buttons pressed twice, and pressed again."""

import json
import logging
from collections.abc import Iterator
from pathlib import Path

import pytest

from bot.sandbox import Message, demo_world, running
from bot.sandbox.seed import name

from ..by_hand import Bot


@pytest.fixture
def bot(tmp_path: Path) -> Iterator[Bot]:
    with running(demo_world()) as webex:
        found = Bot(webex, tmp_path)
        yield found
        found.close()


def _answers(bot: Bot, asked: Message) -> list[Message]:
    return bot.webex.replies(asked.id)


def _pressed(bot: Bot, button: str, *people: str) -> list[str]:
    """Return the titles of what comes when people press a button of `room`'s answer, at once."""
    asked = bot.ask("room")
    bot.answer_all()
    (answer,) = _answers(bot, asked)
    for who in people:
        bot.press(answer, button, who)
    bot.answer_all()
    return [(one.markdown or "").split("\n")[0] for one in _answers(bot, asked)[1:]]


def test_a_double_press_is_answered_once(bot: Bot, caplog: pytest.LogCaptureFixture) -> None:
    caplog.set_level(logging.INFO, "roomdesk.audit")
    titles = _pressed(bot, "How do I join?", name.JOHN_EMAIL, name.JOHN_EMAIL)
    assert titles == [f"**Join the meeting of {name.UNICORN}**"]
    lines = [
        json.loads(json.dumps(one.msg)) for one in caplog.records if one.name.endswith("audit")
    ]
    assert [(line["decision"], line["outcome"]) for line in lines] == [
        ("permitted", "answered"),
        ("permitted", "answered"),
        ("pressed twice", "not answered"),
    ]


def test_two_people_get_an_answer_each(bot: Bot) -> None:
    assert len(_pressed(bot, "How do I join?", name.JOHN_EMAIL, name.ANA_EMAIL)) == 2


def test_refresh_shows_what_has_changed_since(bot: Bot) -> None:
    asked = bot.ask("room")
    bot.answer_all()
    (answer,) = _answers(bot, asked)
    with bot.webex.world.lock:
        bot.webex.world.rooms[name.UNICORN_ID].description = "The horn is finished."
    bot.press(answer, "Refresh")
    bot.answer_all()
    assert "The horn is finished." in (_answers(bot, asked)[1].markdown or "")
