"""What becomes of a question when something fails, one try after the other."""

import json
import re
import time
from collections.abc import Callable
from datetime import UTC, datetime, timedelta
from email.utils import format_datetime
from pathlib import Path

import pytest
from click.testing import Result

from bot.application import Roomdesk
from bot.conversation.handler import MOST_CRASHES
from bot.conversation.outgoing import DirectMessages
from bot.dispatch.ask import Ask
from bot.dispatch.command import Command, command
from bot.inbox.store import LEASE_S
from bot.reply.blocks import Reply
from bot.sandbox import Fault, Sandbox
from bot.sandbox.bot_process import settings_for
from bot.sandbox.message import Message
from bot.sandbox.seed import name
from bot.settings import settings
from tests.by_hand import Bot, Clock, Start, event_of

_POST = "/messages"
_PMR = "/meetingPreferences/personalMeetingRoom"
_ROOM = f"/rooms/{name.UNICORN_ID}"
_REPEAT = "_I was interrupted, so this may be a repeat._"


@pytest.fixture
def bot(start: Start) -> Bot:
    return start()


@pytest.fixture
def impatient(start: Start) -> Bot:
    """A bot that tells people that there is no answer after the first try."""
    return start(patience=timedelta(0))


def _said(bot: Bot, asked: Message) -> list[str]:
    return [reply.markdown or "" for reply in bot.webex.replies(asked.id)]


# Waiting.


def test_the_waits_grow(bot: Bot) -> None:
    bot.webex.faults.add(Fault(method="GET", path="/messages/*", status=503))
    bot.ask("room")
    waits = [bot.step() or 0.0]
    for _ in range(4):
        waits.append(bot.try_again(waits[-1]) or 0.0)
    bounds = [(0.5, 1), (1, 2), (2, 4), (2.5, 5), (2.5, 5)]
    assert [low <= wait <= high for wait, (low, high) in zip(waits, bounds, strict=True)] == [
        True
    ] * 5


def _in_40_seconds() -> str:
    return format_datetime(datetime.now(UTC) + timedelta(seconds=40), usegmt=True)


@pytest.mark.parametrize(
    ("header", "low", "high"),
    [
        pytest.param(lambda: "7", 7, 7, id="seconds"),
        pytest.param(_in_40_seconds, 5.1, 40, id="an HTTP date"),
        pytest.param(lambda: "rand(30),add(30)", 0.5, 1, id="nonsense"),
        pytest.param(lambda: "-5", 0.5, 1, id="less than nothing"),
        pytest.param(lambda: "60", 60, 60, id="a minute"),
    ],
)
def test_what_webex_asks_for_is_waited(
    bot: Bot, header: Callable[[], str], low: float, high: float
) -> None:
    headers = {"Retry-After": header()}
    bot.webex.faults.add(Fault(method="GET", path="/messages/*", status=429, headers=headers))
    bot.ask("room")
    assert low <= (bot.step() or 0) <= high


def test_who_would_have_to_wait_too_long_is_told_at_once(bot: Bot) -> None:
    fault = Fault(method="GET", path=_ROOM, status=429, headers={"Retry-After": "3600"})
    bot.webex.faults.add(fault)
    asked = bot.ask("room")
    assert bot.step() is None
    (said,) = _said(bot, asked)
    assert said.startswith("**Webex asks me to slow down**\n\nWebex did not let me answer")
    assert "Please ask again in 60 minutes." in said
    assert bot.letters.counts() == {"dead": 1}


# What was read is not read again.


@pytest.mark.parametrize("status", [429, 503])
def test_an_answer_that_was_found_is_not_looked_for_again(bot: Bot, status: int) -> None:
    bot.webex.faults.add(Fault(method="POST", path=_POST, status=status, times=1))
    asked = bot.ask("pmr")
    bot.try_again(bot.step())
    assert len(_said(bot, asked)) == 1
    assert bot.calls("GET", f"/messages/{asked.id}") == 1
    assert bot.calls("GET", _PMR) == 3  # theirs, and two that prove whose it is
    assert bot.calls("POST", _POST) == 2


