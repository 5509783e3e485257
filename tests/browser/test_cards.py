"""Cards are drawn as the official renderer draws them, element by element."""

from collections.abc import Callable, Iterator, Mapping
from pathlib import Path
from typing import Any

import pytest
import requests
from hypothesis import given, settings
from hypothesis import strategies as st
from playwright.sync_api import Browser, Page, expect

from bot import commands
from bot.dispatch.registry import commands_in
from bot.reply.card_text import escape
from bot.sandbox.card import CONTENT_TYPE
from bot.sandbox.seed import name
from tests.browser.chat import Chat
from tests.browser.demo import Demo

DRAWN = Path(__file__).with_name("drawn.js").read_text().partition("\n")[2]
OFFICIAL = """(card) => {
  AdaptiveCards.AdaptiveCard.onProcessMarkdown = (text, result) => {
    result.outputHtml = markdownit().render(text);
    result.didProcess = true;
  };
  const official = new AdaptiveCards.AdaptiveCard();
  const colors = (color) => ({ default: "#000000", subtle: color });
  official.hostConfig = new AdaptiveCards.HostConfig({
    fontSizes: { small: 12, default: 14, medium: 17, large: 21, extraLarge: 26 },
    fontWeights: { lighter: 300, default: 400, bolder: 600 },
    containerStyles: { default: { foregroundColors: { default: colors("#010203") } } },
  });
  official.parse(card);
  document.body.replaceChildren(official.render());
  return document.body.firstElementChild;
}"""
OWN = """async (card) => {
  const own = await import("/static/card.js");
  document.body.replaceChildren(own.card(card, () => {}));
  return document.body.firstElementChild;
}"""
COMMANDS = [one.title for one in commands_in(commands) if one.is_listed]
LINES = (*COMMANDS, "help pmr", "pmr nobody@example.com", "romo")
MARKS = [*"*_[]()`\\<>&#;-+=~!|.1@{} ", "**", "__", "&amp;", "](http://a.example)", "<@all>", "a"]
SAID = st.lists(st.sampled_from(MARKS) | st.characters(codec="utf-8")).map("".join)
BY_HAND: Mapping[str, list[Mapping[str, Any]]] = {
    "marks": [
        {
            "type": "TextBlock",
            "text": r"a **bold _both_** \*no\* snake_case 2 * 3 * 4 &amp; \&amp;",
        },
        {
            "type": "TextBlock",
            "text": "[a **b** c](https://example.com/?a=1&b=(2)) [x](javascript:0)",
        },
        {
            "type": "TextBlock",
            "text": r"\<b\> <b> `code **x**` \[x\]\(y\) 1\. ~ # * _ ** __ &#169;",
        },
        {"type": "TextBlock", "text": "- one\r\n- **two**"},
    ],
    "looks": [
        {"type": "TextBlock", "text": size, "size": size, "weight": "Bolder", "wrap": True}
        for size in ("Small", "Default", "Medium", "Large", "ExtraLarge")
    ],
    "facts": [
        {"type": "FactSet", "facts": [{"title": "A _b_", "value": "[c](http://d.example/) **e**"}]},
        {"type": "TextBlock", "text": "f", "separator": True, "isSubtle": True},
        {"type": "TextBlock", "text": "", "wrap": True},
    ],
}


@pytest.fixture(scope="module")
def sheet(browser: Browser, running_demo: Demo, npm: Callable[[str], Path]) -> Iterator[Page]:
    """A page of the demonstration's origin, with the official renderer in it."""
    with browser.new_context(bypass_csp=True) as context:
        page = context.new_page()
        page.goto(running_demo.url)
        page.add_script_tag(path=npm("markdown-it") / "dist" / "markdown-it.min.js")
        page.add_script_tag(path=npm("adaptivecards") / "dist" / "adaptivecards.min.js")
        yield page


def _compare(sheet: Page, card: Mapping[str, Any]) -> None:
    own = sheet.evaluate_handle(OWN, card).evaluate(DRAWN)
    official = sheet.evaluate_handle(OFFICIAL, card).evaluate(DRAWN)
    assert own == official
    assert len(own) == len([one for one in card["body"] if one.get("text") != ""])


@pytest.mark.parametrize("where", [name.UNICORN, None], ids=["space", "alone"])
@pytest.mark.parametrize("line", LINES)
def test_the_card_of_an_answer(sheet: Page, demo: Demo, line: str, where: str | None) -> None:
    said = line if where is None else f"@Roomdesk {line}"
    asked = demo.webex.say(name.JOHN_EMAIL, where, said)
    card = demo.webex.wait_for_reply(asked.id, 30).card
    assert card
    _compare(sheet, card)


def test_the_card_of_a_space_with_a_hostile_name(sheet: Page, demo: Demo) -> None:
    asked = demo.webex.say(name.ANA_EMAIL, name.HOSTILE, "@Roomdesk room")
    card = demo.webex.wait_for_reply(asked.id, 30).card
    assert card
    _compare(sheet, card)


@pytest.mark.parametrize("body", BY_HAND.values(), ids=BY_HAND.keys())
def test_a_card_made_by_hand(sheet: Page, body: list[Mapping[str, Any]]) -> None:
    _compare(sheet, {"type": "AdaptiveCard", "version": "1.3", "body": body})


@settings(max_examples=60)
@given(said=st.lists(SAID, min_size=1, max_size=20))
def test_whatever_the_bot_says_is_shown_as_it_is(sheet: Page, said: list[str]) -> None:
    body = [{"type": "TextBlock", "text": escape(text)} for text in said]
    _compare(sheet, {"type": "AdaptiveCard", "version": "1.3", "body": body})


def test_what_is_folded_is_shown_at_a_press(chat: Chat) -> None:
    answer = chat.ask("room")
    ids = answer.get_by_text(name.UNICORN_ID)
    button = answer.get_by_role("button", name="Ids")
    expect(ids).to_be_hidden()
    button.click()
    expect(ids).to_be_visible()
    expect(button).to_have_attribute("aria-expanded", "true")
    button.click()
    expect(ids).to_be_hidden()


def test_what_the_bot_never_sends_is_shown_as_unknown(chat: Chat, demo: Demo) -> None:
    card = {
        "type": "AdaptiveCard",
        "version": "1.3",
        "body": [{"type": "ColumnSet", "columns": []}],
        "actions": [{"type": "Action.OpenUrl", "title": "Bad", "url": "javascript:alert(1)"}],
    }
    answer = requests.post(
        f"{demo.webex.url}messages",
        json={
            "roomId": name.UNICORN_ID,
            "text": "x",
            "attachments": [{"contentType": CONTENT_TYPE, "content": card}],
        },
        headers={"Authorization": f"Bearer {name.BOT_TOKEN}"},
        timeout=30,
    )
    assert answer.status_code == 200, answer.text
    unknown = chat.latest.locator(".unknown")
    expect(unknown).to_have_text(
        [f"Unknown element: {one}" for one in ("ColumnSet", "Action.OpenUrl")]
    )
    expect(chat.latest.get_by_role("link")).to_have_count(0)
