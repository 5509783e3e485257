"""The host PIN: 1:1, to its owner alone, once; and the button that removes it again."""

import contextlib
import json
from collections.abc import Iterator
from datetime import timedelta

import pytest

from bot.commands.pin import HostPin, pin
from bot.conversation.heard import unproven
from bot.conversation.outgoing import Outgoing
from bot.dispatch.ask import Ask
from bot.errors import WebexError
from bot.sandbox import Fault, Sandbox
from bot.sandbox.event import Event
from bot.sandbox.message import Message
from bot.sandbox.moment import stamp
from bot.sandbox.seed import name
from bot.secret import Secret
from bot.webex.model import event
from bot.webex.own import Own
from tests.by_hand import Start, bearer_at
from tests.chat.running import Chat, says

_PIN = (
    "**Your host PIN**\n"
    "\n"
    "- **Host PIN:** `4325`\n"
    "\n"
    "_Whoever has it can host your meetings. Remove it when you have used it._"
)
_SENT = "**Your host PIN**\n\nI sent it to you 1:1."
_AGAIN = "\n\n_I was interrupted, so this may be a repeat._"
_REMOVED = "**Removed**\n\nThat message of mine is gone."
_HIDE = "Remove this message"


def _by_bot(messages: list[Message]) -> list[Message]:
    return [one for one in messages if one.person_email == name.BOT_EMAIL]


def _alone(webex: Sandbox, who: str = name.JOHN_EMAIL) -> list[str]:
    """Return what the bot has said to somebody 1:1."""
    return [*map(says, _by_bot(webex.direct_messages(who)))]


# Where it goes.


@pytest.mark.parametrize("line", ["pmr pin", "PIN", "my host PIN, please", f"pmr pin {name.SITE}"])
def test_asked_1_to_1_it_is_one_message_in_the_thread(chat: Chat, line: str) -> None:
    before = len(_alone(chat.webex))
    asked = chat.say(line, room=None)
    answer = chat.webex.wait_for_reply(asked.id)
    assert (says(answer), answer.parent_id) == (_PIN, asked.id)
    assert len(_alone(chat.webex)) == before + 1


def test_asked_in_a_space_it_comes_1_to_1_and_the_space_gets_a_line(chat: Chat) -> None:
    alone, there = len(_alone(chat.webex)), len(_by_bot(chat.webex.messages(name.UNICORN)))
    asked = chat.say("pmr pin")
    answer = chat.webex.wait_for_reply(asked.id)
    assert (says(answer), answer.parent_id) == (_SENT, asked.id)
    assert "4325" not in json.dumps(answer.sent)
    assert _alone(chat.webex)[alone:] == [_PIN]
    assert len(_by_bot(chat.webex.messages(name.UNICORN))) == there + 1
    told = _by_bot(chat.webex.direct_messages(name.JOHN_EMAIL))[-1]
    assert told.parent_id is None
    assert "4325" in json.dumps(told.card)


def test_asked_within_a_thread_of_a_space_the_line_stands_there(chat: Chat) -> None:
    root = chat.webex.say(name.JOHN_EMAIL, name.UNICORN, "a talk")
    text = "@Roomdesk pmr pin"
    asked = chat.webex.say(name.JOHN_EMAIL, name.UNICORN, text, parent_id=root.id)
    assert chat.webex.wait_for_reply(asked.id).parent_id == root.id
    assert _alone(chat.webex)[-1] == _PIN


def test_each_gets_their_own(chat: Chat) -> None:
    chat.ask("pmr pin", name.ANA_EMAIL)
    assert "- **Host PIN:** `8063`" in _alone(chat.webex, name.ANA_EMAIL)[-1]


def test_whoever_presses_gets_their_own(chat: Chat) -> None:
    answer = chat.ask("help more", room=name.PARTNERS)
    assert says(chat.press(answer, "pmr pin", name.ANA_EMAIL)) == _SENT
    assert "- **Host PIN:** `8063`" in _alone(chat.webex, name.ANA_EMAIL)[-1]


