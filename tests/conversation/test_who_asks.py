"""Who asks, where and when is what Webex shows, whatever a signed delivery says of it."""

import json
import logging
from dataclasses import replace
from datetime import UTC, datetime, timedelta

import pytest

from bot.ids import WebexId, key_of
from bot.sandbox import Fault
from bot.sandbox.message import Message
from bot.sandbox.moment import stamp
from bot.sandbox.seed import name
from bot.webex.model.event import Event
from tests.by_hand import Bot, Clock, Start, event_of

_ANA = name.stable_id("PEOPLE", name.ANA_EMAIL)
_LIMITED = {"LIMIT_PER_PERSON": "5/hour"}
_NOBODY = name.stable_id("PEOPLE", "nobody")


@pytest.fixture
def bot(start: Start) -> Bot:
    return start(changes=_LIMITED)


def _posted(bot: Bot) -> int:
    return bot.calls("POST", "/messages")


def _handled(bot: Bot, event: Event) -> None:
    assert bot.inbox.accept(event)
    assert bot.step() is None


def _is_refused(bot: Bot, event: Event, caplog: pytest.LogCaptureFixture) -> str:
    """Let an event be handled that is to be refused; return which point the warning names."""
    before = _posted(bot)
    caplog.clear()
    caplog.set_level(logging.INFO)
    _handled(bot, event)
    assert _posted(bot) == before
    warnings = [one.getMessage() for one in caplog.records if one.levelno == logging.WARNING]
    (audit,) = [one for one in caplog.records if one.name == "roomdesk.audit"]
    (warning,) = warnings
    point = warning.removeprefix("refused a delivery: it names ").removesuffix(" than Webex shows")
    told = json.loads(json.dumps(audit.msg))
    assert told["decision"] == f"refused: the delivery names {point}"
    assert told["outcome"] == "not answered"
    return point


# Messages.


@pytest.mark.parametrize("line", ["pmr pin", "pmr", "rooms", "room", "help", "xyzzy", ""])
@pytest.mark.parametrize(
    ("changes", "point"),
    [
        pytest.param(
            {"person_id": name.stable_id("PEOPLE", "x")}, "another person", id="a stranger"
        ),
        pytest.param({"room_id": name.UNICORN_ID}, "another space", id="a group space"),
        pytest.param(
            {"room_id": name.UNICORN_ID, "room_type": "direct"}, "another space", id="a lie"
        ),
    ],
)
def test_a_delivery_that_differs_is_refused(
    bot: Bot,
    caplog: pytest.LogCaptureFixture,
    line: str,
    changes: dict[str, str],
    point: str,
) -> None:
    said = bot.webex.say(name.JOHN_EMAIL, None, line, files=("https://files.example/1",))
    assert _is_refused(bot, replace(event_of(said), **changes), caplog) == point  # type: ignore[arg-type]


def test_nobody_gets_what_is_somebody_else_s_by_naming_them(
    bot: Bot, caplog: pytest.LogCaptureFixture
) -> None:
    ana = bot.webex.world.person(name.ANA_EMAIL)
    for line in ("pmr pin", "pmr", "rooms", f"room {name.UNICORN_ID}"):
        said = bot.webex.say(name.OLGA_EMAIL, None, line)
        lie = replace(event_of(said), person_id=ana.id, person_email=ana.email)
        assert _is_refused(bot, lie, caplog) == "another person"


def test_what_was_asked_1_to_1_is_not_said_in_a_space(
    bot: Bot, caplog: pytest.LogCaptureFixture
) -> None:
    said = bot.webex.say(name.JOHN_EMAIL, None, "pmr pin")
    lie = replace(event_of(said), room_id=name.UNICORN_ID)
    assert _is_refused(bot, lie, caplog) == "another space"


@pytest.mark.parametrize("told", ["direct", None, "?"])
def test_that_a_group_space_is_said_to_be_1_to_1_changes_nothing(
    bot: Bot, told: str | None
) -> None:
    said = bot.webex.say(name.JOHN_EMAIL, name.UNICORN, "@Roomdesk rooms")
    _handled(bot, replace(event_of(said), room_type=told, person_email=name.ANA_EMAIL))
    (answer,) = bot.webex.replies(said.id)
    assert "is for you alone: ask me 1:1" in (answer.markdown or "")


def test_ids_of_another_form_are_the_same(bot: Bot) -> None:
    said = bot.webex.say(name.JOHN_EMAIL, name.UNICORN, "@Roomdesk room")
    event = event_of(said)
    _handled(
        bot,
        replace(
            event,
            person_id=key_of(event.person_id).upper(),
            room_id=WebexId(name.EU_CLUSTER, "ROOM", key_of(event.room_id)).encoded(),
        ),
    )
    assert len(bot.webex.replies(said.id)) == 1


def test_a_message_that_does_not_tell_whose_it_is_is_nobody_s(bot: Bot) -> None:
    fault = Fault(method="GET", path="/messages/*", status=200, body="object", times=1)
    bot.webex.faults.add(fault)
    said = bot.webex.say(name.JOHN_EMAIL, None, "pmr pin")
    _handled(bot, event_of(said))
    (answer,) = bot.webex.replies(said.id)
    assert "PIN" not in str(answer.sent)


