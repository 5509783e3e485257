"""What `id` must not tell: what is there and not one's own is as what is not there."""

import time
from collections.abc import Sequence

import pytest

from bot.ids import decode, person_id
from bot.sandbox import Fault, Sandbox
from bot.sandbox.ids import make_id
from bot.sandbox.seed import name
from tests.by_hand import Bot, Start

NOBODY = "00000000-0000-4000-8000-000000000000"
_BOARD_ID = name.stable_id("ROOM", name.BOARD)  # the bot is in it, John is not
_PRIVATE_ID = name.stable_id("ROOM", name.PRIVATE)  # John is in it, the bot is not
_NOWHERE_ID = make_id("ROOM", NOBODY)


@pytest.fixture
def bot(start: Start) -> Bot:
    found = start()
    # What is remembered, the asker and the list of spaces, is so before any question that counts.
    found.ask("id 00000000-0000-4000-8000-000000000001", room=None)
    found.answer_all()
    return found


def _calls_for(bot: Bot, named: str, room: str | None) -> tuple[str, Sequence[tuple[str, str]]]:
    """Return what is sent, and which calls it took, with the id at hand taken out of both."""
    since = time.monotonic()
    asked = bot.ask(f"id {named}", room=room)
    bot.answer_all()
    (answer,) = bot.webex.replies(asked.id)
    sent = str(answer.sent)
    for text, stands_for in ((named, "(id)"), (_uuid_in(named), "(uuid)"), (asked.id, "(asked)")):
        sent = sent.replace(text, stands_for)
    person = person_id(_uuid_in(named))
    calls = [
        (
            call.method,
            call.path.replace(asked.id, "(asked)").replace(named, "(id)").replace(person, "(who)"),
        )
        for call in bot.webex.calls(since)
    ]
    return sent, calls


def _uuid_in(named: str) -> str:
    found = decode(named)
    return found.key if found else named


@pytest.mark.parametrize("room", [name.UNICORN, None], ids=["in a space", "1:1"])
@pytest.mark.parametrize("form", ["API id", "UUID"])
def test_a_space_that_is_not_there_and_one_that_is_not_ours_read_the_same(
    bot: Bot, room: str | None, form: str
) -> None:
    spaces = (_BOARD_ID, _PRIVATE_ID, _NOWHERE_ID)
    named = spaces if form == "API id" else tuple(map(_uuid_in, spaces))
    told = [_calls_for(bot, one, room) for one in named]
    assert told[0] == told[1] == told[2]
    assert "no: it may not exist, or one of us does not see it" in told[0][0]


def test_a_message_that_is_not_there_and_one_that_is_not_ours_read_the_same(
    bot: Bot, webex_by_hand: Sandbox
) -> None:
    theirs = webex_by_hand.say(name.ADMIN_EMAIL, name.BOARD, "@Roomdesk hello")
    unseen = webex_by_hand.say(name.ADMIN_EMAIL, name.BOARD, "not for bots")
    told = [
        _calls_for(bot, one, name.UNICORN)
        for one in (theirs.id, unseen.id, make_id("MESSAGE", NOBODY))
    ]
    assert told[0] == told[1] == told[2]
    assert "no: it may not exist, or one of us does not see it" in told[0][0]


def test_whether_a_message_is_there_is_not_told_by_what_fails(
    bot: Bot, webex_by_hand: Sandbox
) -> None:
    theirs = webex_by_hand.say(name.ADMIN_EMAIL, name.BOARD, "@Roomdesk hello")
    for named in (theirs.id, make_id("MESSAGE", NOBODY)):
        webex_by_hand.faults.add(Fault(path="/memberships", status=503, times=1))
        bot.ask(f"id {named}")
        bot.try_again(bot.step())
        webex_by_hand.faults.clear()
