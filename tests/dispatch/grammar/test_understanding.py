"""What is understood of what people type, without asking Webex anything."""

import sys
from datetime import UTC, datetime
from html import escape
from pathlib import Path
from types import FrameType

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot import commands
from bot.dispatch.ask import Origin
from bot.dispatch.by_usage import Invocation
from bot.dispatch.grammar import line as lines
from bot.dispatch.grammar.line import BREAK, Line, Mention
from bot.dispatch.reading import Interpreter, Reading
from bot.dispatch.registry import Registry, commands_in
from bot.errors import SettingsError
from bot.ids import WebexId
from bot.webex.model.named import Person

ANA = "ana.ruiz@example.com"
ANA_ID = WebexId("us", "PEOPLE", "0b7d4a0e-9a55-4f52-9a4d-3b1c7a1e0a11").encoded()
ROOM_ID = WebexId("us", "ROOM", "bbceb1ad-43f1-3b58-9147-f14bb0c4d154").encoded()
NOW = datetime(2026, 3, 1, 12, tzinfo=UTC)
REGISTRY = Registry(commands_in(commands))
READER = Interpreter(REGISTRY)
ROWS = [
    row.split("\t")
    for row in (Path(__file__).parent / "understood.tsv").read_text("utf-8").splitlines()
    if not row.startswith("#")
]
_TAG = (
    f'<spark-mention data-object-type="person" data-object-id="{ANA_ID}">Ana Ruiz</spark-mention>'
)


def _line(said: str) -> Line:
    filled = said.replace("{ana}", ANA).replace("{name}", "Ana Ruiz").replace("⏎", "\n")
    if "{@ana}" not in filled:
        return lines.read(filled, "", "bot")
    return lines.read("", escape(filled, quote=False).replace("{@ana}", _TAG), "bot")


def _read(said: str, *, is_direct: bool = True) -> Reading:
    return READER.read(_line(said), is_direct=is_direct, names=["Roomdesk"])


def _typed(asked: Invocation) -> str:
    """Return the line of a reading, Ana in it as {ana}."""
    origin = Origin(Person(email="john@example.com"), "here", is_direct=True, thread_id="", at=NOW)
    title, args = asked.command.title, asked.args
    if title in {"thanks", "cannot"} or (
        title == "help" and args.command in {(), ("me",), ("ME",)}
    ):
        return title
    said = Invocation(asked.command, args).ask(origin).line
    for name in (ANA, ANA_ID, "Ana Ruiz", "ana ruiz"):
        said = said.replace(name, "{ana}")
    return said


@pytest.mark.parametrize(("where", "_who", "said", "meant"), ROWS)
def test_people_are_understood(where: str, _who: str, said: str, meant: str) -> None:
    reading = _read(said, is_direct=where == "1:1")
    if meant.startswith("? "):  # what changes something is offered alone
        assert not reading.asked
        assert [_typed(one) for one in reading.choice] == [meant.removeprefix("? ")]
        return
    assert reading.asked, [_typed(one) for one in reading.choice]
    assert _typed(reading.asked) == meant


@pytest.mark.parametrize(
    ("said", "is_direct", "choice"),
    [
        pytest.param("connect my account", True, ["connect"], id="what changes something"),
        pytest.param(
            "forget me", True, ["disconnect"], id="what changes something, in other words"
        ),
        pytest.param(
            "pmr bo@x.org and cy@x.org", True, ["pmr bo@x.org", "pmr cy@x.org"], id="two people"
        ),
        pytest.param(
            f"https://web.webex.com/spaces/{ROOM_ID}",
            True,
            [f"id {ROOM_ID}", f"meeting {ROOM_ID}", f"room {ROOM_ID}"],
            id="the link of a space alone",
        ),
        pytest.param(
            ROOM_ID, True, [f"id {ROOM_ID}", f"meeting {ROOM_ID}", f"room {ROOM_ID}"], id="id"
        ),
        pytest.param("site4.webex.com", True, ["pmr site4.webex.com", "sites"], id="a site alone"),
    ],
)
def test_what_is_not_clear_is_a_choice(said: str, choice: list[str], *, is_direct: bool) -> None:
    reading = _read(said, is_direct=is_direct)
    assert reading.asked is None
    assert sorted(map(_typed, reading.choice)) == choice


