"""Talking to the bot on the page."""

from playwright.sync_api import Locator, expect

from bot.sandbox.seed import name
from tests.browser.chat import Chat


def test_a_line_is_answered_with_a_card(chat: Chat) -> None:
    answer = chat.ask("room")
    expect(answer.locator(".card .size-medium")).to_have_text(name.UNICORN)
    expect(answer.locator("dt").first).to_have_text("Type")
    expect(chat.box).to_have_value("@Roomdesk ")
    expect(chat.box).to_be_focused()


def test_a_button_of_the_card_says_its_line(chat: Chat) -> None:
    chat.ask("room").get_by_role("button", name="How do I join?").click()
    expect(chat.latest.locator(".size-medium")).to_have_text(f"Join the meeting of {name.UNICORN}")
    join = chat.latest.get_by_role("link", name="Join")
    expect(join).to_have_attribute(
        "href", "https://cisco.webex.com/m/37a7d3a8-6563-487f-9577-cd029101c087"
    )
    expect(join).to_have_attribute("target", "_blank")
    expect(join).to_have_attribute("rel", "noopener noreferrer nofollow")


def test_the_text_of_an_answer_is_shown_on_request(chat: Chat) -> None:
    answer = chat.ask("help")
    switch = answer.get_by_role("button", name="Show as text")
    switch.click()
    expect(answer.locator(".markdown strong").first).to_have_text("What I can do for you")
    expect(answer.locator(".markdown code").first).to_be_visible()
    expect(switch).to_have_attribute("aria-pressed", "true")
    switch.click()
    expect(answer.locator(".markdown")).to_have_count(0)


def test_an_answer_stands_in_the_thread_of_its_question(chat: Chat) -> None:
    chat.be(name.NOOR_EMAIL)
    chat.go(name.BERLIN)
    chat.ask("help").get_by_role("button", name="Reply").click()
    expect(chat.page.get_by_text("Replying in the thread of Roomdesk")).to_be_visible()
    chat.box.press("Escape")
    expect(chat.page.locator("#replying")).to_be_hidden()
    chat.latest.get_by_role("button", name="Reply").click()
    chat.ask("sites")
    roots = chat.page.locator(".message.start")
    expect(roots).to_have_count(1)
    expect(chat.page.locator(".message.reply")).to_have_count(3)


def test_people_and_the_bot_are_completed(chat: Chat) -> None:
    chat.box.fill("")
    chat.box.press_sequentially("Hello @an")
    options = chat.page.locator("#people").get_by_role("option")
    expect(options).to_have_text(["ARAna Ruiz"])
    chat.box.press("Backspace")
    chat.box.press("Backspace")
    expect(options).to_have_count(4)
    chat.box.press("ArrowUp")
    chat.box.press("ArrowUp")
    expect(options.and_(chat.page.get_by_role("option", selected=True))).to_contain_text("Roomdesk")
    expect(chat.box).to_have_attribute("aria-activedescendant", "person-2")
    chat.box.press("Tab")
    expect(chat.box).to_have_value("Hello @Roomdesk ")
    expect(options).to_have_count(0)
    chat.box.press_sequentially("and @r")
    chat.box.press("Escape")
    expect(options).to_have_count(0)
    chat.box.fill("")


def test_a_mention_is_marked(chat: Chat) -> None:
    chat.box.fill("@Noor Haddad, see <b>this</b>")
    chat.box.press("Enter")
    expect(chat.latest.locator(".mention")).to_have_text("@Noor Haddad")
    expect(chat.latest.locator(".body")).to_have_text("@Noor Haddad, see <b>this</b>")


def test_messages_come_without_a_reload(chat: Chat) -> None:
    other = Chat(chat.page.context.new_page(), chat.demo)
    other.be(name.ANA_EMAIL)
    chat.ask("sites")
    expect(other.latest.locator(".card .size-medium")).to_have_text("Your Webex sites")
    assert other.complaints == []


def test_a_lost_demonstration_is_told_and_found_again(chat: Chat) -> None:
    lost = chat.page.get_by_text("The demonstration has ended")
    expect(lost).to_be_hidden()
    chat.page.context.set_offline(True)
    said = [chat.demo.webex.say(name.ANA_EMAIL, name.UNICORN, f"{one} words") for one in "ab"]
    expect(lost).to_be_visible()
    chat.page.context.set_offline(False)
    expect(lost).to_be_hidden()
    expect(chat.latest.locator(".body")).to_have_text(said[-1].text or "")
    assert all("ERR_INTERNET_DISCONNECTED" in one for one in chat.complaints)
    chat.complaints.clear()


