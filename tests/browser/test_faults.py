"""What goes wrong at the press of a button, and that the answer still comes, once."""

import pytest
from playwright.sync_api import expect

from bot.sandbox.seed import name
from tests.browser.chat import Chat

_HEARD_S = 30.0


def _kill(chat: Chat) -> None:
    chat.page.get_by_role("button", name="Kill the bot").click()
    expect(chat.page.locator("#process")).to_have_text("The bot is down")


def _start(chat: Chat) -> None:
    chat.page.get_by_role("button", name="Start the bot again").click()
    expect(chat.page.locator("#process")).to_have_text("The bot runs")


def _answered_once(chat: Chat) -> None:
    answers = chat.latest.locator(".card .size-medium")
    expect(answers).to_have_text("Your Webex sites")
    assert chat.demo.webex.wait_until_delivered(_HEARD_S)
    asked = [one for one in chat.demo.webex.messages(name.UNICORN) if one.text == "Roomdesk sites"]
    assert len(chat.demo.webex.replies(asked[-1].id)) == 1


def test_a_question_to_a_dead_bot_is_answered_once_it_lives_again(chat: Chat) -> None:
    chat.page.get_by_role("button", name="Break it").click()
    _kill(chat)
    chat.say("sites")
    assert chat.demo.webex.wait_until_delivered(_HEARD_S)
    _start(chat)
    _answered_once(chat)


def test_an_answer_survives_a_kill_in_its_middle(chat: Chat) -> None:
    chat.break_it("Webex is slow")
    before = len(chat.demo.webex.calls())
    chat.say("sites")
    # The question was read: the bot is about to fetch what it asks for.
    assert chat.demo.webex.wait_for(lambda: len(chat.demo.webex.calls()) > before, _HEARD_S)
    _kill(chat)
    chat.page.get_by_role("switch", name="Webex is slow").click()
    _start(chat)
    _answered_once(chat)


@pytest.mark.parametrize(
    "mishap", ["Webex is slow", "Webex fails", "Rate limited", "Delivered twice", "Line cut"]
)
def test_a_passing_trouble_only_delays_the_answer(chat: Chat, mishap: str) -> None:
    chat.break_it(mishap)
    expect(chat.page.locator("#fault-count")).to_have_text("1")
    chat.say("sites")
    _answered_once(chat)


@pytest.mark.parametrize(
    ("mishap", "line"),
    [("Space deleted", "room"), ("Token without scope", "pmr")],
    ids=["space", "scope"],
)
def test_a_lasting_trouble_is_explained(chat: Chat, mishap: str, line: str) -> None:
    chat.break_it(mishap)
    answer = chat.ask(line)
    expect(answer.locator(".card")).to_be_visible()
    expect(answer.locator("dl")).to_have_count(0)
    chat.page.get_by_role("switch", name=mishap).click()
    expect(chat.page.locator("#fault-count")).to_be_hidden()
    expect(chat.ask(line).locator("dl")).not_to_have_count(0)


def test_a_trouble_ends_by_itself_when_it_has_hit_often_enough(chat: Chat) -> None:
    chat.page.get_by_role("button", name="Break it").click()
    _kill(chat)  # it would make calls of its own
    chat.break_it("Rate limited")
    expect(chat.page.locator("#says-limited")).to_contain_text("2 left")
    before = chat.answers.count()
    chat.say("help")
    _start(chat)
    chat.answers.nth(before).wait_for()
    expect(chat.page.get_by_role("switch", name="Rate limited")).not_to_be_checked()