@pytest.mark.parametrize(
    ("said", "title"),
    [
        ("let my assistant start it", "pmr co-hosts add"),
        ("let my assistant start my meetings", "pmr co-hosts add"),
        ("add a cohost", "pmr co-hosts add"),
        ("remove a cohost from my room", "pmr co-hosts remove"),
        ("let my assistant schedule it", "delegates add"),
        ("let my secretary schedule my meetings", "delegates add"),
    ],
)
def test_who_is_to_be_let_in_is_asked_for(said: str, title: str) -> None:
    reading = _read(said)
    assert reading.asked is None
    assert reading.error
    assert reading.error.title == f"“{title}” needs more"
    assert reading.error.try_lines == (f"help {title}",)


@pytest.mark.parametrize(
    "said",
    ["blue elephants", "the printer on floor nine is broken", "weather in Berlin?", "1234", "%&/"],
)
def test_what_nobody_asks_for_is_no_command(said: str) -> None:
    asked = _read(said).asked
    assert asked is None or asked.command.title == "help"


@pytest.mark.parametrize(
    "said", ["pmr pin {ana}", "host pin of {ana}", "what is the host key of {@ana}"]
)
def test_nobody_gets_a_pin_for_somebody_else(said: str) -> None:
    reading = _read(said)
    assert reading.asked is None
    assert reading.error
    assert reading.error.title == "“pmr pin” is about you alone"
    assert all("{ana}" in _typed(one) for one in reading.choice)


def test_a_usage_line_wins_where_it_reads_the_whole_line() -> None:
    for said in (
        "room help desk",
        "rooms schedule",
        "id",
        "pmr numbers berlin",
        "help with my pmr",
    ):
        reading = _read(said)
        assert reading.asked
        assert reading.asked.line == _line(said)


def test_an_operator_s_words_are_understood() -> None:
    reader = Interpreter(REGISTRY, [("jour fixe", "meeting")])
    asked = reader.read(("the", "Jour-Fixe", "please"), is_direct=True).asked
    assert asked
    assert asked.command.title == "meeting"


@pytest.mark.parametrize("more", [("jour fixe", "party"), ("!!", "room"), ("away", "hide")])
def test_an_operator_s_words_for_what_is_no_command_are_refused(more: tuple[str, str]) -> None:
    with pytest.raises(SettingsError, match="WORDS_FILE: no command for"):
        Interpreter(REGISTRY, [more])


_KNOWN = sorted({word for _, _, said, _ in ROWS for word in said.split() if "{" not in word})
_TOKENS = (
    st.text()
    | st.sampled_from([*_KNOWN, BREAK, "'s", "@", "@x", "a@b.c", ANA, ROOM_ID, ANA_ID, "<a@b.c>"])
    | st.builds(Mention, st.sampled_from([ANA_ID, "x"]), st.text(max_size=5))
)


@given(st.lists(_TOKENS, max_size=12).map(tuple), st.booleans())
def test_any_line_is_read(line: Line, is_direct: bool) -> None:
    reading = READER.read(line, is_direct=is_direct, names=["Room Desk", ""])
    assert len(reading.choice) <= 4
    assert all(not one.command.changes for one in [reading.asked] if one and one.line is None)


@given(
    st.lists(st.sampled_from([one for one in _KNOWN if "@" not in one]), max_size=8).map(tuple),
    st.booleans(),
)
def test_whoever_is_named_is_in_what_is_understood(words: Line, is_direct: bool) -> None:
    line = (*words, ANA)
    reading = READER.read(line, is_direct=is_direct)
    for one in [reading.asked, *reading.choice]:
        if (
            one
            and one.line is None
            and any(kind == "person" for kind, _ in one.command.usage.kinds)
        ):
            assert one.args.person == Person(email=ANA)


def _steps(line: Line) -> int:
    """Return how many functions are called to read a line."""
    count = 0

    def note(_frame: FrameType, event: str, _value: object) -> None:
        nonlocal count
        count += event in {"call", "c_call"}

    sys.setprofile(note)
    try:
        READER.read(line, is_direct=True)
    finally:
        sys.setprofile(None)
    return count


@pytest.mark.parametrize(
    "words",
    [("zzz", "dail", "in"), ("thanks",), ("my", "room"), (ANA,), ("a", BREAK), ("ana's", "zick")],
    ids=str,
)
def test_the_work_grows_with_the_length_of_a_line_and_no_faster(words: Line) -> None:
    short, long = _steps(words * 50), _steps(words * 200)
    assert long < 6 * short