def test_what_was_read_before_the_call_that_failed_is_not_read_again(bot: Bot) -> None:
    away = bot.webex.faults.add(Fault(method="GET", path=_PMR, status=503))
    asked = bot.ask("pmr")
    wait_s = bot.try_again(bot.step())
    bot.webex.faults.remove(away)
    bot.try_again(wait_s)
    assert len(_said(bot, asked)) == 1
    assert bot.calls("GET", f"/messages/{asked.id}") == 1
    assert bot.webex.wait_for(lambda: bot.calls("GET", _PMR) == 9)  # three a try
    assert bot.calls("POST", _POST) == 1


def test_another_question_reads_everything_anew(bot: Bot) -> None:
    for _ in range(2):
        bot.ask("pmr")
        assert bot.step() is None
    assert bot.calls("GET", _PMR) == 4  # the proof that it is theirs is remembered


# When it takes too long.


def test_who_waited_long_enough_is_told_so(impatient: Bot) -> None:
    impatient.webex.faults.add(Fault(path=_ROOM, status=503))
    asked = impatient.ask("room")
    assert impatient.step() is None
    (said,) = _said(impatient, asked)
    (said_at,) = re.findall(r"your question from (\d\d:\d\d UTC)", said)
    (tracking,) = re.findall(r"ROUTER_[0-9A-F-]+", said)
    assert said == (
        "**Webex is overloaded**\n"
        "\n"
        f"Webex did not let me answer your question from {said_at}.\n"
        "\n"
        "It has more to do than it can handle at the moment.\n"
        "\n"
        "Please ask again in a moment.\n"
        "\n"
        f"_Tracking id: {tracking}_\n"
        "\n"
        "You can say:\n- **Ask again:** `room`"
    )
    (letter,) = impatient.letters.dead(9)
    assert letter.last_error == f"GET /rooms/{{id}}: 503 [tracking id: {tracking}]"


def test_who_asked_what_cannot_even_be_read_is_told_so(impatient: Bot) -> None:
    impatient.webex.faults.add(Fault(method="GET", path="/messages/*", status=502))
    asked = impatient.ask("room")
    assert impatient.step() is None
    assert [said.splitlines()[0] for said in _said(impatient, asked)] == [
        "**Webex is having trouble**"
    ]


def test_a_question_is_answered_though_webex_took_no_post_for_long(impatient: Bot) -> None:
    down = impatient.webex.faults.add(Fault(status=503))
    asked = impatient.ask("room")
    wait_s = impatient.step()
    for _ in range(7):
        wait_s = impatient.try_again(wait_s)
    assert impatient.letters.counts() == {"waiting": 1}
    impatient.webex.faults.remove(down)
    assert impatient.try_again(wait_s) is None
    (said,) = _said(impatient, asked)
    assert said.startswith("**Project Unicorn - Sprint 0**")
    assert impatient.letters.counts() == {"answered": 1}


def test_a_question_that_webex_took_no_answer_to_is_given_up_after_a_day(bot: Bot) -> None:
    bot.webex.faults.add(Fault(status=503))
    bot.clock.now -= 24 * 3600 + 60
    bot.ask("room")
    assert bot.step() is None
    assert bot.letters.counts() == {"dead": 1}


# The operator.


def _flask(bot: Bot, folder: Path, *args: str) -> Result:
    environ = settings_for(bot.webex.url, 1, folder / "bot.db")
    return Roomdesk(settings.read(environ)).app.test_cli_runner().invoke(args=["inbox", *args])


