"""What happened under the hood of an answer."""

import json

from playwright.sync_api import Locator, expect

from bot.sandbox.envelope import sign
from bot.sandbox.seed import name
from tests.browser.chat import Chat


def _opened(chat: Chat, message: Locator) -> Locator:
    message.get_by_role("button", name="Under the hood").click()
    chat.page.locator("#trace .steps li").first.wait_for()
    return chat.page.locator("#trace")


def test_the_delivery_is_shown_with_its_signature(chat: Chat) -> None:
    drawer = _opened(chat, chat.ask("room"))
    expect(drawer.locator(".question")).to_have_text("John Andersen: Roomdesk room")
    step = drawer.locator(".steps li").first
    expect(step.locator(".step-label")).to_have_text("Webex tells the bot")
    expect(step.locator(".status")).to_have_text("200")
    step.locator("summary").click()
    shown = json.loads(step.locator("pre").inner_text())
    assert (shown["resource"], shown["event"]) == ("messages", "created")
    sent = [one.body for one in chat.demo.webex.deliveries() if json.loads(one.body) == shown]
    signature = step.locator("dt", has_text="X-Spark-Signature").locator("+ dd")
    expect(signature).to_have_text(sign(name.WEBHOOK_SECRET, sent[0]))


def test_each_call_stands_on_the_time_line_with_its_status(chat: Chat) -> None:
    chat.ask("room")  # so that names are remembered
    drawer = _opened(chat, chat.ask("room"))
    labels = ["Read the message", "Ask about the space", "Post the answer"]
    steps = drawer.locator("li").filter(has=chat.page.locator(".call"))
    expect(steps.locator(".step-label")).to_have_text(labels)
    expect(steps.locator(".status.well")).to_have_text(["200"] * 3)
    starts = steps.locator(".bar-fill").evaluate_all(
        "all => all.map(one => parseFloat(one.style.left))"
    )
    assert starts == sorted(starts)
    steps.last.locator("summary").click()
    expect(steps.last.locator("dd").first).to_have_text("POST /v1/messages")
    expect(steps.last.locator("dd").nth(1)).to_have_text(name.BOT_EMAIL)


def test_what_the_bot_posted_is_shown_whole(chat: Chat) -> None:
    answer = chat.ask("sites")
    drawer = _opened(chat, answer)
    drawer.get_by_text("What the bot posted").click()
    posted = json.loads(drawer.locator(".more pre").inner_text())
    latest = chat.demo.webex.messages(name.UNICORN)[-1]
    assert posted == latest.sent


def test_a_press_is_traced_as_a_question(chat: Chat) -> None:
    chat.ask("room").get_by_role("button", name="How do I join?").click()
    expect(chat.latest.locator(".size-medium")).to_contain_text("Join the meeting")
    drawer = _opened(chat, chat.latest)
    expect(drawer.locator(".question")).to_have_text("John Andersen: pressed: meeting")
    expect(drawer.locator(".step-label").nth(1)).to_have_text("Read which button was pressed")


def test_failed_calls_are_seen_while_the_answer_is_awaited(chat: Chat) -> None:
    chat.break_it("Webex fails")
    chat.say("sites")
    question = chat.page.locator(".message").filter(has_text="sites").locator("visible=true").last
    drawer = _opened(chat, chat.page.locator(".message.start").last)
    expect(question).to_be_visible()
    expect(drawer.locator(".status.ill").first).to_have_text("503")
    expect(drawer.locator(".step-label").filter(has_text="Post the answer")).to_be_visible()
    expect(drawer.locator(".quiet").first).to_contain_text("in all")


def test_escape_closes_the_drawer_and_goes_back(chat: Chat) -> None:
    button = chat.ask("help").get_by_role("button", name="Under the hood")
    button.press("Enter")
    close = chat.page.locator("#trace").get_by_role("button", name="Close")
    expect(close).to_be_focused()
    close.press("Escape")
    expect(chat.page.locator("#trace")).to_be_hidden()
    expect(button).to_be_focused()
