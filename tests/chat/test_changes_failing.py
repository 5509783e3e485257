"""Whatever fails around a change: it is made once or not at all, and somebody is told which."""

from dataclasses import replace
from datetime import timedelta

import pytest

from bot.conversation.handler import Handler
from bot.dispatch.confirmation import NOTHING, Wanted
from bot.inbox.confirmations import Confirmations
from bot.inbox.presses import Presses
from bot.sandbox import Fault, Sandbox
from bot.sandbox.message import Message
from bot.sandbox.seed import name
from tests.by_hand import Bot, Start
from tests.chat.running import says

_ROOM = "/meetingPreferences/personalMeetingRoom"
_KEY = (name.JOHN_EMAIL, name.SITE)


@pytest.fixture
def bot(start: Start) -> Bot:
    return start(patience=timedelta(seconds=5))


def _shown(bot: Bot, line: str) -> Message:
    asked = bot.ask(line, room=None)
    assert bot.step() is None
    return bot.webex.replies(asked.id)[-1]


def _pressed(bot: Bot, answer: Message, tries: int = 5) -> list[str]:
    """Press “Change it”, try until that is closed, and return what came of it."""
    action = bot.press(answer, "Change it")
    wait = bot.step()
    for _ in range(tries):
        if wait is None:
            break
        wait = bot.try_again(wait)
    return [says(one) for one in bot.webex.replies(action.id)]


def _puts(bot: Bot) -> int:
    return bot.calls("PUT", _ROOM)


def _made(bot: Bot) -> int:
    """Return how many of these calls changed the room."""
    return sum(
        one.method == "PUT" and one.status < 400 and one.path.endswith("Room")
        for one in bot.webex.calls()
    )


def _fail_to_read(webex: Sandbox) -> None:
    if [one.method for one in webex.calls()].count("PUT") == 1:
        webex.journal.listeners.pop()
        webex.faults.add(Fault("GET", _ROOM, status=503, times=1))


@pytest.mark.parametrize("line", ["pmr lock 10", "pmr pin new"])
@pytest.mark.parametrize(
    "fault",
    [
        pytest.param({"status": 502}, id="502"),
        pytest.param({"status": 504}, id="504"),
        pytest.param({"status": 500}, id="500"),
        pytest.param({"cut": True}, id="cut"),
        pytest.param({"cut_body": True}, id="cut in its middle"),
        pytest.param({"status": 200, "body": "html"}, id="no JSON"),
    ],
)
@pytest.mark.parametrize("reading_fails", [False, True])
def test_a_change_that_was_made_and_not_confirmed_is_not_made_again(
    bot: Bot, line: str, fault: dict[str, object], reading_fails: bool
) -> None:
    answer = _shown(bot, line)
    before = bot.webex.world.pmrs[_KEY]
    bot.webex.faults.add(Fault("PUT", "/meetingPreferences/*", after=True, times=1, **fault))  # type: ignore[arg-type]
    if reading_fails:  # once, right after the change
        bot.webex.journal.listeners.append(lambda: _fail_to_read(bot.webex))
    said = _pressed(bot, answer)
    assert _puts(bot) == 1
    assert len(said) == 1
    assert said[0].startswith(("**Changed**", "**Your host PIN**"))
    room = bot.webex.world.pmrs[_KEY]
    assert room != before
    if line == "pmr pin new":
        assert f"`{room['hostPin']}`" in said[0]


@pytest.mark.parametrize("line", ["pmr lock 10", "pmr pin new"])
@pytest.mark.parametrize("status", [423, 429, 502, 503])
def test_a_change_that_could_not_be_made_is_tried_again(bot: Bot, line: str, status: int) -> None:
    answer = _shown(bot, line)
    fault = Fault("PUT", status=status, headers={"Retry-After": "1"}, times=1)
    bot.webex.faults.add(fault)
    (said,) = _pressed(bot, answer)
    assert said.startswith(("**Changed**", "**Your host PIN**"))
    assert (_puts(bot), _made(bot)) == (2, 1)