def test_the_operator_sees_dead_letters_and_has_them_tried_again(
    impatient: Bot, tmp_path: Path
) -> None:
    down = impatient.webex.faults.add(Fault(path=_ROOM, status=503))
    asked = impatient.ask("room")
    assert impatient.step() is None
    (letter,) = impatient.letters.dead(9)
    listed = _flask(impatient, tmp_path, "list").output.splitlines()
    assert listed[0] == "0 waiting, 0 running, 0 answered, 1 dead"
    arrived = f"{datetime.fromtimestamp(letter.arrived_at, UTC):%Y-%m-%d %H:%M:%S} UTC"
    assert listed[1:] == [f"{letter.number}  {arrived}  messages  {letter.last_error}"]
    shown = _flask(impatient, tmp_path, "show", str(letter.number)).output.splitlines()
    assert shown[:4] == [
        f"Question {letter.number}",
        f"  who:   John Andersen ({name.JOHN_EMAIL})",
        f"  where: {name.UNICORN_ID}",  # Webex does not tell its title now
        "  what:  a message, whose text is not kept",
    ]
    assert shown[5].startswith("  state: given up ")
    assert shown[6:] == [
        f"  why:   {letter.last_error}",
        f"  next:  once the cause is gone, roomdesk inbox requeue {letter.number}",
    ]
    raw = json.loads(_flask(impatient, tmp_path, "show", str(letter.number), "--json").output)
    assert (raw["subject_id"], raw["outcome"]) == (asked.id, "dead")
    assert raw["payload"]["room_id"] == name.UNICORN_ID
    impatient.webex.faults.remove(down)
    shown = _flask(impatient, tmp_path, "show", str(letter.number)).output.splitlines()
    assert shown[2] == "  where: Project Unicorn - Sprint 0"
    again = _flask(impatient, tmp_path, "requeue", str(letter.number))
    assert again.output == f"{letter.number} will be tried again.\n"
    impatient.clock.now = time.time()
    assert impatient.step() is None
    _told, answer = _said(impatient, asked)
    assert answer.startswith("**Project Unicorn - Sprint 0**")
    counts = _flask(impatient, tmp_path, "list").output
    assert counts == "0 waiting, 0 running, 1 answered, 0 dead\n"


@pytest.mark.parametrize(
    ("args", "said"),
    [
        pytest.param(
            ("show", "7"), "There is no question 7: see “roomdesk inbox list”.", id="show"
        ),
        pytest.param(
            ("requeue", "7"), "7 is no dead letter: see “roomdesk inbox list”.", id="again"
        ),
    ],
)
def test_the_operator_is_told_what_is_not_there(
    bot: Bot, tmp_path: Path, args: tuple[str, ...], said: str
) -> None:
    done = _flask(bot, tmp_path, *args)
    assert (done.exit_code, done.output) == (1, f"Error: {said}\n")


def test_the_operator_is_told_that_the_database_does_not_answer(bot: Bot, tmp_path: Path) -> None:
    done = _flask(bot, tmp_path / "no such folder", "list")
    assert done.exit_code == 1
    assert done.output.startswith(f"Error: There is no folder {tmp_path / 'no such folder'}. ")


def test_a_question_from_yesterday_is_answered_when_it_is_tried_again(
    impatient: Bot, tmp_path: Path
) -> None:
    down = impatient.webex.faults.add(Fault(path="/messages/*", status=503))
    asked = impatient.ask("help", ago=timedelta(days=1))
    assert impatient.step() is None
    impatient.webex.faults.remove(down)
    _flask(impatient, tmp_path, "requeue", "1")
    impatient.clock.now = time.time()
    assert impatient.step() is None
    assert _said(impatient, asked)[-1].startswith("**What I can do for you**")


# Faults of our own.


@pytest.fixture
def break_() -> Command:
    """A command that fails in a way that nobody thought of."""

    @command("break", fetch=lambda _desk, _ask: None)
    def breaking(_ask: Ask, _nothing: None) -> Reply:
        """Break."""
        raise ArithmeticError("the sum of all parts")

    return breaking


def _reference(said: str) -> str:
    (found,) = re.findall(r"\*\*Reference:\*\* `([0-9a-f]{8})`", said)
    return str(found)


