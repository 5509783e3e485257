"""One answer is one message, in the best form that Webex takes."""

import time

import pytest

from bot.sandbox import Fault
from bot.sandbox.faults import FaultBody
from bot.sandbox.seed import name
from tests.chat.running import Chat, says


@pytest.mark.parametrize("code", [400, 403, 404])
def test_a_card_that_webex_refuses_is_left_out(chat: Chat, code: int) -> None:
    chat.webex.faults.add(
        Fault(method="POST", path="/messages", status=code, body="object", times=1)
    )
    asked = chat.say("room")
    answer = chat.webex.wait_for_reply(asked.id)
    assert answer.card is None
    assert answer.parent_id == asked.id
    assert says(answer).startswith("**Project Unicorn - Sprint 0**")


def test_a_thread_that_webex_refuses_is_left(chat: Chat) -> None:
    chat.webex.faults.add(Fault(method="POST", path="/messages", status=404, times=2))
    before = len(chat.webex.messages(name.UNICORN))
    chat.say("room")
    assert chat.webex.wait_for(lambda: len(chat.webex.messages(name.UNICORN)) == before + 2)
    answer = chat.webex.messages(name.UNICORN)[-1]
    assert answer.parent_id is None
    assert says(answer).startswith("**Project Unicorn - Sprint 0**")


@pytest.mark.parametrize("code", [429, 503])
def test_an_answer_that_cannot_be_posted_yet_is_posted_later(chat: Chat, code: int) -> None:
    fault = Fault(
        method="POST", path="/messages", status=code, headers={"Retry-After": "0"}, times=1
    )
    chat.webex.faults.add(fault)
    asked = chat.say("help")
    said = says(chat.webex.wait_for_reply(asked.id))
    # After a 503 nobody knows whether the post arrived, so the second one says so.
    assert ("may be a repeat" in said) == (code == 503)


def test_a_reply_goes_under_the_root_of_the_thread(chat: Chat) -> None:
    root = chat.say("help")
    chat.webex.wait_for_reply(root.id)
    below = chat.webex.say(name.JOHN_EMAIL, name.UNICORN, "@Roomdesk sites", parent_id=root.id)
    assert chat.webex.wait_for_reply(below.id).parent_id == root.id


def test_a_question_that_webex_does_not_show_yet_is_looked_at_again(chat: Chat) -> None:
    chat.webex.faults.add(Fault(method="GET", path="/messages/*", status=404, times=1))
    assert chat.told("room").startswith("**Project Unicorn - Sprint 0**")


@pytest.mark.parametrize(
    ("line", "begins"),
    [
        pytest.param("help", "**What I can do for you**\n", id="all of it"),
        # What a 1:1 space is told was not looked up for a group space.
        pytest.param("rooms", "**Your spaces**\n\n_There is more: ask me here._\n", id="the rest"),
    ],
)
def test_where_the_bot_may_not_post_the_asker_gets_the_answer_alone(
    chat: Chat, line: str, begins: str
) -> None:
    # Only moderators may post there, and the bot is none.
    world = chat.webex.world
    members = world.members[world.room(name.ALL_HANDS).id].values()
    who = next(world.people[one.person_id].email for one in members if one.is_moderator)
    before = len(chat.webex.direct_messages(who))
    chat.say(line, who=who, room=name.ALL_HANDS)
    assert chat.webex.wait_for(lambda: len(chat.webex.direct_messages(who)) > before)
    said = says(chat.webex.direct_messages(who)[-1])
    assert said.startswith(begins)
    assert said.endswith("_You asked this in a space where I am not allowed to post._")


@pytest.mark.parametrize(
    ("status", "body"), [(201, "object"), (200, "empty"), (200, "list"), (202, "html")]
)
def test_a_success_of_any_form_is_not_posted_again(
    chat: Chat, status: int, body: FaultBody
) -> None:
    fault = Fault(method="POST", path="/messages", status=status, body=body, after=True, times=1)
    chat.webex.faults.add(fault)
    asked = chat.say("help")
    chat.webex.wait_for_reply(asked.id)
    # The next question is answered after whatever this one still does.
    chat.ask("help")
    assert len(chat.webex.replies(asked.id)) == 1


@pytest.mark.parametrize("room", [name.UNICORN, None], ids=["a space", "1:1"])
def test_a_doubtful_post_that_has_arrived_is_not_repeated(chat: Chat, room: str | None) -> None:
    fault = Fault(method="POST", path="/messages", status=504, after=True, times=1)
    chat.webex.faults.add(fault)
    since = time.monotonic()
    asked = chat.say("help", room=room)
    chat.webex.wait_for_reply(asked.id)
    assert chat.webex.wait_until_delivered()
    for _ in range(200):
        if has_looked(chat, since):
            break
        chat.webex.wait_for(lambda: False, 0.05)
    chat.ask("help", room=room)
    assert len(chat.webex.replies(asked.id)) == 1


def has_looked(chat: Chat, since: float) -> bool:
    """Tell whether messages were read after the first post that was answered after `since`."""
    calls = chat.webex.calls(since)
    posted = min((call.ended for call in calls if call.method == "POST"), default=float("inf"))
    return any(call.method == "GET" and call.started > posted for call in calls)
