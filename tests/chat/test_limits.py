"""So many questions in a minute, and then one line; the clock is the database's."""

import itertools
import re
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import pytest

from bot.sandbox import Fault, Sandbox
from bot.sandbox.message import Message
from bot.sandbox.seed import name
from tests.by_hand import Bot, Start, event_of, processes
from tests.chat.own import own_webex
from tests.chat.running import roomdesk

_TOO_MANY = re.compile(
    r"\*\*That was a lot of questions\*\*\n\n(You have|This space has) asked all that I answer "
    r"for now\. I am here again in \d+ seconds\."
)
__all__ = ["own_webex"]

_BOTH = {"LIMIT_PER_PERSON": "30/minute", "LIMIT_PER_SPACE": "120/minute"}


@pytest.fixture
def start(webex: Sandbox, tmp_path: Path) -> Iterator[Start]:
    """Start processes of the bot, each with other settings than the usual ones."""
    with processes(webex, tmp_path) as begin:
        numbers = itertools.count()
        yield lambda **changes: begin(f"process {next(numbers)}", changes={**_BOTH, **changes})


def _said(bot: Bot, asked: Message) -> list[str]:
    return [one.markdown or "" for one in bot.webex.replies(asked.id)]


def _ask(
    bot: Bot, line: str = "sites", who: str = name.JOHN_EMAIL, room: str | None = name.UNICORN
) -> list[str]:
    asked = bot.ask(line, who, room)
    bot.answer_all()
    return _said(bot, asked)


def _is_told(said: list[str]) -> bool:
    return len(said) == 1 and _TOO_MANY.fullmatch(said[0]) is not None


def test_the_question_too_many_gets_one_line_and_the_next_ones_nothing(start: Start) -> None:
    bot = start()
    for _ in range(30):
        (said,) = _ask(bot)
        assert said.startswith("**Your Webex sites**")
    assert _is_told(_ask(bot))
    assert _ask(bot) == []
    assert _ask(bot, room=None) == []  # wherever they ask
    (helped,) = _ask(bot, "help")
    assert helped.startswith("**What I can do for you**")
    (other,) = _ask(bot, who=name.ANA_EMAIL)
    assert other.startswith("**Your Webex sites**")
    bot.clock.now += 61
    (again,) = _ask(bot)
    assert again.startswith("**Your Webex sites**")


@pytest.mark.parametrize("line", ["help", "?", "", "hello", "help pmr", "what can you do"])
def test_help_takes_nothing_from_the_questions_and_is_bounded_by_twice_as_many(
    start: Start, line: str
) -> None:
    bot = start(LIMIT_PER_PERSON="2/minute")
    for _ in range(4):
        (said,) = _ask(bot, line)
        assert not _is_told([said])
    assert _is_told(_ask(bot, line))
    assert [_ask(bot, line) for _ in range(3)] == [[]] * 3
    (said,) = _ask(bot)
    assert said.startswith("**Your Webex sites**")


def test_two_hundred_times_help_is_answered_sixty_times(start: Start) -> None:
    bot = start()
    asked = [bot.ask("help", room=None) for _ in range(200)]
    bot.answer_all()
    assert sum(len(_said(bot, one)) for one in asked) == 61  # and one line that it was a lot


def test_words_that_are_no_command_count_as_questions(start: Start) -> None:
    bot = start(LIMIT_PER_PERSON="2/minute")
    said = [_ask(bot, line) for line in ("xyzzy", "plugh", "xyzzy", "xyzzy")]
    assert [len(one) for one in said] == [1, 1, 1, 0]
    assert _is_told(said[2])


def test_a_press_counts_as_a_question(start: Start) -> None:
    bot = start(LIMIT_PER_PERSON="1/minute")
    asked = bot.ask("help")
    bot.answer_all()
    (answer,) = bot.webex.replies(asked.id)
    for button in ("id", "room", "meeting"):
        bot.press(answer, button)
    bot.answer_all()
    titles = [said.split("\n")[0] for said in _said(bot, asked)]
    assert titles[1:] == ["**The ids of this place**", "**That was a lot of questions**"]


def test_a_space_has_a_limit_too(start: Start) -> None:
    bot = start(LIMIT_PER_SPACE="2/minute")
    people = (name.JOHN_EMAIL, name.ANA_EMAIL, name.NOOR_EMAIL, name.JOHN_EMAIL)
    said = [_ask(bot, "room", who) for who in people]
    assert [len(one) for one in said] == [1, 1, 1, 0]
    assert said[2][0].startswith("**That was a lot of questions**\n\nThis space has asked all")
    assert len(_ask(bot, "room", room=name.PARTNERS)) == 1