def test_a_fault_of_ours_gets_one_apology_with_a_reference_that_is_in_the_log(
    start: Start, break_: Command, caplog: pytest.LogCaptureFixture
) -> None:
    bot = start(more=[break_])
    asked = bot.ask("break")
    assert bot.step() is None
    (said,) = _said(bot, asked)
    assert said == (
        "**Sorry, something went wrong on my side**\n"
        "\n"
        "If it happens again, tell the help desk the reference below.\n"
        "\n"
        f"- **Reference:** `{_reference(said)}`"
    )
    (record,) = [one for one in caplog.records if _reference(said) in one.getMessage()]
    assert record.exc_info
    assert isinstance(record.exc_info[1], ArithmeticError)
    bot.clock.now += 10 * LEASE_S
    assert bot.inbox.claim(1) == []


def _outlived(start: Start, processes: int) -> tuple[Bot, str]:
    """Let so many processes end over a question; return the next one and what that one says."""
    bot = start()
    asked = bot.ask("room")
    for number in range(processes):
        start(f"crashed {number}").claimed()
        bot.clock.now += LEASE_S + 1
    assert bot.step() is None
    (said,) = _said(bot, asked)
    return bot, said


def test_a_question_over_which_too_many_processes_ended_gets_one_apology(
    start: Start, caplog: pytest.LogCaptureFixture
) -> None:
    bot, said = _outlived(start, MOST_CRASHES)
    assert said.startswith("**Sorry, something went wrong on my side**")
    assert f"reference {_reference(said)}" in caplog.messages
    assert bot.letters.counts() == {"dead": 1}


def test_an_apology_says_that_an_answer_may_be_out(start: Start) -> None:
    bot = start()
    asked = bot.ask("room")
    for number in range(MOST_CRASHES):
        crashed = start(f"crashed {number}")
        assert crashed.inbox.posting(crashed.claimed())
        bot.clock.now += LEASE_S + 1
    assert bot.step() is None
    (said,) = _said(bot, asked)
    assert said.startswith("**Sorry, something went wrong on my side**")
    assert said.endswith("_I was interrupted, so this may be a repeat._")


def test_a_question_over_which_fewer_processes_ended_is_answered(start: Start) -> None:
    assert _outlived(start, MOST_CRASHES - 1)[1].startswith("**Project Unicorn - Sprint 0**")


def test_an_apology_that_cannot_be_posted_yet_is_posted_later(
    start: Start, break_: Command
) -> None:
    bot = start(more=[break_])
    bot.webex.faults.add(Fault(method="POST", path=_POST, status=429, times=1))
    asked = bot.ask("break")
    assert bot.try_again(bot.step()) is None
    assert len(_said(bot, asked)) == 1


# Late.


def test_a_question_that_was_asked_long_ago_gets_one_line_and_a_button(bot: Bot) -> None:
    asked = bot.ask("room", ago=timedelta(hours=2))
    assert bot.step() is None
    (late,) = bot.webex.replies(asked.id)
    at = f"{asked.created - timedelta(hours=2):%Y-%m-%d %H:%M} UTC"
    assert late.markdown == (
        "**Sorry, I was away when you asked**\n"
        "\n"
        f"Your question is from 2 hours ago ({at}). If it still matters, ask again.\n"
        "\n"
        "You can say:\n- **Ask again:** `room`"
    )
    pressed = bot.press(late, "Ask again")
    assert bot.step() is None
    (answer,) = bot.webex.replies(pressed.id)
    assert (answer.markdown or "").startswith("**Project Unicorn - Sprint 0**")
    assert bot.calls("GET", _ROOM) == 1


def test_a_question_from_just_now_is_answered(bot: Bot) -> None:
    asked = bot.ask("help", ago=timedelta(minutes=59))
    assert bot.step() is None
    assert _said(bot, asked)[0].startswith("**What I can do for you**")


def test_where_nothing_is_late_an_old_question_is_answered(start: Start) -> None:
    bot = start(late_after=None)
    asked = bot.ask("help", ago=timedelta(days=2))
    assert bot.step() is None
    assert _said(bot, asked)[0].startswith("**What I can do for you**")


# One answer.


def _lost(**more: object) -> Fault:
    """A post that takes effect, and an answer to it that does not come."""
    return Fault(method="POST", path=_POST, after=True, times=1, **more)  # type: ignore[arg-type]


