"""What people and clients send, in the forms they send it in."""

import pytest

from bot.sandbox import Fault
from bot.sandbox.seed import name
from bot.sandbox.typed import HtmlForm
from tests.chat.running import Chat, says


@pytest.mark.parametrize("form", ["p", "div", "bare", "uuid"])
@pytest.mark.parametrize(
    "text", ["@Roomdesk room", "room @Roomdesk", "please show me @Roomdesk the room?"]
)
def test_a_mention_may_have_any_form_and_stand_anywhere(
    chat: Chat, form: HtmlForm, text: str
) -> None:
    asked = chat.webex.say(name.JOHN_EMAIL, name.UNICORN, text, html_form=form)
    said = says(chat.webex.wait_for_reply(asked.id))
    assert said.startswith("**Project Unicorn - Sprint 0**")


def test_a_mention_of_somebody_else_before_the_command_is_passed_over(chat: Chat) -> None:
    asked = chat.webex.say(name.JOHN_EMAIL, name.PARTNERS, "@Ana Ruiz @Roomdesk room")
    said = says(chat.webex.wait_for_reply(asked.id))
    assert said.startswith(f"**{name.PARTNERS}**")


@pytest.mark.parametrize("line", ["help /pmr", "help with my pmr?", "/help PMR"])
def test_help_about_a_command_may_be_asked_in_any_way(chat: Chat, line: str) -> None:
    assert chat.told(line).startswith("**pmr**")


@pytest.mark.parametrize(
    "line",
    [f"pmr {name.JOHN_EMAIL}", "pmr “John.Andersen@example.com”", "PMR me", f"pmr {name.JOHN_ID}"],
)
def test_one_s_own_room_may_be_asked_for_by_name(chat: Chat, line: str) -> None:
    assert chat.told(line).startswith("**Your personal room**")


def test_a_press_may_name_whoever_presses(chat: Chat) -> None:
    answer = chat.ask("help")
    inputs = {"say": f"pmr {name.JOHN_EMAIL}", "thread": answer.parent_id}
    action = chat.webex.press(name.JOHN_EMAIL, answer.id, inputs)
    assert says(chat.webex.wait_for_reply(action.id)).startswith("**Your personal room**")


def test_a_press_is_checked_as_the_person_who_presses(chat: Chat) -> None:
    answer = chat.ask("help", room=name.PARTNERS)
    inputs = {"say": f"pmr {name.JOHN_EMAIL}", "thread": answer.parent_id}
    action = chat.webex.press(name.OLGA_EMAIL, answer.id, inputs)
    said = says(chat.webex.wait_for_reply(action.id))
    assert said.startswith("**Only the help desk may look up other people’s rooms**")


def test_asking_again_with_a_mention_asks_the_same(chat: Chat) -> None:
    fault = chat.webex.faults.add(Fault(path="/meetingPreferences/*", status=500))
    answer = chat.ask("pmr @John Andersen")
    chat.webex.faults.remove(fault)
    assert says(chat.press(answer, "Ask again")).startswith("**Your personal room**")