def test_the_help_desk_is_told_what_others_are_refused(chat: Chat) -> None:
    def rooms_shown() -> Locator:
        chat.go("Roomdesk")
        return chat.ask("pmr ana.ruiz@example.com").get_by_role("link", name="Join")

    chat.be(name.HANA_EMAIL)
    expect(rooms_shown()).to_have_count(1)
    chat.be(name.JOHN_EMAIL)
    expect(rooms_shown()).to_have_count(0)


def test_an_outsider_sees_nothing_of_the_space(chat: Chat) -> None:
    chat.ask("room").get_by_role("button", name="Under the hood").click()
    chat.page.locator("#trace .steps").wait_for()
    chat.be(name.OLGA_EMAIL)
    expect(chat.page.locator("#trace")).to_be_hidden()
    expect(chat.page.locator("#moved")).to_contain_text(f"Olga Sorokina is not in {name.UNICORN}")
    expect(chat.page.get_by_role("heading", level=1)).to_have_text(name.PARTNERS)
    expect(chat.page.locator(".space-title")).to_have_text(["Roomdesk", name.PARTNERS])


def test_what_webex_refuses_is_said(chat: Chat) -> None:
    chat.go(name.RETRO)
    chat.box.press_sequentially("help")
    # The page hears of that only with the next thing that happens.
    chat.demo.webex.world.room(name.RETRO).is_read_only = True
    chat.box.press("Enter")
    refused = "This room is read-only."
    expect(chat.page.get_by_role("alert").filter(has_text=refused)).to_be_visible()
    expect(chat.box).to_have_value("@Roomdesk help")
    chat.demo.webex.world.room(name.RETRO).is_read_only = False
    assert "403" in chat.complaints.pop()


def test_what_the_bot_says_alone_is_marked(chat: Chat) -> None:
    chat.be(name.ADMIN_EMAIL)
    mark = chat.page.locator(".space").filter(has_text="Roomdesk").get_by_role("img", name="new")
    expect(mark).to_have_count(0)
    asked = chat.demo.webex.say(name.ADMIN_EMAIL, None, "help")
    chat.demo.webex.wait_for_reply(asked.id, 30)
    expect(mark).to_have_count(1)
    chat.go("Roomdesk")
    expect(chat.latest.locator(".alone")).to_have_text("Only you see this")
    expect(mark).to_have_count(0)


def test_what_is_asked_in_a_space_and_answered_alone_is_marked_and_removed(chat: Chat) -> None:
    chat.go("Roomdesk")
    chat.go(name.UNICORN)
    mark = chat.page.locator(".space").filter(has_text="Roomdesk").get_by_role("img", name="new")
    expect(mark).to_have_count(0)
    chat.say("pmr pin")
    expect(mark).to_have_count(1)
    chat.go("Roomdesk")
    told = chat.page.locator(".message").filter(has_text="Host PIN")
    before = told.count()
    told.last.get_by_role("button", name="Remove this message").click()
    expect(told).to_have_count(before - 1)


def test_a_first_question_is_one_press_away(chat: Chat) -> None:
    chat.be(name.ADMIN_EMAIL)
    chat.go(name.BOARD)
    expect(chat.page.locator(".empty")).to_be_visible()
    chat.page.get_by_role("button", name="What is this space?").click()
    expect(chat.latest.locator(".card .size-medium")).to_have_text(name.BOARD)
    expect(chat.box).to_be_focused()


def test_hostile_names_stay_text(chat: Chat) -> None:
    chat.be(name.ANA_EMAIL)
    chat.go(name.HOSTILE)
    answer = chat.ask("room")
    answer.get_by_role("button", name="Show as text").click()
    apart = name.HOSTILE.strip().replace("<@", "<\u2060@")
    expect(answer.locator(".size-medium")).to_have_text(apart)
    expect(answer.locator(".markdown strong").first).to_have_text(name.HOSTILE.strip())
    expect(answer.locator('a[href*="evil"]')).to_have_count(0)
    expect(answer.locator(".mention, em, .body b")).to_have_count(0)