@pytest.mark.parametrize(
    ("status", "title", "next_step"),
    [
        (400, "Webex does not take that", "It can be off, or 0, 5, 10, 15 or 20 minutes."),
        (403, "Changing rooms is not switched on", "Tell the help desk"),
        (404, "Webex cannot find that", ""),
        (409, "Webex says this conflicts with something", "Nothing was changed."),
        (410, "This is gone from Webex", ""),
    ],
)
def test_a_refusal_is_said_in_plain_words_and_nothing_is_changed(
    bot: Bot, status: int, title: str, next_step: str
) -> None:
    answer, before = _shown(bot, "pmr lock 10"), bot.webex.world.pmrs[_KEY]
    bot.webex.faults.add(Fault("PUT", status=status))
    (said,) = _pressed(bot, answer)
    assert said.startswith(f"**{title}**")
    assert next_step in said
    assert "admin_preferences_write" not in said
    assert bot.webex.world.pmrs[_KEY] == before
    bot.webex.faults.clear()
    # It does not count any more, so that nobody changes by an old card what was refused.
    asked = bot.press(answer, "Change it", after=timedelta(seconds=5))
    assert bot.step() is None
    assert says(bot.webex.replies(asked.id)[-1]).startswith(
        "**This button does not work any more**"
    )


def test_the_operator_hears_which_scope_is_missing(start: Start) -> None:
    bot = start(changes={"HELPDESK_PEOPLE": name.JOHN_EMAIL})
    answer = _shown(bot, "pmr lock 10")
    bot.webex.faults.add(Fault("PUT", status=403))
    (said,) = _pressed(bot, answer)
    assert "meeting:admin_preferences_write: roomdesk org connect" in said


class Killed(BaseException):
    """The process ends there."""


class Dying(Confirmations):
    """The table of confirmations in a process that ends before it takes note of what is done."""

    def end(self, nonce: str, outcome: str, wanted: Wanted = NOTHING) -> None:  # noqa: ARG002
        raise Killed


def _dies_before_the_note(bot: Bot) -> None:
    talk = bot.handler._conversation
    context = replace(talk.dispatch.context, confirmations=Dying(bot.database))
    dispatch = replace(talk.dispatch, context=context)
    bot.handler = Handler(
        bot.inbox, Presses(bot.database), replace(talk, dispatch=dispatch), timedelta(seconds=5)
    )


@pytest.mark.parametrize("line", ["pmr lock 10", "pmr pin new", "pmr topic New"])
def test_a_process_that_ends_after_the_change_does_not_make_it_twice(
    start: Start, line: str
) -> None:
    first = start("first")
    answer = _shown(first, line)
    action = first.press(answer, "Change it")
    _dies_before_the_note(first)
    with pytest.raises(Killed):
        first.step()
    room = dict(first.webex.world.pmrs[_KEY])
    second = start("second")
    second.inbox.take_over("first")
    assert second.answer_all() == 1
    (said,) = second.webex.replies(action.id)
    assert _puts(second) == 1
    assert second.webex.world.pmrs[_KEY] == room
    assert says(said).startswith(("**Changed**", "**Your host PIN**"))
    if line == "pmr pin new":
        assert f"`{room['hostPin']}`" in says(said)


@pytest.mark.parametrize("line", ["pmr lock 10", "pmr pin new"])
def test_an_answer_that_could_not_be_posted_is_found_again(bot: Bot, line: str) -> None:
    answer = _shown(bot, line)
    bot.webex.faults.add(Fault("POST", "/messages", status=503, times=2))
    (said,) = _pressed(bot, answer)
    assert said.startswith(("**Changed**", "**Your host PIN**"))
    assert _puts(bot) == 1


def test_two_processes_that_are_told_of_two_presses_make_one_change(start: Start) -> None:
    first, second = start("first"), start("second")
    answer = _shown(first, "pmr pin new")
    first.press(answer, "Change it")
    first.press(answer, "Change it", after=timedelta(seconds=9))
    one, other = first.inbox.claim(1)[0], second.inbox.claim(1)[0]
    first.handler.handle(one)
    second.handler.handle(other)
    assert _puts(first) == 1


def test_what_was_given_up_can_be_pressed_again(start: Start) -> None:
    bot = start(patience=timedelta(0))
    answer = _shown(bot, "pmr lock 10")
    bot.webex.faults.add(Fault("PUT", status=503))
    (said,) = _pressed(bot, answer)
    assert "Webex did not let me answer your question" in said
    bot.webex.faults.clear()
    action = bot.press(answer, "Change it", after=timedelta(seconds=5))
    assert bot.step() is None
    assert says(bot.webex.replies(action.id)[-1]).startswith("**Changed**")
