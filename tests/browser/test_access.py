"""By keyboard, in a narrow window, in light and dark, and for everybody."""

from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from playwright.sync_api import Browser, Page, ViewportSize, expect

from bot.sandbox.seed import name
from tests.browser.chat import Chat
from tests.browser.demo import Demo

WIDE: ViewportSize = {"width": 1280, "height": 800}
NARROW: ViewportSize = {"width": 380, "height": 760}


def _tab_to(page: Page, words: str) -> None:
    """Press Tab until what has the focus is named so; a full round without it is a failure."""
    for _ in range(120):
        page.keyboard.press("Tab")
        if words in page.locator("button:focus").all_inner_texts():
            return
    pytest.fail(f"Tab does not reach {words!r}")


def test_all_is_done_by_keyboard(chat: Chat) -> None:
    page = chat.page
    page.keyboard.press("Tab")
    expect(page.get_by_role("link", name="Skip to the message box")).to_be_focused()
    page.keyboard.press("Enter")
    expect(chat.box).to_be_focused()
    page.keyboard.press("Shift+Tab")
    _tab_to(page, f"R\n{name.RETRO}")
    page.keyboard.press("Enter")
    expect(page.get_by_role("heading", level=1)).to_have_text(name.RETRO)
    expect(chat.box).to_be_focused()
    page.keyboard.type("room")
    page.keyboard.press("Enter")
    expect(chat.latest.locator(".size-medium")).to_have_text(name.RETRO)
    _tab_to(page, "How do I join?")
    page.keyboard.press("Enter")
    expect(chat.answers).to_have_count(2)
    _tab_to(page, "Under the hood")
    page.keyboard.press("Enter")
    expect(page.locator("#trace .close")).to_be_focused()
    page.keyboard.press("Tab")
    page.keyboard.press("Enter")
    expect(page.locator("#trace details").first).to_have_attribute("open", "")
    page.keyboard.press("Escape")
    _tab_to(page, "Break it")
    page.keyboard.press("Enter")
    _tab_to(page, "Rate limited")
    page.keyboard.press("Space")
    expect(page.get_by_role("switch", name="Rate limited")).to_be_checked()
    expect(page.get_by_role("switch", name="Rate limited")).to_be_focused()


def test_in_a_narrow_window_nothing_is_cut_off(chat: Chat) -> None:
    chat.page.set_viewport_size(NARROW)
    chat.page.get_by_role("button", name="Spaces").click()
    chat.go(name.UNICORN_NEXT)
    expect(chat.page.locator("#spaces")).to_be_hidden()
    for line in ("room", "pmr", "help"):
        chat.ask(line)
    _fits(chat.page)
    chat.latest.get_by_role("button", name="Under the hood").click()
    chat.page.locator("#trace summary").first.click()
    _fits(chat.page)
    chat.page.keyboard.press("Escape")
    chat.page.get_by_role("button", name="Break it").click()
    _fits(chat.page)


def _fits(page: Page) -> None:
    wide = """() => [...document.querySelectorAll("html, main, .scroll, .card, .panel")]
        .filter((one) => one.scrollWidth > one.clientWidth + 1).map((one) => one.className)"""
    assert page.evaluate(wide) == []


def test_the_theme_is_that_of_the_machine_or_as_chosen(chat: Chat) -> None:
    def ground() -> str:
        return str(chat.page.evaluate("getComputedStyle(document.body).backgroundColor"))

    light = ground()
    chat.page.emulate_media(color_scheme="dark")
    dark = ground()
    assert light != dark
    button = chat.page.locator("#theme")
    button.click()
    expect(button).to_have_accessible_name("Theme: Light")
    assert ground() == light
    chat.page.reload()
    expect(button).to_have_accessible_name("Theme: Light")
    button.click()
    chat.page.emulate_media(color_scheme="light")
    assert ground() == dark


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_axe_finds_nothing(
    browser: Browser, demo: Demo, npm: Callable[[str], Path], scheme: Any
) -> None:
    axe = npm("axe-core") / "axe.min.js"
    with browser.new_context(bypass_csp=True, color_scheme=scheme, viewport=WIDE) as context:
        chat = Chat(context.new_page(), demo)
        chat.page.add_script_tag(path=axe)
        for line in ("help", "room", "pmr"):
            chat.ask(line)
        chat.latest.get_by_role("button", name="Show as text").click()
        chat.box.press_sequentially("@")
        assert _violations(chat.page) == []
        chat.box.press("Escape")
        chat.latest.get_by_role("button", name="Under the hood").click()
        chat.page.locator("#trace summary").first.click()
        assert _violations(chat.page) == []
        chat.page.locator("#trace .close").press("Escape")
        chat.break_it("Rate limited")
        assert _violations(chat.page) == []
        chat.page.locator("#faults .close").press("Escape")
        chat.page.set_viewport_size(NARROW)
        chat.page.get_by_role("button", name="Spaces").click()
        assert _violations(chat.page) == []


def _violations(page: Page) -> list[Any]:
    """Return what axe finds in a wide window and in a narrow one."""
    found = []
    for size in (WIDE, NARROW):
        page.set_viewport_size(size)
        done = page.evaluate("axe.run(document, {resultTypes: ['violations']})")
        found += [
            (one["id"], one["impact"], [node["html"] for node in one["nodes"]])
            for one in done["violations"]
        ]
    return found
