"""What people do in the sandbox, and how one waits for the bot."""

import threading
from typing import Any

import pytest

from bot.sandbox import Refusal, Sandbox
from bot.sandbox.seed import name

from .api.test_messages import CARD
from .web import Api

BUTTONS: dict[str, Any] = {
    **CARD,
    "content": {
        "type": "AdaptiveCard",
        "version": "1.3",
        "actions": [{"type": "Action.Submit", "title": "Room", "data": {"say": "room"}}],
    },
}


def test_in_a_direct_room_no_mention_is_needed(webex: Sandbox) -> None:
    said = webex.say(name.ANA_EMAIL, None, "help")
    assert (said.room_kind, said.html) == ("direct", None)
    assert webex.direct_messages(name.ANA_EMAIL) == [said]


def test_people_are_bound_by_the_same_rules_as_bots(webex: Sandbox) -> None:
    with pytest.raises(Refusal, match="404"):
        webex.say(name.OLGA_EMAIL, name.UNICORN, "x")
    with pytest.raises(Refusal, match="403"):
        webex.say(name.ANA_EMAIL, name.ALL_HANDS, "x")
    with pytest.raises(LookupError, match="nowhere"):
        webex.say(name.ANA_EMAIL, "nowhere", "x")
    with pytest.raises(LookupError, match="nobody"):
        webex.say("nobody@example.com", None, "x")


def test_a_file_comes_without_text(webex: Sandbox) -> None:
    said = webex.say(name.ANA_EMAIL, None, "", files=("https://example.com/a.png",))
    assert (said.text, said.draft.files) == (None, ("https://example.com/a.png",))


def test_the_replies_to_a_message_are_the_bot_s_in_its_thread(bot: Api, webex: Sandbox) -> None:
    root = webex.say(name.JOHN_EMAIL, name.UNICORN, "@Roomdesk one")
    assert webex.replies(root.id) == []
    bot.post("messages", roomId=name.UNICORN_ID, parentId=root.id, text="first")
    webex.say(name.ANA_EMAIL, name.UNICORN, "aside", parent_id=root.id)
    again = webex.say(name.JOHN_EMAIL, name.UNICORN, "@Roomdesk two", parent_id=root.id)
    bot.post("messages", roomId=name.UNICORN_ID, parentId=root.id, text="second")
    bot.post("messages", roomId=name.UNICORN_ID, text="elsewhere")
    assert [reply.text for reply in webex.replies(root.id)] == ["first", "second"]
    assert [reply.text for reply in webex.replies(again.id)] == ["second"]
    with pytest.raises(LookupError):
        webex.replies("nothing")


def test_waiting_for_a_reply_ends_when_it_comes(bot: Api, webex: Sandbox) -> None:
    root = webex.say(name.JOHN_EMAIL, name.UNICORN, "@Roomdesk one")
    body = {"roomId": name.UNICORN_ID, "parentId": root.id, "text": "here"}
    poster = threading.Thread(target=bot.post, args=("messages",), kwargs=body)
    poster.start()
    assert webex.wait_for_reply(root.id).text == "here"
    poster.join()


def test_waiting_for_a_reply_ends_when_time_is_up(webex: Sandbox) -> None:
    root = webex.say(name.JOHN_EMAIL, None, "one")
    with pytest.raises(TimeoutError, match=r"0\.01 s"):
        webex.wait_for_reply(root.id, timeout_s=0.01)


def test_a_button_is_pressed_by_its_title(bot: Api, webex: Sandbox) -> None:
    card = bot.post("messages", roomId=name.UNICORN_ID, text="x", attachments=[BUTTONS]).json()
    action = webex.press(name.JOHN_EMAIL, card["id"], {"more": "1"}, button="Room")
    assert action.inputs == {"say": "room", "more": "1"}
    assert webex.replies(action.id) == []
    bot.post("messages", roomId=name.UNICORN_ID, parentId=card["id"], text="pressed")
    assert webex.wait_for_reply(action.id).text == "pressed"


def test_what_has_no_button_cannot_be_pressed(bot: Api, webex: Sandbox) -> None:
    plain = webex.say(name.JOHN_EMAIL, name.UNICORN, "x").id
    with pytest.raises(Refusal, match="no card"):
        webex.press(name.JOHN_EMAIL, plain, button="Room")
    with pytest.raises(Refusal, match="404"):
        webex.press(name.OLGA_EMAIL, plain, {})


def test_a_room_keeps_only_its_latest_messages(webex: Sandbox) -> None:
    webex.world.messages_per_room = 3
    root = webex.say(name.JOHN_EMAIL, name.UNICORN, "0")
    webex.say(name.JOHN_EMAIL, name.UNICORN, "1", parent_id=root.id)
    for number in range(2, 5):
        webex.say(name.JOHN_EMAIL, name.UNICORN, str(number))
    assert [message.text for message in webex.messages(name.UNICORN)] == ["2", "3", "4"]
    assert len(webex.world.messages) == 3
    assert webex.world.threads == {}


def test_only_the_latest_presses_are_kept(bot: Api, webex: Sandbox) -> None:
    webex.world.actions_kept = 2
    card = bot.post("messages", roomId=name.UNICORN_ID, text="x", attachments=[BUTTONS]).json()
    pressed = [webex.press(name.JOHN_EMAIL, card["id"], {}).id for _ in range(3)]
    assert list(webex.world.actions) == pressed[1:]
