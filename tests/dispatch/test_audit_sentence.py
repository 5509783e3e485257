"""An audit line for people: who by address, what, where by title, and what came of it."""

from dataclasses import replace
from datetime import UTC, datetime

import pytest

from bot.dispatch.ask import Origin
from bot.dispatch.audit import Case
from bot.dispatch.audit_sentence import sentence
from bot.webex.model.named import Person

_ANA = Person("ana-id", "ana@example.com", "Ana")
_GROUP = Origin(_ANA, "room", False, "thread", datetime(2026, 3, 1, tzinfo=UTC))
_DIRECT = replace(_GROUP, is_direct=True)
_TITLES = {"room": "Project Unicorn", "other": "Board"}.get


def _said(case: Case, origin: Origin = _GROUP) -> str:
    return sentence(origin, case, _TITLES)


@pytest.mark.parametrize(
    ("case", "origin", "said"),
    [
        pytest.param(
            Case("pmr", {}, "permitted"),
            _DIRECT,
            "ana@example.com asked “pmr” 1:1: answered",
            id="1:1",
        ),
        pytest.param(
            Case("pmr", {"person": "bo@example.com", "site": "a.webex.com"}, "permitted"),
            replace(_GROUP, pressed_id="card"),
            "ana@example.com pressed “pmr” about bo@example.com and a.webex.com in “Project "
            "Unicorn”: answered",
            id="pressed",
        ),
        pytest.param(
            Case("room", {"space": "other"}, "permitted", "explained 404"),
            replace(_GROUP, room_id="unread"),
            "ana@example.com asked “room” about “Board” in a space: explained 404",
            id="a space whose title was not read",
        ),
        pytest.param(
            Case("room", {"space": "a title"}, "permitted", "asked which space"),
            _DIRECT,
            "ana@example.com asked “room” about a space 1:1: asked which space",
            id="words of a title",
        ),
        pytest.param(
            Case(decision="not understood"),
            _DIRECT,
            "ana@example.com asked something 1:1: not understood",
            id="not understood",
        ),
        pytest.param(
            Case("pmr", {}, "refused: Only the help desk may"),
            _DIRECT,
            "ana@example.com asked “pmr” 1:1: refused: Only the help desk may",
            id="refused",
        ),
        pytest.param(
            Case(decision="limited", outcome="told"),
            _DIRECT,
            "ana@example.com asked something 1:1: over the limit, which was told",
            id="the first too many",
        ),
        pytest.param(
            Case(decision="limited", outcome="not answered"),
            _DIRECT,
            "ana@example.com asked something 1:1: over the limit, not answered",
            id="another too many",
        ),
        pytest.param(
            Case("room", {}, "permitted", "gave up: 503"),
            replace(_DIRECT, asker=Person("ana-id")),
            "ana-id asked “room” 1:1: gave up: 503",
            id="an address that is not known",
        ),
        pytest.param(
            Case(),
            replace(_GROUP, asker=Person()),
            "the bot was added in “Project Unicorn”: answered",
            id="a greeting",
        ),
    ],
)
def test_it_says_who_asked_what_where_and_what_came_of_it(
    case: Case, origin: Origin, said: str
) -> None:
    assert _said(case, origin) == said


def test_it_says_how_long_it_took_and_how_often_it_was_tried() -> None:
    case = Case("room", {}, "permitted")
    begin = "ana@example.com asked “room” 1:1: answered after 0.4 s"
    assert sentence(_DIRECT, case, _TITLES, took_s=0.42) == begin
    assert sentence(_DIRECT, case, _TITLES, tries=3, took_s=0.42) == f"{begin} and 3 tries"


def test_a_title_that_breaks_lines_or_never_ends_does_neither_here() -> None:
    titles = {"room": "a\nb" + "c" * 500}.get
    said = sentence(_GROUP, Case("room", {}, "permitted"), titles)
    assert said.startswith("ana@example.com asked “room” in “a bccc")
    assert len(said) < 200