@pytest.mark.parametrize("who", [name.HANA_EMAIL, name.ANA_EMAIL], ids=["help desk", "colleague"])
@pytest.mark.parametrize(
    "line",
    [
        f"pmr pin {name.JOHN_EMAIL}",
        f"pmr {name.JOHN_EMAIL} pin",
        f"pin of {name.JOHN_EMAIL}",
        f"pmr pin {name.JOHN_ID}",
    ],
)
def test_nobody_gets_that_of_somebody_else(chat: Chat, who: str, line: str) -> None:
    answer = chat.ask(line, who, room=None)
    assert "4325" not in json.dumps(answer.sent)
    assert "Host PIN:" not in says(answer)


def test_that_of_somebody_else_is_refused_in_words(chat: Chat) -> None:
    assert chat.told(f"pmr pin {name.JOHN_EMAIL}", name.HANA_EMAIL, room=None) == (
        "**“pmr pin” is about you alone**\n"
        "\n"
        f"Leave “{name.JOHN_EMAIL}” out. Usage: pmr pin \\[site\\]\n"
        "\n"
        "You can say:\n"
        f"- **Personal room: {name.JOHN_EMAIL}:** `pmr {name.JOHN_EMAIL}`\n"
        "- `help pmr pin`"
    )


def test_a_room_without_one_says_so(chat: Chat) -> None:
    pmr = chat.webex.world.pmrs[name.ANA_EMAIL, name.SITE]
    kept = pmr.pop("hostPin")
    said = chat.told("pmr pin", name.ANA_EMAIL, room=None)
    pmr["hostPin"] = kept
    assert said == "**Webex tells no host PIN**\n\nYour room has none that I could send you."


@pytest.mark.parametrize("room", [name.UNICORN, None], ids=["asked in a space", "asked 1:1"])
def test_where_webex_refuses_the_card_it_comes_as_text(chat: Chat, room: str | None) -> None:
    before = len(_alone(chat.webex))
    refused = Fault(method="POST", path="/messages", status=400, body="object", times=1)
    chat.webex.faults.add(refused)
    chat.ask("pmr pin", room=room)
    assert _alone(chat.webex)[before:] == [_PIN]
    assert _by_bot(chat.webex.direct_messages(name.JOHN_EMAIL))[-1].card is None


# Once, whatever happens in between.


@contextlib.contextmanager
def _from_the_pin_on(webex: Sandbox, fault: Fault) -> Iterator[None]:
    """Put a fault in force as soon as something was said 1:1, until the end of the block."""

    def strike(event: Event) -> None:
        if event.resource == "messages" and event.data["roomType"] == "direct":
            webex.faults.add(fault)

    webex.world.listeners.append(strike)
    yield
    webex.world.listeners.remove(strike)
    webex.faults.clear()


@pytest.mark.parametrize("is_same_process", [True, False], ids=["one process", "a new process"])
@pytest.mark.parametrize(
    ("fault", "line"),
    [
        pytest.param(Fault(method="POST", status=429), _SENT, id="the line is put off"),
        pytest.param(Fault(method="POST", status=503), f"{_SENT}{_AGAIN}", id="the line fails"),
        pytest.param(Fault(method="POST", cut=True), f"{_SENT}{_AGAIN}", id="the line is cut"),
    ],
)
def test_a_failure_between_the_message_and_the_line_repeats_no_pin(
    start: Start, fault: Fault, line: str, is_same_process: bool
) -> None:
    bot, other = start(owner="one"), start(owner="two")
    asked = bot.ask("pmr pin")
    with _from_the_pin_on(bot.webex, fault):
        wait = bot.step()
    assert (_alone(bot.webex), bot.webex.replies(asked.id)) == ([_PIN], [])
    (bot if is_same_process else other).try_again(wait)
    assert [*map(says, bot.webex.replies(asked.id))] == [line]
    assert _alone(bot.webex) == [_PIN]


def test_a_doubtful_post_of_the_pin_that_has_arrived_is_not_repeated(
    start: Start,
) -> None:
    bot = start()
    lost = Fault(method="POST", path="/messages", status=504, after=True, times=1)
    bot.webex.faults.add(lost)
    asked = bot.ask("pmr pin")
    bot.try_again(bot.step())
    assert _alone(bot.webex) == [_PIN]
    assert len(bot.webex.replies(asked.id)) == 1