_LOST = [pytest.param({"status": 503}, id="a 503"), pytest.param({"cut": True}, id="a cut")]


@pytest.mark.parametrize("how", _LOST)
def test_alone_with_a_person_an_answer_that_is_out_is_not_repeated(
    bot: Bot, how: dict[str, object]
) -> None:
    bot.webex.faults.add(_lost(**how))
    asked = bot.ask("help", room=None)
    assert bot.try_again(bot.step()) is None
    assert len(_said(bot, asked)) == 1
    assert bot.letters.counts() == {"answered": 1}


@pytest.mark.parametrize("how", _LOST)
def test_in_a_space_an_answer_that_may_be_out_is_repeated_and_says_so(
    bot: Bot, how: dict[str, object]
) -> None:
    bot.webex.faults.add(_lost(**how))
    asked = bot.ask("help")
    assert bot.try_again(bot.step()) is None
    first, second = _said(bot, asked)
    assert second == f"{first}\n\n{_REPEAT}"


def test_in_a_space_an_answer_that_webex_told_of_is_not_repeated(bot: Bot) -> None:
    bot.webex.faults.add(_lost(status=503))
    asked = bot.ask("help")
    wait_s = bot.step()
    (answer,) = bot.webex.replies(asked.id)
    assert bot.intake.receive(event_of(answer)) == "my own"
    assert bot.try_again(wait_s) is None
    assert len(_said(bot, asked)) == 1


def test_in_a_space_what_webex_told_of_another_answer_proves_nothing(bot: Bot) -> None:
    other = bot.ask("sites")
    assert bot.step() is None
    (answer,) = bot.webex.replies(other.id)
    bot.intake.receive(event_of(answer))
    bot.webex.faults.add(Fault(method="POST", path=_POST, status=503, times=1))
    asked = bot.ask("help")
    assert bot.try_again(bot.step()) is None
    assert len(_said(bot, asked)) == 1


def test_alone_with_a_person_an_answer_that_is_not_out_is_posted_without_a_word(bot: Bot) -> None:
    bot.webex.faults.add(Fault(method="POST", path=_POST, status=503, times=1))
    asked = bot.ask("help", room=None)
    assert bot.try_again(bot.step()) is None
    (said,) = _said(bot, asked)
    assert _REPEAT not in said


def test_the_answer_to_another_question_is_not_taken_for_this_one_s(bot: Bot) -> None:
    first = bot.ask("help", room=None)
    assert bot.step() is None
    bot.webex.faults.add(Fault(method="POST", path=_POST, status=503, times=1))
    second = bot.ask("help", room=None)
    assert bot.try_again(bot.step()) is None
    assert [len(_said(bot, asked)) for asked in (first, second)] == [1, 1]


def test_a_process_that_ended_after_its_post_is_not_repeated_by_the_next(start: Start) -> None:
    first = start(owner="first")
    asked = first.ask("help", room=None)
    question = first.claimed()
    first.webex.faults.add(_lost(status=503))
    first.handler.handle(question)
    # Nothing of what the first one knew is left but the database.
    second = start(owner="second")
    second.clock.now += LEASE_S + 1
    assert second.step() is None
    assert len(_said(second, asked)) == 1


@pytest.mark.parametrize("status", [500, 408, 503])
@pytest.mark.parametrize("room", [None, name.UNICORN], ids=["1:1", "in a space"])
def test_a_look_for_the_answer_that_fails_is_done_again_and_repeats_nothing(
    bot: Bot, room: str | None, status: int
) -> None:
    bot.webex.faults.add(_lost(status=503))
    asked = bot.ask("help", room=room)
    wait_s = bot.step()
    (answer,) = bot.webex.replies(asked.id)
    bot.intake.receive(event_of(answer))
    path = "/messages" if room is None else f"/messages/{answer.id}"
    looked = bot.webex.faults.add(Fault(method="GET", path=path, status=status, times=1))
    wait_s = bot.try_again(wait_s)
    assert bot.webex.faults.hits(looked) == 1
    assert bot.try_again(wait_s) is None
    assert len(_said(bot, asked)) == 1
    assert bot.letters.counts() == {"answered": 1}


