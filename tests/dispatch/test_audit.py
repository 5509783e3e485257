"""One line for each question: who asked what about whom, and what came of it; never an answer."""

import json
import logging
import re
from collections.abc import Iterator, Mapping
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any

import pytest

from bot.dispatch import audit
from bot.dispatch.ask import Origin
from bot.dispatch.audit import Case
from bot.dispatch.grammar.arguments import Args
from bot.inbox.store import LEASE_S
from bot.sandbox import Fault, Sandbox
from bot.sandbox.seed import name
from bot.webex.model.named import Person, Space
from tests.by_hand import Bot, Start, processes

ANA = Person("ana", "ana@example.com", "Ana")
WHERE = Origin(ANA, "room", True, "thread", datetime(2026, 3, 1, tzinfo=UTC), "pressed")


def _lines(caplog: pytest.LogCaptureFixture) -> list[dict[str, Any]]:
    records = [record for record in caplog.records if record.name == "roomdesk.audit"]
    assert {record.levelno for record in records} <= {logging.INFO}
    # As they are in JSON: whatever does not fit there would be found here.
    return [json.loads(json.dumps(record.msg)) for record in records]


@pytest.fixture(autouse=True)
def _heard(caplog: pytest.LogCaptureFixture) -> None:
    caplog.set_level(logging.INFO, "roomdesk.audit")


@pytest.mark.parametrize(
    ("args", "about"),
    [
        pytest.param(Args(), {}, id="nothing"),
        pytest.param(
            Args(person=Person("id", "bo@example.com", "Bo")),
            {"person": "bo@example.com"},
            id="somebody by address",
        ),
        pytest.param(Args(person=Person("id", name="Bo")), {"person": "id"}, id="by mention"),
        pytest.param(Args(space=Space(id="room")), {"space": "room"}, id="a space by id"),
        pytest.param(Args(space=Space(title="x")), {"space": "a title"}, id="a space by title"),
        pytest.param(Args(site="s.webex.com"), {"site": "s.webex.com"}, id="a site"),
        pytest.param(Args(words=("a",), command=("b",)), {}, id="words"),
    ],
)
def test_what_a_question_names_is_noted_and_its_words_are_not(
    args: Args, about: Mapping[str, str]
) -> None:
    case = Case()
    case.concerns(args)
    assert case.about == about


def test_the_line_says_it_all(caplog: pytest.LogCaptureFixture) -> None:
    case = Case("pmr", {"person": "bo@example.com"}, "permitted", "answered", ["T1", "T2"])
    audit.write(7, 2, WHERE, case, 0.4321)
    assert _lines(caplog) == [
        {
            "event": "answer",
            "question": 7,
            "person": "ana",
            "email": "ana@example.com",
            "space": "room",
            "direct": True,
            "pressed": True,
            "command": "pmr",
            "about": {"person": "bo@example.com"},
            "decision": "permitted",
            "outcome": "answered",
            "tries": 2,
            "took_s": 0.432,
            "tracking_ids": ["T1", "T2"],
        }
    ]


def test_of_many_tracking_ids_the_latest_are_kept(
    caplog: pytest.LogCaptureFixture,
) -> None:
    audit.write(
        7, 9, WHERE, Case(outcome="gave up: 503", tracking_ids=[f"T{n}" for n in range(99)]), 1
    )
    (line,) = _lines(caplog)
    assert (line["outcome"], line["tries"], line["command"]) == ("gave up: 503", 9, None)
    assert line["tracking_ids"] == [f"T{n}" for n in range(49, 99)]


def test_a_line_break_in_what_was_named_begins_no_new_line(
    caplog: pytest.LogCaptureFixture,
) -> None:
    audit.write(7, 1, WHERE, Case("pmr", {"person": 'a\n{"event": "answer"}'}), 1)
    assert len(caplog.messages[0].splitlines()) == 1


@pytest.mark.parametrize(
    ("decision", "outcome", "result"),
    [
        (None, "answered", "answered"),
        ("permitted", "answered", "answered"),
        ("permitted", "asked which space", "asked which space"),
        ("permitted", "explained 404", "explained"),
        ("permitted", "explained garbled", "explained"),
        ("permitted", "refused: wrong room", "refused"),
        ("permitted", "gave up: timeout", "gave up"),
        ("refused: You are not a member of “x”", "answered", "refused"),
        ("not understood", "answered", "not understood"),
        ("limited", "told", "limited"),
        ("limited", "not answered", "limited"),
        ("pressed twice", "not answered", "pressed twice"),
        (None, "too late", "too late"),
    ],
)
def test_what_came_of_it_is_one_of_few_words(
    decision: str | None, outcome: str, result: str
) -> None:
    assert Case(decision=decision, outcome=outcome).result == result


# As it comes about.


