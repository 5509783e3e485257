"""The checks of `make fuzz` see what they are there to see."""

from collections.abc import Mapping
from typing import Any

import pytest

from bot.reply.markdown import LIMIT
from tests.fuzz.oracle import ALONE, PIN, faults_of
from tests.fuzz.question import Question

_SPACE = Question(1, is_direct=False, envelope={}, thing={}, is_about_pin=True)
_ALONE = Question(1, is_direct=True, envelope={}, thing={}, is_about_pin=False)
_PIN = Question(1, is_direct=True, envelope={}, thing={}, is_about_pin=True)


def _card(*elements: Mapping[str, Any]) -> dict[str, Any]:
    content = {"type": "AdaptiveCard", "version": "1.3", "body": list(elements)}
    return {"markdown": "x", "attachments": [{"content": content}]}


def _text(text: str) -> dict[str, Any]:
    return _card({"type": "TextBlock", "text": text})


def _button(**data: str) -> dict[str, Any]:
    action = {"type": "Action.Submit", "title": "x", "data": data}
    return _card({"type": "ActionSet", "actions": [action]})


def test_what_may_be_said_is_not_objected_to() -> None:
    link = "[https://link.example/x](https://link.example/x)"
    markdown = f"**a \\<b>**\n\n_b_\n\n- **c:** `d`\n- {link}\n\nYou can say: `room`"
    fine = _card(
        {"type": "TextBlock", "text": f"**a** {link} \\<\u2060@all>"},
        {"type": "FactSet", "facts": [{"title": "a", "value": "b"}]},
        {
            "type": "ActionSet",
            "actions": [{"type": "Action.OpenUrl", "url": "https://x.webex.com"}],
        },
    )
    assert faults_of({**fine, "markdown": markdown}, _SPACE) == []


@pytest.mark.parametrize(
    ("post", "word"),
    [
        pytest.param({"markdown": ""}, "empty", id="nothing"),
        pytest.param({"markdown": "x" * (LIMIT + 1)}, "too long", id="too much"),
        pytest.param({"markdown": "x", "html": "x"}, "HTML", id="HTML"),
        pytest.param({"markdown": "`<@all>`"}, "mention", id="a mention"),
        pytest.param({"markdown": "a<b>c"}, "html_inline", id="a tag"),
        pytest.param({"markdown": "![x](https://link.example/)"}, "image", id="an image"),
        pytest.param({"markdown": "[x](https://evil.example)"}, "a link", id="a link elsewhere"),
        pytest.param({"markdown": "<https://evil.example>"}, "a link", id="a link by itself"),
        pytest.param({"markdown": "# x"}, "heading", id="a heading"),
        pytest.param({"markdown": "a | b\n--- | ---\nc | d"}, "table", id="a table"),
        pytest.param({"markdown": "a\u202eb"}, "hidden", id="turned around"),
        pytest.param({"markdown": "a\u200bb"}, "hidden", id="a space of no width"),
        pytest.param({"markdown": "a\x00b"}, "hidden", id="a control character"),
        pytest.param({"markdown": PIN}, "PIN", id="the PIN in a space"),
        pytest.param({"markdown": ALONE}, "1:1", id="what is for 1:1 spaces"),
        pytest.param({"markdown": "fake-bot-token"}, "secret", id="a token"),
        pytest.param({"markdown": "Sorry, something went wrong on my side"}, "apology", id="sorry"),
        pytest.param(
            _card({"type": "Image", "url": "https://evil.example"}), "Image", id="element"
        ),
        pytest.param(_text("<b>"), "html", id="a tag in a card"),
        pytest.param(_text("[x](https://evil.example)"), "a link", id="a link in a card"),
        pytest.param(_text("{{DATE(now)}}"), "compute", id="something to compute"),
        pytest.param(_text("x" * 21_000), "too long", id="too much of a card"),
        pytest.param(_button(say="<@all>"), "mention", id="a mention in a button"),
        pytest.param(_button(thread="a\r\nb"), "hidden", id="a thread that is none"),
    ],
)
def test_what_may_not_be_said_is_seen(post: dict[str, Any], word: str) -> None:
    assert word in " ".join(faults_of(post, _SPACE))


def test_the_pin_is_for_who_asks_for_it_alone() -> None:
    assert faults_of({"markdown": PIN}, _PIN) == []
    assert faults_of({"markdown": PIN, "toPersonId": "x"}, _SPACE) == []
    assert faults_of({"markdown": PIN}, _ALONE) != []
    assert faults_of({"markdown": ALONE}, _ALONE) == []