# When.


@pytest.mark.parametrize(
    ("shown", "told", "is_late"),
    [
        pytest.param(
            timedelta(hours=2), timedelta(0), True, id="an old one that is said to be new"
        ),
        pytest.param(
            timedelta(0), timedelta(hours=2), False, id="a new one that is said to be old"
        ),
    ],
)
def test_a_question_is_as_old_as_webex_shows(
    bot: Bot, shown: timedelta, told: timedelta, is_late: bool
) -> None:
    asked = bot.webex.say(name.JOHN_EMAIL, None, "help")
    bot.webex.world.messages[asked.id] = replace(asked, created=asked.created - shown)
    _handled(bot, replace(event_of(asked), created=stamp(datetime.now(UTC) - told)))
    (answer,) = bot.webex.replies(asked.id)
    assert ("I was away when you asked" in (answer.markdown or "")) is is_late


# Presses.


def _pressed(bot: Bot, **changes: str) -> tuple[Message, Event]:
    """Let somebody press a button of an answer in a space; return the answer and the delivery."""
    asked = bot.ask("help")
    assert bot.step() is None
    (answer,) = bot.webex.replies(asked.id)
    action = bot.webex.press(name.JOHN_EMAIL, answer.id, button="pmr")
    event = Event(
        "attachmentActions",
        "created",
        action.id,
        action.room_id,
        action.person_id,
        created=stamp(action.created),
        pressed_id=answer.id,
    )
    return answer, replace(event, **changes)  # type: ignore[arg-type]


@pytest.mark.parametrize(
    ("changes", "point"),
    [
        pytest.param({"person_id": _ANA}, "another person", id="another person"),
        pytest.param({"room_id": name.PARTNERS}, "another space", id="another space"),
        pytest.param({"pressed_id": _NOBODY}, "another card", id="another card"),
    ],
)
def test_a_press_that_differs_is_refused(
    bot: Bot, caplog: pytest.LogCaptureFixture, changes: dict[str, str], point: str
) -> None:
    answer, event = _pressed(bot, **changes)
    assert _is_refused(bot, event, caplog) == point
    assert answer.id in bot.webex.world.messages


def test_a_press_in_a_group_space_that_is_said_to_be_1_to_1_is_one_in_a_group_space(
    bot: Bot,
) -> None:
    answer, event = _pressed(bot, room_type="direct")
    bot.webex.world.actions[event.id] = replace(
        bot.webex.world.actions[event.id], inputs={"say": "hide"}
    )
    _handled(bot, event)
    assert answer.id in bot.webex.world.messages


# Arrivals.


def _arrived(bot: Bot, **changes: str) -> Event:
    world, me = bot.webex.world, bot.webex.world.bot()
    room = world.room(name.UNICORN)
    membership = world.members[room.id][me.id]
    event = Event("memberships", "created", membership.id, room.id, me.id, me.email, "group")
    return replace(event, **changes)  # type: ignore[arg-type]


def test_an_arrival_is_greeted_where_webex_shows_the_bot(bot: Bot) -> None:
    _handled(bot, _arrived(bot, room_type="direct"))
    assert _posted(bot) == 1


def test_an_arrival_elsewhere_is_not_greeted(bot: Bot, caplog: pytest.LogCaptureFixture) -> None:
    elsewhere = name.stable_id("ROOM", name.PARTNERS)
    assert _is_refused(bot, _arrived(bot, room_id=elsewhere), caplog) == "another space"


def test_somebody_else_s_arrival_is_not_greeted_as_the_bot_s(
    bot: Bot, caplog: pytest.LogCaptureFixture
) -> None:
    world = bot.webex.world
    john = world.members[name.UNICORN_ID][name.JOHN_ID]
    assert _is_refused(bot, _arrived(bot, id=john.id), caplog) == "another person"


def test_an_arrival_that_webex_does_not_show_is_not_greeted(bot: Bot) -> None:
    _handled(bot, _arrived(bot, id=name.stable_id("MEMBERSHIP", "nowhere")))
    assert _posted(bot) == 0


# Limits.


@pytest.mark.parametrize("is_readable", [True, False], ids=["that differ", "that nobody can read"])
def test_deliveries_that_only_name_somebody_do_not_use_up_what_they_may_ask(
    start: Start, is_readable: bool
) -> None:
    monotonic = Clock(0.0)
    bot = start(changes=_LIMITED, monotonic=monotonic)
    ana = bot.webex.world.person(name.ANA_EMAIL)
    for number in range(10):
        said = bot.webex.say(name.JOHN_EMAIL, name.UNICORN, "@Roomdesk room")
        lie = replace(event_of(said), person_id=ana.id, person_email=ana.email)
        message_id = said.id if is_readable else name.stable_id("MESSAGE", f"none {number}")
        assert bot.inbox.accept(replace(lie, id=message_id))
        wait_s = bot.step()
        assert (wait_s is None) is is_readable
        monotonic.now += 3  # a message that is not there is looked for once more
        assert wait_s is None or bot.try_again(wait_s) is None
    asked = bot.ask("room", ana.email)
    assert bot.step() is None
    (answer,) = bot.webex.replies(asked.id)
    assert (answer.markdown or "").startswith(f"**{name.UNICORN}**")
