"""Questions whose deliveries were lost are found and answered, once."""

import time
from collections.abc import Iterator
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any

import pytest

from bot.errors import WebexError
from bot.sandbox import Fault, Message, Sandbox
from bot.sandbox.seed import name
from tests.by_hand import Bot

_MINUTE = timedelta(minutes=1)


@pytest.fixture
def bot(webex: Sandbox, tmp_path: Path) -> Iterator[Bot]:
    bot = Bot(webex, tmp_path)
    yield bot
    bot.close()


def _catch_up(bot: Bot, since: timedelta = _MINUTE) -> int:
    return bot.catch_up.since(datetime.now(UTC) - since)


def _answers(bot: Bot, *asked: Message) -> list[int]:
    return [len(bot.webex.replies(one.id)) for one in asked]


def _asked_in_three_spaces(bot: Bot) -> list[Message]:
    return [
        bot.webex.say(name.JOHN_EMAIL, room, "@Roomdesk help")
        for room in (name.UNICORN, name.UNICORN_NEXT, name.PARTNERS)
    ]


def test_mentions_in_spaces_and_everything_said_alone_is_found(bot: Bot) -> None:
    webex = bot.webex
    asked = [
        webex.say(name.JOHN_EMAIL, name.UNICORN, "@Roomdesk help"),
        webex.say(name.ANA_EMAIL, name.BERLIN, "@Roomdesk sites"),
        webex.say(name.HANA_EMAIL, None, "help"),
        webex.say(name.HANA_EMAIL, None, "sites"),
    ]
    aside = webex.say(name.ANA_EMAIL, name.UNICORN, "just between us")
    assert _catch_up(bot) == 4
    assert bot.answer_all() == 4
    assert _answers(bot, *asked, aside) == [1, 1, 1, 1, 0]


def test_what_was_answered_is_not_answered_again(bot: Bot) -> None:
    missed = bot.webex.say(name.JOHN_EMAIL, None, "help")
    answered = bot.ask("help")
    assert bot.step() is None
    for _ in range(3):
        _catch_up(bot)
        bot.answer_all()
    assert _answers(bot, missed, answered) == [1, 1]
    assert bot.letters.counts() == {"answered": 2}


def test_what_the_bot_said_itself_is_no_question(bot: Bot) -> None:
    bot.ask("help", room=None)
    bot.answer_all()
    assert _catch_up(bot) == 1  # the person's message, known already
    assert bot.answer_all() == 0


def test_a_question_that_waits_is_not_asked_twice(bot: Bot) -> None:
    asked = bot.ask("help")
    _catch_up(bot)
    assert bot.answer_all() == 1
    assert _answers(bot, asked) == [1]


def test_there_is_one_call_for_the_list_and_one_for_each_active_space(bot: Bot) -> None:
    bot.people.me()
    bot.webex.say(name.JOHN_EMAIL, name.UNICORN, "@Roomdesk help")
    bot.webex.say(name.ANA_EMAIL, name.BERLIN, "nothing for the bot")
    bot.webex.say(name.HANA_EMAIL, None, "help")
    since = time.monotonic()
    assert _catch_up(bot) == 2
    called = sorted(call.path for call in bot.webex.calls(since))
    assert called == [*["/v1/messages"] * 3, "/v1/rooms"]


def test_without_activity_there_is_one_call(bot: Bot) -> None:
    bot.people.me()
    since = time.monotonic()
    assert _catch_up(bot) == 0
    assert [call.path for call in bot.webex.calls(since)] == ["/v1/rooms"]


def test_messages_from_before_are_left_alone(bot: Bot) -> None:
    bot.webex.say(name.JOHN_EMAIL, name.UNICORN, "@Roomdesk help")
    # A minute more is looked at, for what was on its way.
    assert bot.catch_up.since(datetime.now(UTC) + timedelta(minutes=2)) == 0
    assert bot.catch_up.since(datetime.now(UTC)) == 1


def test_more_messages_than_fit_on_a_page_are_found(bot: Bot) -> None:
    for _ in range(130):
        bot.webex.say(name.JOHN_EMAIL, name.UNICORN, "@Roomdesk help")
    assert _catch_up(bot) == 130


def test_nothing_older_than_the_inbox_s_memory_is_taken_in(webex: Sandbox, bot: Bot) -> None:
    old = webex.say(name.JOHN_EMAIL, name.UNICORN, "@Roomdesk help")
    long_ago = datetime.now(UTC) - timedelta(hours=73)
    object.__setattr__(webex.world.messages[old.id], "created", long_ago)
    webex.world.room(name.UNICORN).last_activity = long_ago
    assert _catch_up(bot, since=timedelta(days=30)) == 0


@pytest.mark.parametrize("status", [403, 404, 410])
def test_a_space_that_refuses_is_passed_over(bot: Bot, status: int) -> None:
    asked = _asked_in_three_spaces(bot)
    bot.webex.faults.add(Fault(method="GET", path="/messages", status=status, times=1))
    assert _catch_up(bot) == 2
    bot.answer_all()
    # The space with the latest activity was listed first, and refused.
    assert _answers(bot, *asked) == [1, 1, 0]


_BAD = [
    pytest.param({"status": 500}, id="500"),
    pytest.param({"status": 408}, id="408"),
    pytest.param({"status": 503}, id="503"),
    pytest.param({"status": 401}, id="401"),
    pytest.param({"status": 200, "body": "html"}, id="HTML"),
    pytest.param({"cut": True}, id="a cut"),
]


@pytest.mark.parametrize("how", _BAD)
@pytest.mark.parametrize("times", [1, 2])
def test_a_space_that_shows_nothing_is_looked_into_again(
    bot: Bot, how: dict[str, Any], times: int
) -> None:
    asked = _asked_in_three_spaces(bot)
    bot.webex.faults.add(Fault(method="GET", path="/messages", times=times, **how))
    assert _catch_up(bot) == 3 - times
    done = [bot.catch_up.is_done]
    assert bot.catch_up.again() == times
    assert [*done, bot.catch_up.is_done] == [False, True]
    bot.answer_all()
    assert _answers(bot, *asked) == [1, 1, 1]


def test_a_space_that_never_shows_anything_is_given_up_and_the_operator_is_told(
    bot: Bot, caplog: pytest.LogCaptureFixture
) -> None:
    bot.webex.say(name.JOHN_EMAIL, name.UNICORN, "@Roomdesk help")
    looked = bot.webex.faults.add(Fault(method="GET", path="/messages", status=500))
    assert _catch_up(bot) == 0
    while not bot.catch_up.is_done:
        assert bot.catch_up.again() == 0
    assert bot.webex.faults.hits(looked) == 100
    (told,) = [one for one in caplog.records if one.levelname == "ERROR"]
    assert "may be missed" in told.getMessage()


@pytest.mark.parametrize("how", _BAD)
def test_webex_being_away_is_said_so(bot: Bot, how: dict[str, Any]) -> None:
    _asked_in_three_spaces(bot)
    bot.people.me()
    for path in ("/messages", "/rooms"):
        bot.webex.faults.add(Fault(method="GET", path=path, **how))
        with pytest.raises(WebexError):
            _catch_up(bot)
    bot.webex.faults.clear()
    assert bot.catch_up.again() == 3