def test_after_a_kill_between_the_message_and_the_line_the_pin_is_not_repeated(
    start: Start,
) -> None:
    killed, other = start(owner="killed"), start(owner="other")
    webex = killed.webex
    asked = killed.ask("pmr pin")
    # What a kill leaves behind: the PIN is out, the question is still the dead process's.
    question = killed.claimed()
    assert killed.inbox.posting(question)
    where = unproven(question.event, question.arrived_at)
    reply = pin.answer(Ask("pmr pin", where), HostPin(Secret("4325")))
    gone = _from_the_pin_on(webex, Fault(method="POST", cut=True))
    with gone, pytest.raises(WebexError):
        Outgoing(Own.of(bearer_at(webex))).say(reply, where, question.event.id, mark=lambda: None)
    other.inbox.take_over("killed")
    assert other.step() is None
    assert [*map(says, webex.replies(asked.id))] == [f"{_SENT}{_AGAIN}"]
    assert _alone(webex) == [_PIN]


def test_a_pin_that_went_out_as_text_is_not_repeated(start: Start) -> None:
    bot = start()
    bot.webex.faults.add(Fault(method="POST", path="/messages", status=400, times=1))
    late = Fault(method="POST", path="/messages", status=429, times=1)
    with _from_the_pin_on(bot.webex, late):
        bot.ask("pmr pin")
        bot.try_again(bot.step())
    assert len(_alone(bot.webex)) == 1


def test_a_new_question_gets_it_anew(start: Start) -> None:
    bot = start()
    for _ in range(2):
        bot.ask("pmr pin")
        assert bot.step() is None
    assert _alone(bot.webex) == [_PIN, _PIN]


def test_where_webex_does_not_let_the_bot_write_1_to_1_the_space_is_told(
    start: Start,
) -> None:
    bot = start()
    bot.webex.faults.add(Fault(method="POST", path="/messages", status=403, times=2))
    asked = bot.ask("pmr pin")
    assert bot.step() is None
    (answer,) = bot.webex.replies(asked.id)
    assert says(answer) == (
        "**I cannot write to you 1:1**\n"
        "\n"
        "Webex did not let me. Open a 1:1 space with me, and ask me there."
    )
    assert _alone(bot.webex) == []


def test_it_is_never_kept_for_another_try(start: Start) -> None:
    bot = start(patience=timedelta(minutes=5))
    bot.webex.faults.add(Fault(method="POST", path="/messages", status=429, times=2))
    asked = bot.ask("pmr pin", room=None)
    wait = bot.step()
    bot.webex.world.pmrs[name.JOHN_EMAIL, name.SITE]["hostPin"] = "9999"
    bot.try_again(bot.try_again(wait))
    (answer,) = bot.webex.replies(asked.id)
    assert "- **Host PIN:** `9999`" in says(answer)


# Taking it away.


def _pressed(chat: Chat, message: Message) -> Message:
    """Press the button, and return the answer; it stands in no thread if that is gone."""
    before = len(_alone(chat.webex))
    chat.webex.press(name.JOHN_EMAIL, message.id, button=_HIDE)
    assert chat.webex.wait_for(lambda: len(_alone(chat.webex)) == before)  # one goes, one comes
    assert chat.webex.wait_for(lambda: _alone(chat.webex)[-1].startswith("**Removed**"))
    return _by_bot(chat.webex.direct_messages(name.JOHN_EMAIL))[-1]


@pytest.mark.parametrize("room", [name.UNICORN, None], ids=["asked in a space", "asked 1:1"])
def test_the_button_removes_just_that_message(chat: Chat, room: str | None) -> None:
    told: list[Message] = []
    for _ in range(2):
        chat.ask("pmr pin", room=room)
        told.append(_by_bot(chat.webex.direct_messages(name.JOHN_EMAIL))[-1])
    kept, gone = told
    assert says(_pressed(chat, gone)) == _REMOVED
    there = {one.id for one in chat.webex.direct_messages(name.JOHN_EMAIL)}
    assert (kept.id in there, gone.id in there) == (True, False)


