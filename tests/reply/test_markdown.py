from datetime import UTC, datetime, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.reply import times
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
    Value,
    Web,
    When,
)
from bot.reply.markdown import LIMIT, code, escape, render
from bot.reply.plain_text import clip, one_line
from bot.reply.weblink import web_address
from tests.reply.test_escape import COMMONMARK, Drawn, drawn, hostile, seen

NOW = datetime(2026, 3, 1, 12, tzinfo=UTC)
PAGE = "https://site4-example.webex.com/meet/john"

values: st.SearchStrategy[Value] = st.one_of(
    hostile,
    st.builds(When, st.datetimes(timezones=st.just(UTC))),
    st.builds(Copy, hostile),
    st.builds(Web, hostile | hostile.map("https://a.example/".__add__)),
    st.builds(Address, hostile),
    st.builds(Dial, hostile, st.none() | hostile),
)
blocks: st.SearchStrategy[Block] = st.one_of(
    st.builds(Text, hostile),
    st.builds(Note, hostile),
    st.builds(Heading, hostile),
    st.builds(Facts, st.lists(st.tuples(hostile, values), max_size=4)),
    st.builds(Bullets, st.lists(values, max_size=4).map(tuple)),
    st.builds(Folded, hostile, st.builds(Facts, st.lists(st.tuples(hostile, values), max_size=4))),
    st.builds(Open, hostile, hostile.map("https://a.example/".__add__)),
    st.builds(Button, hostile, hostile),
)


def test_a_reply_is_drawn_as_webex_markdown() -> None:
    reply: list[Block] = [
        Text("A space."),
        Open("Join", PAGE),
        Facts(
            [
                ("Type", "Group space"),
                ("Created", When(NOW - timedelta(days=1))),
                ("Space id", Copy("Y2lz_PR")),
                ("Link", Web(PAGE)),
                ("Odd link", Web("webexteams://im?space=1")),
                ("US Toll", Dial("+1-415-655-0001", "123 456")),
                ("Reception", Dial("ask")),
            ]
        ),
        Heading("Co-hosts"),
        Bullets(("Ana", Address("ana@example.com"))),
        Note("Tracking id: ROUTER_1"),
        Button("How do I join?", "meeting"),
        Open("Nowhere", "javascript:alert(1)"),
        Button("Sites", "sites"),
        Button("Help", "help"),
    ]
    assert render("Q1 *planning*", reply, NOW) == (
        "**Q1 \\*planning\\***\n"
        "\n"
        "A space.\n"
        "\n"
        f"**[Join]({PAGE})**\n"
        "\n"
        "- **Type:** Group space\n"
        "- **Created:** a day ago (2026-02-28 12:00 UTC)\n"
        "- **Space id:** `Y2lz_PR`\n"
        f"- **Link:** [{PAGE}]({PAGE})\n"
        "- **Odd link:** webexteams://im?space=1\n"
        "- **US Toll:** +1-415-655-0001 · tap `+14156550001,,123456#`\n"
        "- **Reception:** `ask`\n"
        "\n"
        "**Co-hosts**\n"
        "\n"
        "- Ana\n"
        "- `ana@example.com`\n"
        "\n"
        "_Tracking id: ROUTER_1_\n"
        "\n"
        "You can say:\n"
        "- **How do I join?** `meeting`\n"
        "\n"
        "You can say: `sites`, `help`"
    )


def test_what_does_not_fit_is_left_out_by_whole_lines_and_counted() -> None:
    items = Bullets(tuple("x" * 1000 for _ in range(9)))
    assert render("Nine", [items], NOW) == (
        "**Nine**\n\n"
        + f"- {'x' * 1000}\n" * 7
        + "\n_… and 2 more lines: too long for one message._"
    )


def test_one_line_that_does_not_fit_is_counted_in_the_singular() -> None:
    longest = "https://a.example/" + "x" * 1900
    assert render("Links", [Bullets((Web(longest), Web(longest)))], NOW) == (
        f"**Links**\n\n- [{longest}]({longest})\n\n_… and 1 more line: too long for one message._"
    )


@pytest.mark.parametrize(
    ("text", "escaped"),
    [
        pytest.param("<@all>", "&lt;@all>", id="a mention"),
        pytest.param("&lt;@all&gt;", "&amp;lt;@all&amp;gt;", id="an entity"),
        pytest.param("&\u200blt;", "&amp;lt;", id="an entity with something hidden in it"),
        pytest.param("Q&A; R & D", "Q&amp;A; R & D", id="ampersands"),
    ],
)
def test_what_webex_would_obey_is_escaped(text: str, escaped: str) -> None:
    assert escape(text) == escaped


