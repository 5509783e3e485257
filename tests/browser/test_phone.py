"""Cards fit a phone, in both renderers that clients draw them with."""

from collections.abc import Callable, Iterator, Mapping
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import pytest
from playwright.sync_api import Browser, Page

from bot import commands
from bot.dispatch.registry import commands_in
from bot.reply.blocks import Block, Bullets, Button, Dial, Facts, Folded, Open, Text
from bot.reply.card import render
from bot.sandbox.seed import name
from tests.browser.demo import Demo

NOW = datetime(2026, 3, 1, tzinfo=UTC)
DRAW = Path(__file__).with_name("phone.js").read_text().split("\n", 2)[2]
SCRIPTS = (
    ("markdown-it", "dist/markdown-it.min.js"),
    ("adaptivecards", "dist/adaptivecards.min.js"),
    ("rxjs", "bundles/rxjs.umd.min.js"),
    ("react", "umd/react.production.min.js"),
    ("react-dom", "umd/react-dom.production.min.js"),
    ("prop-types", "prop-types.min.js"),
    ("react-draggable", "build/web/react-draggable.min.js"),
    ("@webex/components", "dist/umd/webex-components.umd.min.js"),
)
STYLE = ("@webex/components", "dist/css/webex-components.css")
# What a client has around a card: a font, buttons with room beside their titles, and paragraphs
# whose words break if they have to. The words of a table do not.
PHONE = """
.wxc-markdown { overflow-wrap: anywhere; }
body { font: 14px Helvetica, Arial, sans-serif; margin: 0; }
.ac-pushButton { font-size: 13px; padding: 4px 12px; }
"""


@pytest.fixture(scope="module")
def phone(browser: Browser, npm: Callable[[str], Path]) -> Iterator[Page]:
    with browser.new_context(viewport={"width": 520, "height": 900}) as context:
        page = context.new_page()
        page.add_script_tag(content="var global = window;")  # the vendor's script expects a bundler
        for package, file in SCRIPTS:
            page.add_script_tag(path=npm(package) / file)
        page.add_style_tag(path=npm(STYLE[0]) / STYLE[1])
        page.add_style_tag(content=PHONE)
        yield page


def misfits(phone: Page, card: Mapping[str, Any]) -> list[str]:
    return [
        f"{renderer}, {width} px: {text}"
        for renderer in ("official", "vendor")
        for width in (320, 420)
        for text in phone.evaluate(DRAW, {"card": card, "renderer": renderer, "width": width})
    ]


def asked(demo: Demo, line: str, who: str = name.JOHN_EMAIL, where: str | None = None) -> Any:
    """Ask the bot, and return the card of its answer."""
    said = line if where is None else f"@Roomdesk {line}"
    question = demo.webex.say(who, where, said)
    return demo.webex.wait_for_reply(question.id, 30).card


LINES = (
    # Thanks are answered in text alone.
    *(one.title for one in commands_in(commands) if one.title != "thanks"),
    *("help pmr", "pmr ana.ruiz", "romo", f"whois {name.ANA_EMAIL}", f"id {name.UNICORN_ID}"),
)


@pytest.mark.parametrize("where", [name.UNICORN, None], ids=["space", "alone"])
@pytest.mark.parametrize("line", LINES)
def test_a_card_fits_a_phone(phone: Page, demo: Demo, line: str, where: str | None) -> None:
    assert misfits(phone, asked(demo, line, where=where)) == []


@pytest.mark.parametrize(
    "line",
    [
        f"pmr {name.ANA_EMAIL}",
        f"pmr numbers {name.ANA_EMAIL}",
        f"sites {name.JOHN_EMAIL}",
        f"pmr {name.NOOR_EMAIL}",
        "pmr somebody.with-a-long-name@example.com",
        "status",
    ],
)
def test_a_card_for_the_help_desk_fits_a_phone(phone: Page, demo: Demo, line: str) -> None:
    assert misfits(phone, asked(demo, line, name.HANA_EMAIL)) == []


def test_the_card_of_a_room_with_long_values_fits_a_phone(phone: Page, demo: Demo) -> None:
    world = demo.webex.world
    room = world.pmrs[name.JOHN_EMAIL, name.SITE]
    long = {
        "topic": "Donaudampfschifffahrtselektrizitätenhauptbetriebswerk",
        "personalMeetingRoomLink": f"https://{name.SITE}/meet/{'j' * 60}",
        "sipAddress": f"{'j' * 40}@{name.SITE}",
        "coHosts": [{"displayName": "W" * 30, "email": f"{'w' * 40}@example.com"}],
    }
    world.pmrs[name.JOHN_EMAIL, name.SITE] = {**room, **long}
    try:
        assert misfits(phone, asked(demo, "pmr")) == []
    finally:
        world.pmrs[name.JOHN_EMAIL, name.SITE] = room


@pytest.mark.parametrize("char", "1amMW@é会")
def test_whatever_it_is_made_of_a_card_fits_a_phone(phone: Page, char: str) -> None:
    """Each length of word, beside short and long ones: what a table holds, and what it does not."""
    facts = [(char * label, char * value) for label in (1, 8, 16) for value in (1, 14, 20, 28, 90)]
    reply: list[Block] = [
        *(Facts([fact]) for fact in facts),
        Facts(facts),
        Text(char * 90),
        Bullets((char * 90,)),
        Facts([(char * 30, Dial("1" * 30, "2" * 30))]),
        *(Button(char * length, "help") for length in (1, 2, 3, 4, 5, 6, 8, 12, 20, 40)),
        Open(char * 40, "https://example.com"),
        Folded(char * 3, Facts(facts)),
    ]
    assert misfits(phone, render(char * 90, reply, NOW, "thread")) == []


@pytest.mark.parametrize(
    "element",
    [
        {"type": "FactSet", "facts": [{"title": "Id", "value": "y2Lz" * 12}]},
        {
            "type": "ActionSet",
            "actions": [{"type": "Action.Submit", "title": "Numbers worldwide"}] * 3,
        },
    ],
    ids=["a table", "buttons"],
)
def test_what_does_not_fit_is_found(phone: Page, element: Mapping[str, Any]) -> None:
    found = misfits(phone, {"type": "AdaptiveCard", "version": "1.2", "body": [element]})
    assert {one.partition(",")[0] for one in found} == {"official", "vendor"}


def test_nothing_is_computed_and_no_escape_is_seen(phone: Page) -> None:
    text = "${1+1} *a* _b_ [c](https://example.com) {{DATE(2026-01-01T00:00:00Z)}} `d` \\ <e>"
    reply: list[Block] = [Text(text), Facts([(text, text), ("A", "1")]), Button(text, "help")]
    card = render(text, reply, NOW, "thread")
    for renderer in ("official", "vendor"):
        phone.evaluate(DRAW, {"card": card, "renderer": renderer, "width": 420})
        seen = phone.locator("#place").inner_text().replace("\u2060", "")
        assert seen.count(text) == 4
        assert phone.locator("#place a").count() == 0
        assert phone.locator("#place em").count() == 0
