import json
from collections.abc import Iterator
from datetime import UTC, datetime, timedelta
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.dispatch.grammar.line import words
from bot.reply.blocks import (
    Address,
    Block,
    Bullets,
    Button,
    Copy,
    Dial,
    Facts,
    Folded,
    Heading,
    Note,
    Open,
    Text,
    Web,
    When,
)
from bot.reply.card import LIMIT, render
from bot.reply.card_text import escape
from bot.reply.plain_text import one_line
from bot.reply.weblink import web_address
from tests.reply.test_escape import COMMONMARK, drawn, hostile, seen
from tests.reply.test_markdown import blocks

NOW = datetime(2026, 3, 1, 12, tzinfo=UTC)
PAGE = "https://site4-example.webex.com/meet/john"
LONG_ID = "Y2lzY29zcGFyazovL3VzL1JPT00vYmJjZWIxYWQtNDNmMS0zYjU4"


def drawn_texts(content: dict[str, Any]) -> Iterator[str]:
    """Return every text of a card that a client draws as Markdown."""
    for element in content["body"]:
        if element["type"] == "TextBlock":
            yield element["text"]
        for fact in element.get("facts", ()):
            yield from (fact["title"], fact["value"])


def action_sets(content: dict[str, Any]) -> list[list[dict[str, Any]]]:
    return [element["actions"] for element in content["body"] if "actions" in element]


def _text(text: str, **more: object) -> dict[str, Any]:
    return {"type": "TextBlock", "text": text, "wrap": True, **more}


def _actions(*actions: dict[str, Any]) -> dict[str, Any]:
    return {"type": "ActionSet", "actions": [*actions]}


def _below(label: str, text: str) -> list[dict[str, Any]]:
    """Return what stands below a table under its label."""
    return [_text(f"**{label}**"), _text(text, spacing="None", size="Small")]


def test_a_list_of_people_keeps_its_order_whatever_fits_a_table() -> None:
    people = [("Ana" * 12, "ana@example.com"), ("Bo", "bo@example.com"), ("*Cy*", "c_y@x.org")]
    facts = Facts((name, Address(email)) for name, email in people)
    drawn = render("Members", [facts], NOW, "thread")["body"][1:]
    assert [one["text"] for one in drawn] == [
        f"**{'Ana' * 12}** ana@example.com",
        "**Bo** bo@example.com",
        r"**\*Cy\*** c_y@x.org",
    ]


def test_a_reply_is_drawn_as_a_card() -> None:
    reply: list[Block] = [
        Text("A space."),
        Open("Join", PAGE),
        Open("Nowhere", "javascript:alert(1)"),
        Facts([]),
        Facts(
            [
                ("Type", "Group space"),
                ("Name", "a *bold* one"),
                ("Created", When(NOW - timedelta(days=1))),
                ("Space id", Copy(LONG_ID)),
                ("Link", Web(PAGE)),
                ("Odd link", Web("webexteams://im?space=1")),
                ("US Toll", Dial("+1-415-655-0001", "123 456")),
                ("Reception", Dial("ask")),
            ]
        ),
        Facts([("Spain", Dial("+34-91-1", "123 456"))]),
        Heading("Co-hosts"),
        Bullets(("Ana", Copy("ana@example.com"))),
        Note("Tracking id: ROUTER_1"),
        Button("How do I join?", "meeting"),
        Button("Sites", "sites"),
    ]
    drawn_card = render("Q1 planning", reply, NOW, "thread-1")
    body = drawn_card.pop("body")
    assert drawn_card == {
        "$schema": "http://adaptivecards.io/schemas/adaptive-card.json",
        "type": "AdaptiveCard",
        "version": "1.2",
    }
    facts = {
        "Type": "Group space",
        "Created": "a day ago (2026-02-28 12:00 UTC)",
        "Reception": "ask",
    }
    assert body == [
        _text("Q1 planning", weight="Bolder", size="Medium"),
        _text("A space."),
        _actions({"type": "Action.OpenUrl", "title": "Join", "url": PAGE}),
        {"type": "FactSet", "facts": [{"title": one, "value": facts[one]} for one in facts]},
        *_below("Name", r"a \*bold\* one"),
        *_below("Space id", LONG_ID),
        *_below("Link", f"[{PAGE}]({PAGE})"),
        *_below("Odd link", "webexteams://im?space=1"),
        *_below("US Toll", "+1-415-655-0001 · tap +14156550001,,123456#"),
        _text("**Spain** +34-91-1 · tap +34911,,123456#", spacing="Small"),
        _text("Co-hosts", weight="Bolder", separator=True),
        _text("• Ana", spacing="Small"),
        _text("• ana@example.com", spacing="Small"),
        _text("Tracking id: ROUTER_1", isSubtle=True, size="Small"),
        _actions(
            *(
                {
                    "type": "Action.Submit",
                    "title": title,
                    "data": {"say": says, "thread": "thread-1"},
                }
                for title, says in (("How do I join?", "meeting"), ("Sites", "sites"))
            )
        ),
    ]


def test_five_buttons_stand_in_a_row_at_most_and_fewer_long_ones() -> None:
    short = [Button(str(number), "help") for number in range(7)]
    long_ones = [Button(f"{'x' * 20}{number}", "help") for number in range(3)]
    rows = action_sets(render("Rows", [*short, Text("and"), *long_ones], NOW, "t"))
    assert [[action["title"] for action in row] for row in rows] == [
        ["0", "1", "2", "3", "4"],
        ["5", "6"],
        ["x" * 20 + "0"],
        ["x" * 20 + "1"],
        ["x" * 20 + "2"],
    ]