def test_pressed_twice_it_is_answered_twice_and_removes_nothing_more(
    start: Start,
) -> None:
    bot = start()
    for _ in range(2):
        asked = bot.ask("pmr pin", room=None)
        bot.step()
    (answer,) = bot.webex.replies(asked.id)
    for _ in range(2):
        bot.press(answer, _HIDE)
    assert bot.answer_all() == 2
    kept, first, second = _alone(bot.webex)
    assert (kept, first) == (_PIN, _REMOVED)
    # Of a message that is gone, Webex does not tell what was pressed.
    assert second.startswith("**This button does not work any more**")


def test_a_message_that_is_gone_already_counts_as_removed(start: Start) -> None:
    bot = start()
    asked = bot.ask("pmr pin", room=None)
    bot.step()
    (answer,) = bot.webex.replies(asked.id)
    lost = Fault(method="DELETE", path="/messages/*", status=404, after=True, times=1)
    bot.webex.faults.add(lost)
    bot.press(answer, _HIDE)
    assert bot.answer_all() == 1
    assert _alone(bot.webex) == [_REMOVED]


def test_a_removal_that_webex_delays_is_tried_again(start: Start) -> None:
    bot = start()
    asked = bot.ask("pmr pin", room=None)
    bot.step()
    (answer,) = bot.webex.replies(asked.id)
    bot.webex.faults.add(Fault(method="DELETE", path="/messages/*", status=503, times=1))
    bot.press(answer, _HIDE)
    bot.try_again(bot.step())
    assert _alone(bot.webex) == [_REMOVED]


def test_a_removal_that_webex_refuses_is_explained(start: Start) -> None:
    bot = start()
    asked = bot.ask("pmr pin", room=None)
    bot.step()
    (answer,) = bot.webex.replies(asked.id)
    bot.webex.faults.add(Fault(method="DELETE", path="/messages/*", status=403))
    bot.press(answer, _HIDE)
    assert bot.answer_all() == 1
    assert not any(said.startswith("**Removed**") for said in _alone(bot.webex))
    assert "Tracking id: ROUTER_" in _alone(bot.webex)[-1]


def test_typed_it_removes_nothing(chat: Chat) -> None:
    answer = chat.ask("pmr pin", room=None)
    assert chat.told("hide", room=None) == (
        "**Which message?**\n\nPress “Remove this message” below the one you mean."
    )
    assert answer.id in {one.id for one in chat.webex.direct_messages(name.JOHN_EMAIL)}


def test_in_a_space_a_press_that_says_so_removes_nothing(chat: Chat) -> None:
    answer = chat.ask("room", room=name.PARTNERS)
    inputs = {"say": "hide", "thread": answer.parent_id}
    action = chat.webex.press(name.OLGA_EMAIL, answer.id, inputs)
    assert says(chat.webex.wait_for_reply(action.id)) == (
        "**I remove messages 1:1 only**\n\nIn a space, answers stay for everyone."
    )
    assert answer.id in {one.id for one in chat.webex.messages(name.PARTNERS)}


def test_the_text_of_a_message_does_not_offer_what_only_a_press_can_do(chat: Chat) -> None:
    assert "hide" not in chat.told("pmr pin", room=None)
    assert "hide" not in chat.told("help")


def test_a_press_that_is_of_another_space_than_its_event_says_removes_nothing(
    start: Start,
) -> None:
    bot = start()
    asked = bot.ask("help")
    bot.step()
    (answer,) = bot.webex.replies(asked.id)
    action = bot.webex.press(name.JOHN_EMAIL, answer.id, {"say": "hide"})
    direct = bot.ask("help", room=None)
    bot.step()
    kind, at = "attachmentActions", stamp(action.created)
    ids = (action.id, direct.room_id, action.person_id)
    bot.inbox.accept(event.Event(kind, "created", *ids, created=at, pressed_id=answer.id))
    bot.step()
    assert answer.id in bot.webex.world.messages