def test_two_processes_share_the_count(start: Start) -> None:
    one, other = start(LIMIT_PER_PERSON="3/minute"), start(LIMIT_PER_PERSON="3/minute")
    said = [_ask(bot) for bot in (one, other, one, other, one)]
    assert [len(found) for found in said] == [1, 1, 1, 1, 0]
    assert _is_told(said[3])


def test_a_question_that_is_tried_again_counts_once(start: Start) -> None:
    bot = start(LIMIT_PER_PERSON="1/minute")
    bot.webex.faults.add(Fault(path=f"/rooms/{name.UNICORN_ID}", status=503, times=2))
    asked = bot.ask("room")
    bot.try_again(bot.try_again(bot.step()))
    (said,) = _said(bot, asked)
    assert said.startswith(f"**{name.UNICORN}**")


def test_the_one_line_is_not_lost_if_webex_does_not_take_it_at_once(start: Start) -> None:
    bot = start(LIMIT_PER_PERSON="1/minute")
    assert len(_ask(bot)) == 1
    bot.webex.faults.add(Fault(method="POST", path="/messages", status=429, times=1))
    asked = bot.ask("sites")
    bot.try_again(bot.step())
    assert _is_told(_said(bot, asked))


def test_both_limits_can_be_off(start: Start) -> None:
    bot = start(LIMIT_PER_PERSON="off", LIMIT_PER_SPACE="OFF")
    assert [len(_ask(bot)) for _ in range(40)] == [1] * 40
    assert [len(_ask(bot, "help")) for _ in range(40)] == [1] * 40


def test_the_running_bot_keeps_to_the_usual_limits(webex: Sandbox, tmp_path: Path) -> None:
    limits = {"LIMIT_PER_PERSON": "3/hour", "LIMIT_PER_SPACE": "120/minute"}
    with roomdesk(webex, tmp_path, limits) as chat:
        said = [chat.ask("sites").markdown or "" for _ in range(4)]
        silent = chat.say("sites")
        assert chat.told("help").startswith("**What I can do for you**")
        assert chat.told("sites", name.ANA_EMAIL).startswith("**Your Webex sites**")
        assert [one.split("\n")[0] for one in said] == [
            *["**Your Webex sites**"] * 3,
            "**That was a lot of questions**",
        ]
        assert "I am here again in 60 minutes." in said[3]
    assert webex.replies(silent.id) == []


def test_a_question_that_webex_does_not_show_at_first_counts_all_the_same(start: Start) -> None:
    bot = start(LIMIT_PER_PERSON="1/minute")
    said: list[list[str]] = []
    for _ in range(3):
        bot.webex.faults.add(Fault(method="GET", path="/messages/*", status=429, times=1))
        asked = bot.ask("sites")
        bot.try_again(bot.step())
        said.append(_said(bot, asked))
    assert [len(one) for one in said] == [1, 1, 0]
    assert _is_told(said[1])


def test_a_question_that_another_process_tries_again_counts_once(start: Start) -> None:
    bot, other = start(LIMIT_PER_PERSON="1/minute"), start(LIMIT_PER_PERSON="1/minute")
    bot.webex.faults.add(Fault(path="/meetingPreferences/*", status=503))
    asked = bot.ask("sites")
    wait = bot.step()
    bot.webex.faults.clear()
    other.try_again(wait)
    assert _said(bot, asked)[0].startswith("**Your Webex sites**")


def test_a_file_without_a_word_counts_too(start: Start) -> None:
    bot = start(LIMIT_PER_PERSON="1/minute")
    said = []
    for _ in range(3):
        sent = bot.webex.say(name.JOHN_EMAIL, None, "", files=("https://files.example/1",))
        bot.inbox.accept(event_of(sent))
        bot.answer_all()
        said.append(len(_said(bot, sent)))
    assert said == [1, 1, 0]


def test_what_was_missed_while_the_bot_was_away_counts_for_nothing(start: Start) -> None:
    bot = start(LIMIT_PER_PERSON="1/minute")
    asked = [bot.webex.say(name.JOHN_EMAIL, None, "sites") for _ in range(3)]
    for one in asked:
        bot.inbox.accept(replace(event_of(one), was_missed=True))
    bot.answer_all()
    assert [len(_said(bot, one)) for one in asked] == [1, 1, 1]
