"""What somebody meets who sees the page for the first time."""

from collections.abc import Iterator

import pytest
from playwright.sync_api import Locator, expect

from bot.sandbox import Fault
from bot.sandbox.opening import begin_talking
from bot.sandbox.page.cast import cast
from bot.sandbox.seed import name
from tests.browser.chat import Chat
from tests.browser.demo import Demo

_IN_VIEW = """message => {
  const [one, all] = [message, message.parentElement].map((it) => it.getBoundingClientRect());
  return [one.top - all.top, all.bottom - one.bottom];
}"""


@pytest.fixture(autouse=True)
def opened(demo: Demo) -> None:
    begin_talking(demo.webex)


@pytest.fixture
def read_only(demo: Demo) -> Iterator[None]:
    room = demo.webex.world.room(name.UNICORN)
    yield
    room.is_read_only = False


def test_the_page_opens_onto_a_conversation_and_says_what_it_is(chat: Chat) -> None:
    expect(chat.page.locator(".message.start .name")).to_have_text(
        ["Noor Haddad", "Ana Ruiz", "John Andersen"]
    )
    expect(chat.answers.nth(0)).to_contain_text("Join the meeting")
    expect(chat.answers.nth(1)).to_contain_text("Only the help desk may look up")
    expect(chat.answers.nth(2)).to_contain_text("I sent it to you 1:1")
    intro = chat.page.locator("#intro")
    for person in cast(chat.demo.webex.world):
        expect(intro).to_contain_text(person["name"].split()[0])
    intro.get_by_role("button", name="Got it").click()
    expect(intro).to_be_hidden()
    expect(chat.box).to_be_focused()
    chat.page.reload()
    expect(chat.answers).to_have_count(3)
    expect(intro).to_be_hidden()


def test_an_answer_that_went_1_1_is_one_press_away(chat: Chat) -> None:
    chat.answers.nth(2).get_by_role("button", name="The answer is in your 1:1 space").click()
    expect(chat.page.get_by_role("heading", level=1)).to_have_text("Roomdesk")
    expect(chat.page.locator(".message").filter(has_text="Host PIN")).to_be_in_viewport()


def test_others_are_shown_no_way_to_what_was_said_1_1(chat: Chat) -> None:
    chat.be(name.ANA_EMAIL)
    expect(chat.answers).to_have_count(3)
    expect(chat.page.get_by_role("button", name="The answer is in your 1:1 space")).to_have_count(0)


def test_a_first_question_fits_who_one_is(chat: Chat) -> None:
    chat.be(name.HANA_EMAIL)
    chat.page.get_by_role("button", name="Look up Ana’s room").click()
    expect(chat.answers.last).to_contain_text("ana.ruiz@example.com")
    expect(chat.box).to_be_focused()


def test_a_tall_answer_is_shown_from_its_top_and_stays_there(chat: Chat) -> None:
    chat.page.set_viewport_size({"width": 1280, "height": 500})
    chat.be(name.HANA_EMAIL)
    answer = chat.ask("pmr ana.ruiz@example.com")
    assert chat.demo.webex.wait_until_delivered(30)
    chat.page.evaluate("() => new Promise(requestAnimationFrame)")
    top, below = _in_view(answer)
    assert 0 <= top < 40
    assert below < 0


def test_a_short_answer_is_shown_whole(chat: Chat) -> None:
    answer = chat.ask("pmr ana.ruiz@example.com")
    expect(answer).to_be_in_viewport(ratio=1)
    assert min(_in_view(answer)) >= 0


def _in_view(message: Locator) -> tuple[float, float]:
    top, below = message.evaluate(_IN_VIEW)
    return top, below


def test_what_one_reads_is_not_scrolled_away(chat: Chat) -> None:
    chat.page.set_viewport_size({"width": 1280, "height": 500})
    expect(chat.answers.nth(2)).to_be_visible()
    chat.page.locator("#scroll").evaluate("scroll => { scroll.scrollTop = 0; }")
    count = chat.page.locator(".message").count()
    chat.demo.webex.say(name.ANA_EMAIL, name.UNICORN, "aside")
    expect(chat.page.locator(".message")).to_have_count(count + 1)
    assert chat.page.locator("#scroll").evaluate("scroll => scroll.scrollTop") == 0


def test_a_read_only_space_offers_nothing(chat: Chat) -> None:
    chat.go(name.ARCHIVE)
    expect(chat.page.locator("#rule")).to_contain_text("nobody can write here")
    expect(chat.page.get_by_role("textbox")).to_have_count(0)
    expect(chat.page.get_by_role("button", name="Send")).to_have_count(0)
    expect(chat.page.locator("#starters button")).to_have_count(0)


@pytest.mark.usefixtures("read_only")
def test_a_space_that_is_closed_offers_no_reply(chat: Chat) -> None:
    reply = chat.page.get_by_role("button", name="Reply")
    expect(reply).not_to_have_count(0)
    chat.demo.webex.world.room(name.UNICORN).is_read_only = True
    chat.go("Roomdesk")
    chat.go(name.UNICORN)
    expect(reply).to_have_count(0)


def test_who_moderates_announcements_is_told_where_the_answer_goes_and_led_there(
    chat: Chat,
) -> None:
    chat.go(name.ALL_HANDS)
    expect(chat.page.locator("#rule")).to_contain_text("so it answers you 1:1")
    chat.say("room")
    chat.latest.get_by_role("button", name="The answer is in your 1:1 space").click()
    expect(chat.latest).to_contain_text(name.ALL_HANDS)
    chat.be(name.ANA_EMAIL)
    chat.go(name.ALL_HANDS)
    expect(chat.page.locator("#rule")).to_contain_text("you are not one")
    expect(chat.page.get_by_role("textbox")).to_have_count(0)


def test_a_line_without_a_mention_explains_itself_and_is_asked_at_a_press(chat: Chat) -> None:
    chat.go(name.RETRO)
    chat.box.fill("room")
    chat.box.press("Enter")
    expect(chat.latest).to_contain_text("The bot did not hear this")
    chat.latest.get_by_role("button", name="Ask the bot").click()
    expect(chat.answers.last.locator(".size-medium")).to_have_text(name.RETRO)


def test_the_page_says_while_the_bot_tries_again(chat: Chat) -> None:
    chat.go(name.UNICORN_NEXT)
    failing = chat.demo.webex.faults.add(Fault(status=503))
    chat.say("room")
    waiting = chat.page.locator(".waiting")
    expect(waiting).to_have_text("Webex answered 503. The bot is trying again …")
    chat.demo.webex.faults.remove(failing)
    expect(chat.answers.last.locator(".size-medium")).to_have_text(name.UNICORN_NEXT)
    expect(waiting).to_have_count(0)


def test_calls_that_are_meant_to_fail_are_no_alarm(chat: Chat) -> None:
    chat.answers.nth(2).get_by_role("button", name="Under the hood").click()
    probe = chat.page.locator("#trace li").filter(has_text="Guard: ask for nobody’s room")
    expect(probe.locator(".status")).to_have_text("404")
    expect(probe.locator(".status.well")).to_have_count(1)
    expect(chat.page.locator("#trace .status.ill")).to_have_count(0)
