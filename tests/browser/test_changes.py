"""Changing one's own room on the page, and seeing at once that it is so."""

from collections.abc import Iterator

import pytest
from playwright.sync_api import Locator, expect

from bot.sandbox.seed import name
from tests.browser.chat import Chat
from tests.browser.demo import Demo

_KEY = (name.JOHN_EMAIL, name.SITE)


@pytest.fixture(autouse=True)
def room_as_it_was(demo: Demo) -> Iterator[None]:
    before = dict(demo.webex.world.pmrs[_KEY])
    yield
    demo.webex.world.pmrs[_KEY] = before
    demo.webex.world.switches.ignore_user_email = False
    if demo.webex.world.pmrs.pop((name.SERVICE_APP_EMAIL, name.SITE), None):
        demo.bot.kill()  # it remembers what it found out of the access


@pytest.fixture
def alone(chat: Chat) -> Chat:
    chat.be(name.JOHN_EMAIL)
    chat.go("Roomdesk")
    return chat


def _fact(chat: Chat, label: str) -> Locator:
    return chat.page.locator(".own-fact").filter(has_text=label).locator("dd")


def _press(chat: Chat, answer: Locator, button: str) -> Locator:
    before = chat.answers.count()
    answer.get_by_role("button", name=button).click()
    said = chat.answers.nth(before)
    said.wait_for()
    return said


def test_a_change_is_shown_pressed_and_seen_at_once(alone: Chat) -> None:
    expect(_fact(alone, "Automatic lock")).to_have_text("off")
    expect(_fact(alone, "Automatic lock")).to_be_hidden()
    shown = alone.ask("pmr lock 10")
    expect(shown).to_contain_text("off → 10 minutes after the meeting starts")
    expect(_fact(alone, "Automatic lock")).to_have_text("off")
    expect(_press(alone, shown, "Change it")).to_contain_text("Changed")
    expect(_fact(alone, "Automatic lock")).to_have_text("after 10 minutes")
    expect(_fact(alone, "Automatic lock")).to_be_visible()
    expect(alone.page.locator(".own-fact.new dt")).to_have_text(["Automatic lock"])


def test_what_is_left_stays(alone: Chat) -> None:
    expect(_press(alone, alone.ask("pmr pin new"), "Leave it")).to_contain_text(
        "Nothing was changed"
    )
    expect(_fact(alone, "Host PIN")).to_have_text("4325")


def test_a_change_in_doubt_is_made_once(alone: Chat) -> None:
    alone.break_it("Change in doubt")
    said = _press(alone, alone.ask("pmr pin new"), "Change it")
    pin = alone.demo.webex.world.pmrs[_KEY]["hostPin"]
    assert pin != "4325"
    expect(said).to_contain_text(pin)
    expect(_fact(alone, "Host PIN")).to_have_text(pin)
    made = [one for one in alone.demo.webex.calls() if one.method == "PUT"]
    assert [one.status for one in made[-1:]] == [502]


def test_an_access_that_ignores_the_address_changes_nothing(alone: Chat) -> None:
    shown = alone.ask("pmr lock 10")
    alone.break_it("Access ignores the address")
    said = _press(alone, shown, "Change it")
    expect(said).to_contain_text("I cannot tell whose room that is")
    expect(_fact(alone, "Automatic lock")).to_have_text("off")


def test_who_has_no_room_is_shown_none(chat: Chat) -> None:
    chat.be(name.NOOR_EMAIL)
    chat.go("Roomdesk")
    expect(chat.page.locator("#own-room")).to_be_hidden()
