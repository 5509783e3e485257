"""The bot says hello where it arrives, and nowhere else."""

from collections.abc import Mapping
from pathlib import Path

import pytest

from bot.sandbox import Fault, demo_world, running
from bot.sandbox.message import Message
from bot.sandbox.seed import name
from tests.chat.running import Chat, roomdesk, says

_HELLO = (
    "**Hello, I am Roomdesk**\n"
    "\n"
    "Mention me with one of these, and I answer right here.\n"
    "\n"
    "You can say: `room`, `meeting`, `pmr`, `help`"
)


def _by_bot(messages: list[Message]) -> list[Message]:
    return [message for message in messages if message.person_email == name.BOT_EMAIL]


def _added(chat: Chat, room: str, by: str, copies: int = 1) -> Message:
    """Add the bot to a space and return what it says first; all that is told is told so often."""
    webex = chat.webex
    bot = webex.world.bot()
    if bot.id in webex.world.members[webex.world.room(room).id]:
        webex.remove(bot.email, room, by)
    assert webex.wait_until_delivered()
    webex.courier.copies = copies
    webex.invite(bot.email, room, by)
    assert webex.wait_for(lambda: bool(_by_bot(webex.messages(room))))
    assert webex.wait_until_delivered()
    webex.courier.copies = 1
    return _by_bot(webex.messages(room))[0]


@pytest.mark.parametrize(
    ("room", "by", "copies"),
    [
        pytest.param(name.PRIVATE, name.JOHN_EMAIL, 1, id="delivered once"),
        pytest.param(name.RETRO, name.ANA_EMAIL, 3, id="delivered three times"),
    ],
)
def test_the_bot_greets_a_space_that_it_is_added_to_once(
    chat: Chat, room: str, by: str, copies: int
) -> None:
    hello = _added(chat, room, by, copies)
    assert (hello.markdown, hello.parent_id) == (_HELLO, None)
    chat.ask("help", who=by, room=room)
    assert len(_by_bot(chat.webex.messages(room))) == 2


def test_the_greeting_s_buttons_are_answered(chat: Chat) -> None:
    hello = _added(chat, name.BOARD, by=name.ADMIN_EMAIL)
    for button in ("room", "meeting", "pmr", "help"):
        answer = chat.press(hello, button, who=name.ADMIN_EMAIL)
        assert (answer.room_id, answer.parent_id) == (hello.room_id, hello.id)


def test_alone_with_a_person_the_bot_waits_to_be_asked(chat: Chat) -> None:
    asked = chat.say("help", who=name.OLGA_EMAIL, room=None)
    chat.webex.wait_for_reply(asked.id)
    assert chat.webex.wait_until_delivered()
    chat.ask("help", who=name.OLGA_EMAIL, room=None)
    assert len(_by_bot(chat.webex.direct_messages(name.OLGA_EMAIL))) == 2


def test_the_arrival_of_somebody_else_is_none_of_the_bot_s_business(chat: Chat) -> None:
    webex = chat.webex
    chat.ask("help", who=name.HANA_EMAIL, room=name.HELP_DESK)
    before = len(_by_bot(webex.messages(name.HELP_DESK)))
    webex.invite(name.NOOR_EMAIL, name.HELP_DESK, by=name.HANA_EMAIL)
    assert webex.wait_until_delivered()
    assert webex.deliveries()[-1].status == 200
    chat.ask("help", who=name.HANA_EMAIL, room=name.HELP_DESK)
    assert len(_by_bot(webex.messages(name.HELP_DESK))) == before + 1


_NO_ACCESS = {"WEBEX_REFRESH_TOKEN": "", "WEBEX_CLIENT_ID": "", "WEBEX_CLIENT_SECRET": ""}


@pytest.mark.parametrize(
    ("changes", "in_space", "alone"),
    [
        pytest.param({}, True, True, id="set up"),
        pytest.param({"WEBEX_REFRESH_TOKEN": ""}, True, True, id="for who connects"),
        pytest.param({"PMR_IN_SPACES": "off"}, False, True, id="1:1 only"),
        pytest.param(_NO_ACCESS, False, False, id="not set up"),
    ],
)
def test_personal_rooms_are_offered_where_they_are_of_use(
    tmp_path: Path, changes: Mapping[str, str], in_space: bool, alone: bool
) -> None:
    with running(demo_world()) as webex, roomdesk(webex, tmp_path, changes) as chat:
        hello = says(_added(chat, name.PRIVATE, by=name.JOHN_EMAIL))
        assert ("`pmr`" in hello) is in_space
        webex.faults.add(Fault(path="/rooms/*/meetingInfo", status=404))
        said = [chat.ask("meeting", room=room).markdown or "" for room in (name.UNICORN, None)]
        assert [one.endswith("You can say: `pmr`") for one in said] == [in_space, alone]
        assert all(one.startswith("**Webex has no meeting details") for one in said)
