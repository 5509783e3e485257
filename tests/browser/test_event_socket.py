"""The same page where the bot hears by the event socket, and what goes wrong with that."""

from collections.abc import Iterator

import pytest
from playwright.sync_api import Browser, BrowserContext, expect

from bot.sandbox.seed import name
from tests.browser.chat import Chat
from tests.browser.demo import Demo, demonstration


@pytest.fixture(scope="module", name="running_demo")
def demo_by_socket(browser: Browser, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Demo]:
    with demonstration(tmp_path_factory.mktemp("demo"), "socket") as demo:
        yield demo


@pytest.fixture(name="demo")
def connected(running_demo: Demo) -> Iterator[Demo]:
    webex = running_demo.webex
    assert webex.wait_for(lambda: webex.socket.connections() == 1, 60)
    yield running_demo
    running_demo.mend()


@pytest.fixture(name="chat")
def in_a_tab(context: BrowserContext, demo: Demo) -> Iterator[Chat]:
    chat = Chat(context.new_page(), demo)
    yield chat
    assert chat.complaints == []


def _answered_once(chat: Chat, line: str) -> None:
    asked = [
        one for one in chat.demo.webex.messages(name.UNICORN) if one.text == f"Roomdesk {line}"
    ]
    chat.demo.webex.wait_for_reply(asked[-1].id, 90)
    assert chat.demo.webex.wait_until_delivered(90)
    assert len(chat.demo.webex.replies(asked[-1].id)) == 1


def test_an_answer_shows_the_event_that_the_bot_heard(chat: Chat) -> None:
    chat.ask("room").get_by_role("button", name="Under the hood").click()
    step = chat.page.locator("#trace .steps li").first
    expect(step.locator(".step-label")).to_have_text("Webex tells the bot")
    expect(step.locator(".status.well")).to_have_text("acknowledged")
    step.locator("summary").click()
    expect(step.locator("dd").first).to_have_text("post, on the event socket")
    expect(step.locator("pre")).to_contain_text("conversation.activity")
    expect(step.locator("pre")).not_to_contain_text("Roomdesk room")


def test_a_press_is_heard(chat: Chat) -> None:
    chat.ask("room").get_by_role("button", name="How do I join?").click()
    expect(chat.latest.locator(".size-medium")).to_contain_text("Join the meeting")


@pytest.mark.parametrize("mishap", ["Socket cut", "Device forgotten", "Delivered twice"])
def test_a_trouble_of_the_socket_only_delays_the_answer(chat: Chat, mishap: str) -> None:
    chat.break_it(mishap)
    chat.say("sites")
    _answered_once(chat, "sites")
    expect(chat.latest.locator(".card .size-medium")).to_have_text("Your Webex sites")


def test_what_got_lost_says_so_and_is_answered_after_the_next_question(chat: Chat) -> None:
    chat.break_it("Event skipped")
    chat.say("sites")
    expect(chat.page.locator(".waiting")).to_contain_text("This got lost on the way.")
    chat.say("help")
    for line in ("sites", "help"):
        _answered_once(chat, line)
    expect(chat.page.locator(".waiting")).to_have_count(0)


def test_a_bot_that_was_replaced_is_away_until_it_connects_again(chat: Chat) -> None:
    chat.break_it("Socket replaced")
    chat.say("sites")
    expect(chat.page.locator(".waiting")).to_contain_text("is not connected to the event socket")
    chat.page.get_by_role("button", name="Kill the bot").click()
    expect(chat.page.locator(".waiting")).to_contain_text("The bot is down")
    chat.page.get_by_role("button", name="Start the bot again").click()
    expect(chat.page.locator("#process")).to_have_text("The bot runs")
    _answered_once(chat, "sites")
