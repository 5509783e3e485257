"""Write the pictures of the README: `make screenshots`."""

import sys
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from playwright.sync_api import Browser, Page

from bot import commands
from bot.dispatch.registry import commands_in
from bot.sandbox.seed import name
from tests.browser.chat import Chat
from tests.browser.chromium import chromium
from tests.browser.demo import Demo, demonstration
from tests.browser.starting import LackingError

PICTURES = Path(__file__).parents[2] / "docs" / "pictures"
# What differs from run to run: the time of a message, and of what happened just now.
# ruff: noqa: E501
_STILL = r"""() => {
  for (const time of document.querySelectorAll("time")) time.textContent = "10:24";
  const walker = document.createTreeWalker(document.body, NodeFilter.SHOW_TEXT);
  while (walker.nextNode()) {
    const node = walker.currentNode;
    node.data = node.data
      .replace(/\b(now|(an?|\d+) (second|minute)s? ago) \([-\d]+ [:\d]+ UTC\)/g, "now (2026-11-03 10:24 UTC)");
    // What the time line says is as it was measured.
    if (!node.parentElement.closest("#trace")) node.data = node.data.replace(/^\d+ ms$/, "9 ms");
  }
}"""
_CARDS = """async (cards) => {
  const { card } = await import("/static/card.js");
  const { el } = await import("/static/dom.js");
  const column = () => el("div");
  const columns = [column(), column(), column()];
  const sheet = el("div", { id: "sheet" }, columns);
  document.body.replaceChildren(sheet);
  document.body.style.cssText = "display: block; height: auto";
  sheet.style.cssText = "align-items: flex-start; display: flex; gap: 24px; padding: 24px";
  for (const one of columns) one.style.cssText = "flex: 1 1 0; min-width: 0";
  for (const [line, content] of cards) {
    const title = el("p", { className: "quiet" }, line);
    const drawn = el("div", { className: "body" }, title, card(content, () => {}));
    drawn.style.paddingBottom = "16px";
    columns.sort((one, other) => one.offsetHeight - other.offsetHeight)[0].append(drawn);
  }
}"""


def main() -> int:
    """Write them all."""
    PICTURES.mkdir(parents=True, exist_ok=True)
    try:
        with (
            chromium() as browser,
            tempfile.TemporaryDirectory() as folder,
            demonstration(Path(folder)) as demo,
        ):
            _page(browser, demo)
            _cards(browser, demo)
    except LackingError as error:
        sys.stderr.write(f"{error}\n")
        return 1
    return 0


def _page(browser: Browser, demo: Demo) -> None:
    with _tab(browser, demo, 1280, 900) as chat:
        demo.webex.say(name.NOOR_EMAIL, name.UNICORN, "How do I dial into our meeting?")
        chat.page.get_by_role("button", name="Got it").click()
        chat.ask("meeting")
        _shoot(chat.page, "page")
        chat.latest.get_by_role("button", name="Under the hood").click()
        chat.page.locator("#trace .steps li").nth(3).wait_for()
        chat.page.emulate_media(color_scheme="dark")
        _shoot(chat.page, "under-the-hood")


def _cards(browser: Browser, demo: Demo) -> None:
    """The cards of all commands: about a space in one, and 1:1 where they tell more."""
    cards = []
    for one in commands_in(commands):
        if one.is_listed:
            is_about_space = "[space]" in one.usage.line
            where, mention = (name.UNICORN, "@Roomdesk ") if is_about_space else (None, "")
            whom = f" {name.ANA_EMAIL}" if "<person>" in one.usage.line else ""
            asked = demo.webex.say(name.JOHN_EMAIL, where, mention + one.title + whom)
            answer = demo.webex.wait_for_reply(asked.id, 30)
            cards.append((one.title, answer.card))
    with _tab(browser, demo, 1548, 900, scale=1.2) as chat:
        chat.page.evaluate(_CARDS, [(line, card) for line, card in cards if card])
        chat.page.evaluate(_STILL)
        chat.page.locator("#sheet").screenshot(path=PICTURES / "cards.png")


@contextmanager
def _tab(
    browser: Browser, demo: Demo, width: int, height: int, scale: float = 1.5
) -> Iterator[Chat]:
    with browser.new_context(
        viewport={"width": width, "height": height},
        device_scale_factor=scale,
        color_scheme="light",
        locale="en-GB",
        timezone_id="UTC",
        reduced_motion="reduce",
    ) as context:
        yield Chat(context.new_page(), demo)


def _shoot(page: Page, picture: str) -> None:
    page.evaluate(_STILL)
    page.screenshot(path=PICTURES / f"{picture}.png", caret="hide", animations="disabled")


if __name__ == "__main__":
    sys.exit(main())
