"""Buttons pressed twice, and pressed again."""

import json
import logging
from datetime import timedelta

import pytest

from bot.sandbox import Fault, Message
from bot.sandbox.seed import name
from tests.by_hand import Bot
from tests.chat.running import says


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
    return [says(one).split("\n")[0] for one in _answers(bot, asked)[1:]]


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


def test_a_later_press_is_answered_while_it_is_in_doubt_whether_the_answer_is_out(
    bot: Bot,
) -> None:
    asked = bot.ask(f"room {name.UNICORN}", room=None)
    bot.answer_all()
    (answer,) = _answers(bot, asked)
    lost = Fault(method="POST", path="/messages", status=502, after=True, times=1)
    bot.webex.faults.add(lost)
    bot.press(answer, "How do I join?")
    wait = bot.step()
    bot.press(answer, "How do I join?", after=timedelta(seconds=4))
    assert bot.step() is None
    assert len(_answers(bot, asked)) == 3
    assert bot.try_again(wait) is None
    assert len(_answers(bot, asked)) == 3


def test_two_buttons_of_a_card_that_is_gone_get_an_answer_each(bot: Bot) -> None:
    asked = bot.ask("room")
    bot.answer_all()
    (answer,) = _answers(bot, asked)
    bot.press(answer, "How do I join?")
    bot.press(answer, "Refresh")
    bot.messages.delete(answer.id)
    bot.answer_all()
    said = bot.webex.messages(name.UNICORN)[-2:]
    titles = [says(one).split("\n")[0] for one in said]
    assert titles == ["**This button does not work any more**"] * 2


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
    assert "The horn is finished." in says(_answers(bot, asked)[1])
