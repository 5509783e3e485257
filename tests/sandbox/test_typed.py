import uuid
from datetime import UTC, datetime

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.sandbox.ids import make_id
from bot.sandbox.record import Person
from bot.sandbox.typed import HtmlForm, typed


def somebody(name: str) -> Person:
    key = make_id("PEOPLE", str(uuid.uuid5(uuid.NAMESPACE_DNS, name)))
    return Person(key, f"{len(name)}@example.com", name, "ORG", datetime(2020, 1, 1, tzinfo=UTC))


BOT, ANA, SHORT = somebody("Roomdesk"), somebody("Ana Ruiz"), somebody("Ana")
MEMBERS = [BOT, ANA, SHORT]
UUID = str(uuid.uuid5(uuid.NAMESPACE_DNS, "Roomdesk"))


def mention(person: Person, key: str | None = None) -> str:
    return (
        f'<spark-mention data-object-type="person" data-object-id="{key or person.id}">'
        f"{person.display_name}</spark-mention>"
    )


@pytest.mark.parametrize(
    ("form", "html"),
    [
        ("p", f"<p>{mention(BOT)} a &lt; b</p>"),
        ("div", f"<div>{mention(BOT)} a &lt; b</div>"),
        ("bare", f"{mention(BOT)} a &lt; b"),
        ("uuid", f"<p>{mention(BOT, UUID)} a &lt; b</p>"),
    ],
)
def test_clients_draw_a_mention_in_four_ways(form: HtmlForm, html: str) -> None:
    draft = typed("@Roomdesk a < b", MEMBERS, form)
    assert (draft.html, draft.text) == (html, "Roomdesk a < b")
    assert draft.mentioned_people == (BOT.id,)


def test_the_longest_name_is_meant() -> None:
    draft = typed("@Ana Ruiz and @Ana, @Ana!", MEMBERS)
    assert draft.mentioned_people == (ANA.id, SHORT.id)
    assert draft.text == "Ana Ruiz and Ana, Ana!"


def test_everybody_can_be_meant() -> None:
    draft = typed("@all come", MEMBERS)
    assert draft.html is not None
    assert 'data-group-type="all"' in draft.html
    assert (draft.text, draft.mentioned_people, draft.mentioned_groups) == (
        "All come",
        (),
        ("all",),
    )


@pytest.mark.parametrize("text", ["room", "me@Roomdesk", "@Roomdesks", "@roomdesk"])
def test_a_line_without_a_mention_has_no_html(text: str) -> None:
    draft = typed(text, MEMBERS)
    assert (draft.text, draft.html, draft.mentioned_people) == (text, None, ())


@given(st.text(min_size=1))
def test_a_lone_at_sign_changes_nothing(text: str) -> None:
    assert typed(f"@ {text.replace('@', '')}", [BOT]).text == f"@ {text.replace('@', '')}"


def test_nothing_typed_is_no_text() -> None:
    assert typed("", MEMBERS).text is None
