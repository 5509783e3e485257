"""In quiet times a group space is read beside the message that may ask about it."""

import logging
from collections.abc import Callable
from dataclasses import replace

import pytest

from bot.sandbox import Fault, Message
from bot.sandbox.journal import Call
from bot.sandbox.seed import name
from tests.by_hand import Bot, Start, event_of

_MESSAGE, _SPACE, _MEETING = "GET messages", "GET rooms", "GET rooms meetingInfo"
_REPLY = "POST messages"


@pytest.fixture
def bot(start: Start) -> Bot:
    """A bot that is asked little, and knows the names already."""
    bot = start(is_calm=lambda: True)
    bot.ask("room")
    bot.ask("help", room=None)
    bot.answer_all()
    return bot


def _calls(bot: Bot, do: Callable[[], object]) -> list[str]:
    """Return which calls something takes, in order."""
    before = len(bot.webex.calls())
    do()
    return [_called(call) for call in bot.webex.calls()[before:]]


def _called(call: Call) -> str:
    _, _, kind, *rest = call.path.split("/")
    return f"{call.method} {kind}{' meetingInfo' * ('meetingInfo' in rest)}"


def _answered(bot: Bot, line: str, room: str | None = name.UNICORN) -> tuple[str, list[str]]:
    said = bot.ask(line, room=room)
    calls = _calls(bot, bot.step)
    (answer,) = bot.webex.replies(said.id)
    return answer.markdown or "", calls


def _audited(caplog: pytest.LogCaptureFixture) -> str:
    (line,) = [one.getMessage() for one in caplog.records if one.name == "roomdesk.audit"]
    return line


def test_room_uses_what_was_read_beside_its_message(bot: Bot) -> None:
    said, calls = _answered(bot, "room")
    assert said.startswith(f"**{name.UNICORN}**")
    assert calls == [_SPACE, _MESSAGE, _REPLY]


def test_meeting_uses_it_too_and_once_asked_for_it_is_read_ahead_as_well(bot: Bot) -> None:
    said, calls = _answered(bot, "meeting")
    assert said.startswith(f"**Join the meeting of {name.UNICORN}**")
    assert calls == [_SPACE, _MESSAGE, _MEETING, _REPLY]
    assert _answered(bot, "meeting") == (said, [_SPACE, _MEETING, _MESSAGE, _REPLY])


def test_a_meeting_that_webex_does_not_tell_is_not_read_ahead(bot: Bot) -> None:
    _answered(bot, "meeting", name.RETRO)
    assert _answered(bot, "help", name.RETRO)[1] == [_SPACE, _MESSAGE, _REPLY]


def test_each_question_reads_anew(bot: Bot) -> None:
    space = bot.webex.world.room(name.UNICORN)
    bot.webex.world.rooms[space.id] = replace(space, title="Renamed")
    assert _answered(bot, "room", "Renamed")[0].startswith("**Renamed**")


def test_of_another_space_nothing_is_shown_that_was_read_ahead(bot: Bot) -> None:
    said, _ = _answered(bot, f"room {name.ALL_HANDS}")
    assert said.startswith(f"**{name.ALL_HANDS}**")


def test_the_readable_line_of_the_audit_names_the_space(
    start: Start, caplog: pytest.LogCaptureFixture
) -> None:
    caplog.set_level(logging.INFO)
    bot = start(is_calm=lambda: True)
    bot.ask("help")
    bot.answer_all()
    assert f"asked “help” in “{name.UNICORN}”" in _audited(caplog)


def test_in_a_1_to_1_space_nothing_is_read_ahead(bot: Bot) -> None:
    assert _answered(bot, "help", None)[1] == [_MESSAGE, _REPLY]


def test_while_much_is_asked_nothing_is_read_ahead(start: Start) -> None:
    bot = start(is_calm=lambda: False)
    bot.ask("room")
    bot.answer_all()
    assert _answered(bot, "room")[1] == [_MESSAGE, _SPACE, _REPLY]


@pytest.mark.parametrize(
    "fault",
    [
        Fault(status=503),
        Fault(status=429, headers={"Retry-After": "3600"}),
        Fault(status=404),
        Fault(status=401),
        Fault(status=200, body="not-json"),
        Fault(cut=True),
    ],
    ids=["overloaded", "too many", "not found", "refused", "garbled", "cut"],
)
@pytest.mark.parametrize("line", ["room", "help"])
def test_if_that_fails_the_question_is_answered_all_the_same(
    bot: Bot, line: str, fault: Fault
) -> None:
    bot.webex.faults.add(replace(fault, path=f"/rooms/{name.UNICORN_ID}", times=1))
    said, _ = _answered(bot, line)
    assert said.startswith({"room": f"**{name.UNICORN}**", "help": "**What I can do"}[line])


def test_a_delivery_that_names_another_space_is_refused_and_that_space_not_named(
    bot: Bot, caplog: pytest.LogCaptureFixture
) -> None:
    caplog.set_level(logging.INFO)
    said: Message = bot.webex.say(name.JOHN_EMAIL, name.RETRO, "@Roomdesk room")
    forged = replace(event_of(said), room_id=bot.webex.world.room(name.ALL_HANDS).id)
    assert bot.inbox.accept(forged)
    assert _calls(bot, bot.step) == [_SPACE, _MESSAGE]
    assert bot.webex.replies(said.id) == []
    assert _audited(caplog).startswith("john.andersen@example.com asked something in a space: ")


def test_what_is_tried_again_reads_ahead_again(bot: Bot) -> None:
    bot.webex.faults.add(Fault(path="/messages/*", status=503, times=1))
    bot.ask("room")
    wait_s = bot.step()
    assert _calls(bot, lambda: bot.try_again(wait_s)) == [_SPACE, _MESSAGE, _REPLY]


def test_a_press_reads_ahead_where_the_space_is_known_for_a_group(bot: Bot) -> None:
    said = bot.ask("room")
    bot.step()
    (answer,) = bot.webex.replies(said.id)
    bot.press(answer, "Refresh")
    assert _calls(bot, bot.step) == [_SPACE, "GET attachment", _REPLY]


def test_the_first_message_does_not_wait_for_who_the_bot_is(start: Start) -> None:
    bot = start(is_calm=lambda: False)
    bot.ask("help")
    assert _calls(bot, bot.step)[:2] == [_MESSAGE, "GET people"]