_CHANGES = {"HELPDESK_PEOPLE": name.HANA_EMAIL, "LIMIT_PER_SPACE": "3/minute"}


@pytest.fixture
def start(webex: Sandbox, tmp_path: Path) -> Iterator[Start]:
    with processes(webex, tmp_path) as start:
        yield start


@pytest.fixture
def bot(start: Start) -> Bot:
    return start(changes=_CHANGES, patience=timedelta(0))


_OF_JOHN = {"person": name.JOHN_ID, "email": name.JOHN_EMAIL, "direct": True, "pressed": False}
_ONLY_THE_HELP_DESK = "refused: Only the help desk may look up other people’s rooms"
_BOARD_ID = name.stable_id("ROOM", name.BOARD)
_PARTNERS_ID = name.stable_id("ROOM", name.PARTNERS)


def _told(command: str | None, decision: str, outcome: str, **about: str) -> dict[str, Any]:
    return {"command": command, "decision": decision, "outcome": outcome, "about": about}


@pytest.mark.parametrize(
    ("line", "who", "told"),
    [
        pytest.param("pmr", name.JOHN_EMAIL, _told("pmr", "permitted", "answered"), id="one's own"),
        pytest.param(
            f"pmr {name.JOHN_EMAIL}",
            name.HANA_EMAIL,
            {
                **_told("pmr", "permitted", "answered", person=name.JOHN_EMAIL),
                "email": name.HANA_EMAIL,
            },
            id="the help desk about somebody",
        ),
        pytest.param(
            f"pmr {name.ANA_EMAIL} {name.SITE}",
            name.JOHN_EMAIL,
            _told(
                "pmr",
                "refused: Only the help desk may look up other people’s rooms",
                "answered",
                person=name.ANA_EMAIL,
                site=name.SITE,
            ),
            id="refused",
        ),
        pytest.param(
            f"room {name.PARTNERS}",
            name.JOHN_EMAIL,
            _told("room", "permitted", "answered", space=_PARTNERS_ID),
            id="a space by title",
        ),
        pytest.param(
            f"room {_BOARD_ID}",
            name.JOHN_EMAIL,
            _told("room", "refused: I can’t find that space for you", "answered", space=_BOARD_ID),
            id="a space of others",
        ),
        pytest.param(
            "room project unicorn",
            name.JOHN_EMAIL,
            {"command": "room", "about": {"space": "a title"}, "outcome": "asked which space"},
            id="several spaces",
        ),
        pytest.param(
            "pmr pin",
            name.JOHN_EMAIL,
            _told("pmr pin", "permitted", "answered"),
            id="the host PIN",
        ),
        pytest.param(
            "abracadabra",
            name.JOHN_EMAIL,
            _told(None, "not understood", "answered"),
            id="nonsense",
        ),
        pytest.param(
            "pmr", name.NOOR_EMAIL, _told("pmr", "permitted", "not found"), id="what there is not"
        ),
    ],
)
def test_what_was_asked_and_what_came_of_it(
    bot: Bot,
    caplog: pytest.LogCaptureFixture,
    line: str,
    who: str,
    told: Mapping[str, Any],
) -> None:
    bot.ask(line, who, room=None)
    bot.answer_all()
    (found,) = _lines(caplog)
    usual = _OF_JOHN if who == name.JOHN_EMAIL else {}
    assert {key: found[key] for key in {**usual, **told}} == {**usual, **told}
    assert (found["event"], found["question"], found["tries"]) == ("answer", 1, 1)
    assert found["tracking_ids"]
    assert all(re.fullmatch(r"ROUTER_[0-9A-F-]{36}", one) for one in found["tracking_ids"])


def test_a_press_is_marked_as_one(bot: Bot, caplog: pytest.LogCaptureFixture) -> None:
    asked = bot.ask("help")
    bot.answer_all()
    bot.press(bot.webex.replies(asked.id)[0], "room", name.ANA_EMAIL)
    bot.answer_all()
    assert [line["pressed"] for line in _lines(caplog)] == [False, True]
    assert _lines(caplog)[1]["person"] == bot.webex.world.person(name.ANA_EMAIL).id


def test_a_question_too_many_has_a_line_too(bot: Bot, caplog: pytest.LogCaptureFixture) -> None:
    for _ in range(5):
        bot.ask("room")
        bot.answer_all()
    found = [(line["decision"], line["outcome"]) for line in _lines(caplog)]
    assert found == [
        *[("permitted", "answered")] * 3,
        ("limited", "told"),
        ("limited", "not answered"),
    ]


def test_what_was_given_up_says_why(bot: Bot, caplog: pytest.LogCaptureFixture) -> None:
    bot.webex.faults.add(Fault(path=f"/rooms/{name.UNICORN_ID}", status=503))
    bot.ask("room")
    assert bot.step() is None
    (line,) = _lines(caplog)
    assert (line["command"], line["outcome"]) == ("room", "gave up: 503")
    assert len(line["tracking_ids"]) >= 3  # the message, the space, the post


