"""Cards fit a phone, in both renderers that clients draw them with."""

from collections.abc import Callable, Iterator, Mapping
from pathlib import Path
from typing import Any

import pytest
from playwright.sync_api import Browser, Page

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