def test_a_title_too_wide_for_a_phone_ends_in_an_ellipsis() -> None:
    ((action,),) = action_sets(
        render("T", [Button("Quarterly Planning of Q1 and Q2", "room")], NOW, "t")
    )
    assert action["title"] == "Quarterly Planning of Q1…"


def test_the_columns_of_a_table_are_narrow_together() -> None:
    facts = Facts([("Organisation", "Other"), ("Email", "x" * 25), ("Site", "y" * 28)])
    assert render("T", [facts], NOW, "t")["body"][1:] == [
        {"type": "FactSet", "facts": [{"title": "Organisation", "value": "Other"}]},
        *_below("Email", "x" * 25),
        *_below("Site", "y" * 28),
    ]


def test_what_is_folded_is_a_card_in_the_card() -> None:
    reply: list[Block] = [
        Open("Open the space", "webexteams://im?space=bbceb1ad-43f1-3b58-9147-f14bb0c4d154"),
        Button("Help", "help"),
        Folded("Ids", Facts([("Key", Copy("1"))])),
    ]
    link, actions = render("T", reply, NOW, "t")["body"][1:]
    assert link == _text(
        "[Open the space](webexteams://im?space=bbceb1ad-43f1-3b58-9147-f14bb0c4d154)"
    )
    assert actions["actions"][1] == {
        "type": "Action.ShowCard",
        "title": "Ids",
        "card": {
            "$schema": "http://adaptivecards.io/schemas/adaptive-card.json",
            "type": "AdaptiveCard",
            "version": "1.2",
            "body": [{"type": "FactSet", "facts": [{"title": "Key", "value": "1"}]}],
        },
    }


def test_what_does_not_fit_is_left_out_and_counted() -> None:
    facts = Facts((f"Fact {number}", "word " * 100) for number in range(60))
    body = render("Sixty", [facts, Text("The end.")], NOW, "t")["body"]
    kinds = [element["type"] for element in body]
    assert kinds == ["TextBlock", "FactSet", "TextBlock", "TextBlock"]
    shown = len(body[1]["facts"])
    assert [fact["title"] for fact in body[1]["facts"]] == [f"Fact {n}" for n in range(shown)]
    assert body[2]["text"] == "The end."
    assert body[3]["text"] == f"… and {60 - shown} more: too long for one card."


def test_one_block_that_no_card_could_hold_is_counted() -> None:
    huge = Button("Again", "x" * LIMIT)
    body = render("Huge", [huge, Text("and"), huge], NOW, "t")["body"]
    assert [element["text"] for element in body] == [
        "Huge",
        "and",
        "… and 2 more: too long for one card.",
    ]


@pytest.mark.parametrize(
    ("text", "escaped"),
    [
        pytest.param("<@all>", "\\<\u2060@all>", id="a mention"),
        pytest.param("{{{DATE(1)}}", "{\u2060{\u2060{DATE(1)}}", id="what a client would compute"),
        pytest.param("${1+1}", "$\u2060{1+1}", id="what a template would compute"),
        pytest.param("&lt;", r"\&lt;", id="an entity"),
        pytest.param("&\u200blt;", r"\&lt;", id="an entity with something hidden in it"),
        pytest.param("<https://evil.example>", r"\<https://evil.example>", id="an automatic link"),
    ],
)
def test_what_a_client_would_obey_is_escaped(text: str, escaped: str) -> None:
    assert escape(text) == escaped


@given(hostile)
def test_escaped_text_is_seen_as_it_is(text: str) -> None:
    assert drawn(escape(text)) == seen(text)


@given(hostile, hostile.filter(one_line), hostile)
def test_hostile_texts_are_seen_as_they_are_wherever_they_stand(
    title: str, label: str, value: str
) -> None:
    reply: list[Block] = [
        Text(value),
        Note(value),
        Heading(title),
        Facts([(label, value), (label, Copy(value))]),
        Bullets((value, Copy(value))),
    ]
    expected = [title, value, value, title, label, value, label, value, f"• {value}", f"• {value}"]
    found = [drawn(text) for text in drawn_texts(render(title, reply, NOW, "t"))]
    assert sorted(line for one in found for line in one.lines) == sorted(
        filter(None, map(one_line, expected))
    )
    assert not any(one.links for one in found)
    assert {kind for one in found for kind in one.kinds} <= {"strong"}


@given(hostile.map("https://a.example/".__add__))
def test_a_web_address_is_seen_as_it_is_and_followed_where_it_leads(url: str) -> None:
    address = web_address(url)
    assert address
    (_, text) = drawn_texts(render("", [Bullets((Web(url),))], NOW, "t"))
    found = drawn(text)
    assert found.lines == (f"• {one_line(url)}",)
    assert found.links == ((one_line(url), COMMONMARK.normalizeLink(address)),)


@given(hostile)
def test_a_button_says_its_line_to_the_letter(says: str) -> None:
    ((action,),) = action_sets(render("T", [Button("B", says)], NOW, "t"))
    assert list(words(action["data"]["say"])) == list(words(says))


@given(hostile | st.text().map(lambda text: text * 200), st.lists(blocks, max_size=12))
def test_any_reply_fits_a_card_and_mentions_nobody(title: str, reply: list[Block]) -> None:
    content = render(title, reply, NOW, "thread-1")
    text = json.dumps(content)
    assert len(text) <= LIMIT
    assert "<@" not in text
    assert "{{" not in text
    assert "${" not in text
    assert all(1 <= len(row) <= 5 for row in action_sets(content))
    json.dumps(content, ensure_ascii=False).encode()