def test_what_the_space_did_not_take_says_so(bot: Bot, caplog: pytest.LogCaptureFixture) -> None:
    bot.webex.faults.add(Fault(method="POST", path="/messages", status=403))
    bot.ask("room")
    assert bot.step() is None
    (line,) = _lines(caplog)
    assert (line["decision"], line["outcome"]) == ("permitted", "not taken: 403")


def test_a_question_of_several_tries_has_one_line(
    bot: Bot, caplog: pytest.LogCaptureFixture
) -> None:
    bot.webex.faults.add(Fault(method="POST", path="/messages", status=429, times=1))
    bot.ask("room")
    bot.try_again(bot.step())
    (line,) = _lines(caplog)
    assert (line["tries"], line["outcome"]) == (2, "answered")


def test_no_line_holds_what_was_typed_or_what_was_answered(
    bot: Bot, caplog: pytest.LogCaptureFixture
) -> None:
    for asked in (
        "pmr",
        "pmr pin",
        "room tremendous secret",
        "rooms tremendous secret",
        "help tremendous",
        "tremendous secret",
    ):
        bot.ask(asked, room=None)
        bot.answer_all()
    pmr = bot.webex.world.pmrs[name.JOHN_EMAIL, name.SITE]
    for line in _lines(caplog):
        shown = json.dumps(line)
        assert "tremendous" not in shown
        for kept in (pmr["topic"], pmr["telephony"]["accessCode"], pmr["personalMeetingRoomLink"]):
            assert kept not in shown
        tracked = line.pop("tracking_ids")
        assert tracked
        assert pmr["hostPin"] not in re.sub(r"\"[\w-]{20,}\"", "", json.dumps(line))


def test_what_an_earlier_process_has_answered_is_on_record_too(
    start: Start, caplog: pytest.LogCaptureFixture
) -> None:
    first = start("first", changes=_CHANGES)
    first.ask(f"pmr {name.ANA_EMAIL}", name.HANA_EMAIL, None)
    question = first.claimed()
    first.webex.faults.add(Fault(method="POST", path="/messages", status=503, after=True, times=1))
    first.handler.handle(question)
    second = start("second", changes=_CHANGES)
    second.clock.now += LEASE_S + 1
    second.step()
    line = _lines(caplog)[-1]
    about = {"person": name.ANA_EMAIL}
    assert (line["command"], line["about"], line["outcome"]) == ("pmr", about, "said before")


def test_for_people_a_line_is_a_sentence_with_the_address_and_the_title(
    bot: Bot, caplog: pytest.LogCaptureFixture
) -> None:
    asked = bot.ask("room")
    bot.answer_all()
    bot.press(bot.webex.replies(asked.id)[0], "Refresh", name.JOHN_EMAIL)
    bot.answer_all()
    bot.ask(f"pmr {name.ANA_EMAIL}", room=None)
    bot.answer_all()
    refused = _ONLY_THE_HELP_DESK
    told = [re.sub(r"after \d+\.\d s$", "after … s", line) for line in caplog.messages]
    assert [line for line in told if line.startswith(name.JOHN_EMAIL)] == [
        f"{name.JOHN_EMAIL} asked “room” in “{name.UNICORN}”: answered after … s",
        f"{name.JOHN_EMAIL} pressed “room” in “{name.UNICORN}”: answered after … s",
        f"{name.JOHN_EMAIL} asked “pmr” about {name.ANA_EMAIL} 1:1: {refused} after … s",
    ]


def test_a_change_is_on_record_without_its_value(
    webex: Sandbox, tmp_path: Path, caplog: pytest.LogCaptureFixture
) -> None:
    with processes(webex, tmp_path) as start:
        bot = start()
        for line in (
            "pmr topic A secret plan",
            "pmr pin new",
            "delegates add ana.ruiz@example.com",
        ):
            asked = bot.ask(line, room=None)
            bot.answer_all()
            bot.press(webex.replies(asked.id)[-1], "Change it")
            bot.answer_all()
    lines = [one for one in _lines(caplog) if one["event"] == "change"]
    assert [(one["command"], one["properties"], one["access"]) for one in lines] == [
        ("pmr topic", ["topic"], "organisation"),
        ("pmr pin new", ["hostPin"], "organisation"),
        ("delegates add", ["delegateEmails"], "organisation"),
    ]
    assert {one["person"] for one in lines} == {name.JOHN_ID}
    assert "secret plan" not in caplog.text
    assert webex.world.pmrs[name.JOHN_EMAIL, name.SITE]["hostPin"] not in caplog.text
