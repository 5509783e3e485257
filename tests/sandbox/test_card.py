from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.sandbox.card import button_data, complaints_about

TEXT = {"type": "TextBlock", "text": "hello"}
SUBMIT = {"type": "Action.Submit", "title": "Go", "data": {"say": "room"}}
OPEN = {"type": "Action.OpenUrl", "title": "Open", "url": "https://example.com"}


def card(*body: Any, **more: Any) -> dict[str, Any]:
    return {"type": "AdaptiveCard", "version": "1.3", "body": list(body), **more}


GOOD = card(
    TEXT,
    {"type": "FactSet", "facts": [{"title": "Type", "value": "group"}]},
    {"type": "ColumnSet", "columns": [{"type": "Column", "items": [TEXT]}]},
    {"type": "Container", "items": [{"type": "Input.Text", "id": "topic"}]},
    {"type": "ActionSet", "actions": [SUBMIT] * 5},
    actions=[OPEN, {"type": "Action.ShowCard", "title": "More", "card": card(TEXT)}],
)


def test_a_good_card_is_taken() -> None:
    assert list(complaints_about(GOOD)) == []


@pytest.mark.parametrize(
    ("bad", "complaint"),
    [
        ("text", "#/type: must be AdaptiveCard"),
        (card(TEXT, version="1.4"), "#/version: must be at most 1.3"),
        (card({"type": "TextBlock"}), "#/body/0: required key [text] not found"),
        (card({"type": "TextBlock", "text": 1}), "#/body/0/text: wrong type"),
        (card({"type": "Media"}), "#/body/0/type: Media is not a valid enum value"),
        (card("text"), "#/body/0: expected type: JSONObject"),
        (card(body="text"), "#/body: expected type: JSONArray"),
        (
            card({"type": "FactSet", "facts": [{"title": "x"}]}),
            "#/body/0/facts/0: required key [value] not found",
        ),
        (card(TEXT, actions=[SUBMIT] * 6), "#/actions: more than 5 actions"),
        (
            card({"type": "ActionSet", "actions": [OPEN] * 6}),
            "#/body/0/actions: more than 5 actions",
        ),
        (
            card(actions=[{"type": "Action.ToggleVisibility"}]),
            "#/actions/0/type: Action.ToggleVisibility is not a valid enum value",
        ),
        (card(actions=[{"type": "Action.OpenUrl"}]), "#/actions/0: required key [url] not found"),
        (
            card(actions=[{"type": "Action.ShowCard", "card": card({"type": "Media"})}]),
            "#/actions/0/card/body/0/type: Media is not a valid enum value",
        ),
        (card({"type": "TextBlock", "text": "é" * 41_000}), "#: larger than 80 KB"),
        (card(*[{"type": "Image", "url": "u"}] * 11), "#: more than 10 images"),
    ],
    ids=lambda value: str(value)[:40] if isinstance(value, str) else "card",
)
def test_a_bad_card_is_complained_about(bad: object, complaint: str) -> None:
    assert list(complaints_about(bad)) == [complaint]


JSON = st.recursive(
    st.none() | st.booleans() | st.integers() | st.text(max_size=5),
    lambda inner: (
        st.lists(inner, max_size=3)
        | st.dictionaries(
            st.sampled_from(["type", "body", "items", "actions", "facts", "card", "text"]), inner
        )
    ),
)


@given(JSON, st.sampled_from(["Container", "ActionSet", "FactSet", "Media"]))
def test_no_card_breaks_the_check(part: Any, kind: str) -> None:
    more = part if isinstance(part, dict) else {"items": part}
    for complaint in complaints_about(card({**more, "type": kind}, actions=part)):
        assert complaint.startswith("#")


def test_a_button_is_found_by_its_title() -> None:
    nested = card({"type": "Container", "items": [{"type": "ActionSet", "actions": [SUBMIT]}]})
    assert button_data(nested, "Go") == {"say": "room"}
    with pytest.raises(LookupError, match="Nowhere"):
        button_data(nested, "Nowhere")
