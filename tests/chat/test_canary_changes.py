"""Around a new host PIN, neither it nor the one before is seen where it should not be.

Each PIN is long enough to occur nowhere by chance. A change is made while everything fails in every
way; then all that the bot said, wrote and keeps is searched for every PIN that there was.
"""

import itertools
import json
from collections.abc import Iterator
from dataclasses import replace
from datetime import timedelta
from pathlib import Path

import pytest

from bot.conversation.handler import Handler
from bot.inbox.presses import Presses
from bot.sandbox import Fault, Sandbox
from bot.sandbox.seed import name
from tests.by_hand import Bot
from tests.chat.changing import typed
from tests.chat.running import Chat, says
from tests.chat.test_canary import (
    _all_logged,
    _dead_letters,
    _files,
    _kept,
    _only_new_objects,
    _rows,
    _settle,
    _shown,
    _talkative,
    webex,
)
from tests.chat.test_changes_failing import Dying, Killed

__all__ = ["_only_new_objects", "webex"]

_KEY = (name.JOHN_EMAIL, name.SITE)
_ROOM = "/meetingPreferences/*"


def _pin(webex: Sandbox) -> str:
    return str(webex.world.pmrs[_KEY]["hostPin"])


def _is_right(webex: Sandbox, pins: set[str]) -> int:
    """Return how many messages told John one of them, having found none elsewhere."""
    told = 0
    for message in list(webex.world.messages.values()):
        shown = f"{json.dumps(dict(message.sent))} {message!r}"
        if not any(pin in shown for pin in pins):
            continue
        people = {webex.world.people[one].email for one in webex.world.members[message.room_id]}
        assert (message.room_kind, people) == ("direct", {name.JOHN_EMAIL, name.BOT_EMAIL})
        assert message.person_email == name.BOT_EMAIL
        assert says(message).startswith("**Your host PIN**")
        told += 1
    return told


def _holds(pins: set[str], text: str | bytes) -> bool:
    said = text if isinstance(text, str) else text.decode(errors="replace")
    return any(pin in said for pin in pins)


def _faults() -> Iterator[Fault | None]:
    yield None
    for status in (400, 401, 403, 409, 429, 502):
        yield Fault("PUT", _ROOM, status=status, times=1)
    for status in (500, 502):
        yield Fault("PUT", _ROOM, status=status, after=True, times=1)
    yield Fault("PUT", _ROOM, cut=True, after=True, times=1)
    yield Fault("PUT", _ROOM, cut_body=True, after=True, times=1)
    yield Fault("PUT", _ROOM, status=200, body="html", after=True, times=1)
    yield Fault("PUT", _ROOM, status=200, body="string", after=True, times=1)
    yield Fault("PUT", _ROOM, status=503)  # for longer than anybody waits
    yield Fault("GET", _ROOM, status=503, times=2)
    yield Fault("GET", _ROOM, cut_body=True, times=1)
    yield Fault("POST", "/messages", status=400, body="object", times=2)
    yield Fault("POST", "/messages", status=502, times=1)
    yield Fault("POST", "/messages", cut=True, after=True, times=1)


def _change_in_many_ways(chat: Chat) -> set[str]:
    """Ask for a new PIN again and again, each time with another failure; return all PINs."""
    pins = {_pin(chat.webex)}
    for fault in _faults():
        answer = typed(chat, "pmr pin new")
        if fault:
            chat.webex.faults.add(fault)
        chat.webex.press(name.JOHN_EMAIL, answer.id, button="Change it")
        _settle(chat)
        chat.webex.faults.clear()
        pins.add(_pin(chat.webex))
        typed(chat, "pmr pin")
        _settle(chat)
    return pins


@pytest.mark.timeout(600)
def test_no_change_shows_a_pin(
    webex: Sandbox, database_url: str, tmp_path: Path, capfd: pytest.CaptureFixture[str]
) -> None:
    with _all_logged() as logged, _talkative(webex, tmp_path, database_url) as chat:
        pins = _change_in_many_ways(chat)
        told = _is_right(webex, pins)
        assert _kept(*pins) == []
        stored = _rows(database_url) if database_url.startswith("postgresql") else _files(tmp_path)
        shown = itertools.chain(_dead_letters(chat), _shown(chat), stored)
        assert not any(_holds(pins, one) for one in shown)
    assert len(pins) > 8  # most of them were changed
    assert told > len(pins)
    assert _kept(*pins) == []
    assert [one for one in logged if _holds(pins, one)] == []
    assert not _holds(pins, "".join(capfd.readouterr()))


def test_a_process_that_ends_in_between_leaves_no_pin_behind(
    webex: Sandbox, tmp_path: Path
) -> None:
    pins = {_pin(webex)}
    with _all_logged() as logged:
        first = Bot(webex, tmp_path, owner="first")
        asked = first.ask("pmr pin new", room=None)
        first.step()
        action = first.press(webex.replies(asked.id)[-1], "Change it")
        talk = first.handler._conversation
        context = replace(talk.dispatch.context, confirmations=Dying(first.database))
        talk = replace(talk, dispatch=replace(talk.dispatch, context=context))
        presses = Presses(first.database)
        first.handler = Handler(first.inbox, presses, talk, timedelta(seconds=5))
        with pytest.raises(Killed):
            first.step()
        pins.add(_pin(webex))
        assert not any(_holds(pins, one) for one in _files(tmp_path))
        first.close()
        second = Bot(webex, tmp_path, owner="second")
        second.inbox.take_over("first")
        assert second.answer_all() == 1
        second.close()
    pins.add(_pin(webex))
    assert len(pins) == 2
    assert _is_right(webex, pins) == 1
    assert len(webex.replies(action.id)) == 1
    assert [one for one in logged if _holds(pins, one)] == []
    assert not any(_holds(pins, one) for one in _files(tmp_path))