def _refusing_cards(bot: Bot) -> None:
    bot.webex.faults.add(Fault(method="POST", path=_POST, status=400, times=1))


def test_a_text_in_a_thread_where_others_asked_is_not_taken_for_the_answer(start: Start) -> None:
    killed = start(owner="killed")
    first = killed.ask("help", room=None)
    second = killed.webex.say(name.JOHN_EMAIL, None, "sites", parent_id=first.id)
    killed.inbox.accept(event_of(second))
    _refusing_cards(killed)
    assert killed.step() is None
    question = killed.claimed()
    assert killed.inbox.posting(question)  # and there it was killed
    other = start(owner="other")
    other.inbox.take_over("killed")
    assert other.step() is None
    said = [reply.markdown or "" for reply in other.webex.direct_messages(name.JOHN_EMAIL)]
    (answer,) = [one for one in said if one.startswith("**Your Webex sites")]
    assert answer.endswith(_REPEAT)


def test_a_text_under_a_question_of_its_own_is_the_answer(start: Start) -> None:
    killed = start(owner="killed")
    asked = killed.ask("help", room=None)
    _refusing_cards(killed)
    killed.webex.faults.add(_lost(status=503))
    assert killed.step() is not None
    other = start(owner="other")
    other.clock.now += LEASE_S
    assert other.step() is None
    assert len(_said(other, asked)) == 1


def test_what_the_bot_told_1_to_1_of_itself_is_no_answer(start: Start) -> None:
    killed = start(owner="killed")
    DirectMessages(killed.messages)(name.JOHN_ID, Reply("Your connection has ended", []))
    asked = killed.ask("help", room=None)
    assert killed.inbox.posting(killed.claimed())
    other = start(owner="other")
    other.inbox.take_over("killed")
    assert other.step() is None
    (said,) = _said(other, asked)
    assert _REPEAT not in said


# A message that is not there.


def test_a_message_that_is_gone_is_looked_for_for_two_seconds_and_not_answered(
    webex: Sandbox, start: Start
) -> None:
    monotonic = Clock(0.0)
    bot = start(monotonic=monotonic)
    looked = webex.faults.add(Fault(method="GET", path="/messages/*", status=404))
    before = len(webex.messages(name.UNICORN))
    bot.ask("room")
    wait_s = bot.step()
    assert wait_s is not None
    monotonic.now += 1.9
    wait_s = bot.try_again(wait_s)
    assert wait_s is not None
    monotonic.now += 0.2
    assert bot.try_again(wait_s) is None
    assert len(webex.messages(name.UNICORN)) == before + 1  # the question
    assert webex.faults.hits(looked) == 3
    assert bot.letters.counts() == {"answered": 1}


def _too_late(start: Start, late: Bot, line: str) -> tuple[Message, Callable[[], float | None]]:
    """Let a process come too late for a question, and say nothing; let its new owner handle it."""
    asked = late.ask(line)
    question = late.claimed()
    late.clock.now += LEASE_S + 1
    owner = start("owner")
    taken = owner.claimed()
    assert late.handler.handle(question) is None
    assert _said(late, asked) == []
    return asked, lambda: owner.handler.handle(taken)


def test_who_lost_a_question_does_not_answer_it(start: Start) -> None:
    late = start("late")
    asked, handle = _too_late(start, late, "help")
    assert handle() is None
    assert len(_said(late, asked)) == 1


def test_who_lost_a_question_does_not_tell_that_there_is_no_answer(start: Start) -> None:
    late = start("late")
    late.webex.faults.add(Fault(path=_ROOM, status=429, headers={"Retry-After": "3600"}))
    asked, handle = _too_late(start, late, "room")
    late.webex.faults.clear()
    assert handle() is None
    assert len(_said(late, asked)) == 1


def test_who_lost_a_question_does_not_apologise_for_it(start: Start, break_: Command) -> None:
    _too_late(start, start("late", more=[break_]), "break")