@pytest.mark.parametrize(
    ("text", "shown"),
    [
        pytest.param("Y2lz_P*R", "`Y2lz_P*R`", id="an id"),
        pytest.param("a\nb", "`a b`", id="two lines"),
        pytest.param("a`b*", r"a\`b\*", id="a backtick"),
        pytest.param("<@all>", "&lt;@all>", id="a mention"),
        pytest.param(" ", "", id="nothing"),
    ],
)
def test_code_is_copied_whole_or_escaped(text: str, shown: str) -> None:
    assert code(text) == shown


@given(hostile)
def test_escaped_text_is_seen_as_it_is(text: str) -> None:
    assert drawn(escape(text)) == seen(text)


@given(hostile)
def test_code_is_seen_as_it_is(text: str) -> None:
    found = drawn(code(text))
    assert found.lines == seen(text).lines
    assert found.kinds <= {"code_inline"}


@given(hostile, hostile, hostile, hostile)
def test_hostile_texts_are_seen_as_they_are_wherever_they_stand(
    title: str, label: str, value: str, says: str
) -> None:
    reply: list[Block] = [
        Text(value),
        Note(value),
        Heading(title),
        Facts([(label, value), (label, Copy(value))]),
        Bullets((value, Copy(value))),
        Button(label, says),
    ]
    expected = [
        *(title, value, value, title, f"{one_line(label)}: {value}", f"{one_line(label)}: {value}"),
        *(value, value),
        *_offered(label, says),
    ]
    found = drawn(render(title, reply, NOW))
    assert found.lines == tuple(filter(None, map(one_line, expected)))
    assert found.links == ()
    assert found.kinds <= {"strong", "em", "bullet_list", "list_item", "code_inline"}


def _offered(label: str, says: str) -> list[str]:
    if label.casefold() == says.casefold() or not one_line(says):
        return [f"You can say: {says}"] if one_line(says) else []
    shown = clip(one_line(label), 100)
    return ["You can say:", f"{shown if shown.endswith('?') else f'{shown}:'} {says}"]


def test_buttons_are_lines_to_type_under_their_labels_and_ids_are_short() -> None:
    room = "room Y2lzY29zcGFyazovL3VzL1JPT00vYmJjZWIxYWQtNDNmMS0zYjU4LTkxNDctZjE0YmIwYzRkMTU0"
    buttons = [
        Button("Sprint 0", room),
        Button("Sites", "sites"),
        Button("help", "help"),
        Button("Remove", "hide", needs_press=True),
    ]
    assert render("Which?", buttons, NOW) == (
        "**Which?**\n"
        "\n"
        "You can say:\n"
        "- **Sprint 0:** `room bbceb1ad-43f1-3b58-9147-f14bb0c4d154`\n"
        "- `sites`, `help`"
    )


def test_what_a_card_folds_text_tells_under_its_label() -> None:
    reply: list[Block] = [
        Open("Open the space", "webexteams://im?space=bbceb1ad-43f1-3b58-9147-f14bb0c4d154"),
        Folded("Ids", Facts([("Space id", Copy("Y2lz"))])),
    ]
    assert render("Q1", reply, NOW) == (
        "**Q1**\n"
        "\n"
        "**[Open the space](webexteams://im?space=bbceb1ad-43f1-3b58-9147-f14bb0c4d154)**\n"
        "\n"
        "**Ids**\n"
        "\n"
        "- **Space id:** `Y2lz`"
    )


@given(hostile.map("https://a.example/".__add__))
def test_a_web_address_is_seen_as_it_is_and_followed_where_it_leads(url: str) -> None:
    address = web_address(url)
    assert address
    leads_to = COMMONMARK.normalizeLink(address)
    assert drawn(render("", [Bullets((Web(url),))], NOW)) == Drawn(
        (one_line(url),),
        ((one_line(url), leads_to),),
        frozenset({"bullet_list", "list_item", "link"}),
    )


@given(hostile | st.text().map(lambda text: text * 200), st.lists(blocks, max_size=12))
def test_any_reply_fits_a_message_and_mentions_nobody(title: str, reply: list[Block]) -> None:
    text = render(title, reply, NOW)
    assert len(text.encode()) <= LIMIT
    assert "<@" not in text
    assert "<" not in text


@given(st.datetimes(timezones=st.just(UTC)))
def test_a_time_is_drawn_against_the_moment_of_the_ask(at: datetime) -> None:
    assert drawn(render("", [Text(""), Bullets((When(at),))], NOW)).lines == (times.said(at, NOW),)
