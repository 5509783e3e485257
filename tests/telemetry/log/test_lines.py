"""The lines of the log: one an event, whose it is, and nothing that nobody may read."""

import json
import logging
import re
import sys
import threading
from collections.abc import Iterator

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.secret import Secret
from bot.telemetry import log
from bot.telemetry.context import belonging_to, traced_in
from bot.telemetry.log.entry import Entry, Told

HUMAN, JSON = log.formatter("human"), log.formatter("json")


def _record(message: object, *args: object, **more: object) -> logging.LogRecord:
    made = logging.LogRecord("bot.part", logging.WARNING, "part.py", 1, message, args, None)
    made.__dict__.update(more)
    return made


def _human(record: logging.LogRecord) -> str:
    """Return the line without its date and time."""
    return HUMAN.format(record).split(" ", 2)[2]


def _fields(record: logging.LogRecord) -> dict[str, object]:
    (line,) = JSON.format(record).splitlines()
    fields: dict[str, object] = json.loads(line)
    assert str(fields.pop("time")).endswith("+00:00")
    return fields


def _failing(message: str) -> logging.LogRecord:
    error = ValueError(message)
    return _record("it failed", exc_info=(ValueError, error, None))


def test_a_line_says_when_how_grave_where_and_what() -> None:
    record = _record("%s of %s", 1, "two")
    assert _human(record) == "WARNING bot.part: 1 of two"
    assert _fields(record) == {"level": "WARNING", "logger": "bot.part", "message": "1 of two"}


def test_what_belongs_to_a_question_has_its_number_and_the_latest_tracking_id() -> None:
    record = _record("it failed")
    with belonging_to(7), traced_in(["T1", "T2"]):
        assert _human(record) == "WARNING bot.part [question 7, T2]: it failed"
        assert _fields(record).items() >= {"question": 7, "tracking_id": "T2"}.items()
    assert _human(record) == "WARNING bot.part: it failed"


def test_before_webex_has_answered_there_is_no_tracking_id() -> None:
    with belonging_to(7), traced_in([]):
        assert _human(_record("now")) == "WARNING bot.part [question 7]: now"
        assert "tracking_id" not in _fields(_record("now"))


def test_a_line_may_name_its_question_itself() -> None:
    record = _record("it comes back", question=8)
    assert _human(record) == "WARNING bot.part [question 8]: it comes back"
    assert _fields(record)["question"] == 8


def test_a_traceback_is_a_field_in_json_and_follows_below_for_people() -> None:
    assert str(_fields(_failing("no"))["traceback"]).splitlines()[-1] == "ValueError: no"
    assert _human(_failing("no")).splitlines()[-1] == "ValueError: no"


ENTRY = Entry(event="answer", question=3, email="a@b.example", about={}, direct=False, tries=1)


def test_the_fields_of_an_entry_stand_beside_the_lines_own() -> None:
    assert _fields(_record(ENTRY)) == {"level": "WARNING", "logger": "bot.part", **ENTRY}


def test_an_entry_reads_as_one_line() -> None:
    assert str(ENTRY) == "event=answer question=3 email=a@b.example tries=1"
    odd = Entry(command="pmr pin", about={"person": "a\nb"}, ids=["T1"], none=None, told="")
    assert str(odd) == 'command="pmr pin" about={"person": "a\\nb"} ids=["T1"]'


def test_what_is_told_is_a_sentence_for_people_and_fields_in_json() -> None:
    told = Told("ana@b.example asked “room”\n: answered", {"event": "answer", "person": "id"})
    assert _human(_record(told)) == ("WARNING bot.part: ana@b.example asked “room”\\n: answered")
    assert _fields(_record(told)).items() >= {"event": "answer", "person": "id"}.items()
    assert "message" not in _fields(_record(told))


def test_a_secret_stays_one() -> None:
    record = _record("the token %s", Secret("hush"), other=Secret("hush"))
    assert "hush" not in JSON.format(record) + HUMAN.format(record)


@pytest.mark.parametrize(
    "message",
    [
        "GET /connect?state=abc&code=def",
        "'/connect?code=abc'",
        "https://h/connect?code=abc HTTP/1.1",
        "why?/connect?code=abc",
        "/connect?name=\u00e9abc",
    ],
)
def test_no_line_holds_what_came_back_from_a_consent(message: str) -> None:
    for record in (_record(message), _record("%s", message), _failing(message)):
        for line in (HUMAN.format(record), JSON.format(record)):
            assert "/connect" in line
            assert "abc" not in line


@pytest.mark.parametrize(
    "message",
    [
        "Failed to parse headers (url=https://h:443/v1/people?email=ana%40b.example): [Defect()]",
        "Max retries exceeded with url: /v1/people?email=ana@b.example&max=1 (Caused by …)",
    ],
)
def test_no_line_of_a_library_holds_what_was_looked_up(message: str) -> None:
    for record in (_record(message), _failing(message)):
        for line in (HUMAN.format(record), JSON.format(record)):
            assert "/v1/people" in line
            assert "ana" not in line


def test_a_question_is_no_query() -> None:
    assert _human(_record("who? and/or what?")) == "WARNING bot.part: who? and/or what?"


@given(st.text())
def test_nothing_that_is_logged_begins_another_line(text: str) -> None:
    assert len(HUMAN.format(_record("%s", text)).splitlines()) == 1
    assert len(HUMAN.format(_record(Entry(text=text))).splitlines()) == 1
    assert _fields(_record("%s", text))["message"] == text or {"/", "?"} <= {*text}
    assert _fields(_record(Entry(text=text)))["text"] == text or {"/", "?"} <= {*text}


# Which lines there are.


@pytest.fixture
def _as_it_was() -> Iterator[None]:
    root, ours, audit = map(logging.getLogger, (None, "bot", "roomdesk.audit"))
    kept = (root.handlers[:], root.level, ours.level, audit.level)
    hooks = (sys.excepthook, threading.excepthook)
    # They are pytest's, and would be closed.
    root.handlers.clear()
    yield
    root.handlers[:], root.level, ours.level, audit.level = kept
    logging.captureWarnings(False)
    sys.excepthook, threading.excepthook = hooks


@pytest.mark.parametrize("form", ["human", "json"])
@pytest.mark.parametrize(
    ("level", "said"),
    [("DEBUG", "abcxyz"), ("INFO", "bcxyz"), ("WARNING", "cxyz"), ("ERROR", "yz")],
)
@pytest.mark.usefixtures("_as_it_was")
def test_the_level_is_for_our_lines_libraries_warn_at_most_and_the_audit_is_always_on(
    capsys: pytest.CaptureFixture[str], form: str, level: str, said: str
) -> None:
    log.configure(level, form)
    ours, library = logging.getLogger("bot.part"), logging.getLogger("urllib3.connectionpool")
    ours.debug("says a")
    ours.info("says b")
    ours.warning("says c")
    library.debug("says v")
    library.info("says w")
    library.warning("says x")
    library.error("says y")
    logging.getLogger("roomdesk.audit").info("says z")
    assert re.findall(r"says (.)", capsys.readouterr().err) == [*said]
