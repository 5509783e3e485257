from datetime import UTC, datetime

import pytest

from bot.webex.model.fields import Data
from bot.webex.model.membership import Membership
from bot.webex.model.message import Message, Press, Source

SENT: Data = {
    "id": "m",
    "personId": "ana",
    "personEmail": "ana@example.com",
    "roomId": "r",
    "created": "2026-03-01T12:00:00.000Z",
}
SOURCE = Source("ana", "ana@example.com", "r", datetime(2026, 3, 1, 12, tzinfo=UTC))


def test_a_message_is_read() -> None:
    data = {
        "roomType": "group",
        "text": "Roomdesk pmr",
        "html": "<p>pmr</p>",
        "parentId": "p",
        "files": ["https://webexapis.com/v1/contents/1"],
        "mentionedPeople": ["bot"],
    }
    assert Message.read({**SENT, **data}) == Message(
        SOURCE, "Roomdesk pmr", "<p>pmr</p>", "group", "p", has_files=True, mentioned=("bot",)
    )


def test_a_message_may_be_without_a_word() -> None:
    data = {"personId": "ana", "roomId": "r", "files": []}
    source = Source("ana", None, "r", None)
    assert Message.read(data) == Message(source, "", "", None, None, has_files=False)


def test_a_press_is_read() -> None:
    data = {**SENT, "messageId": "card", "inputs": {"say": "meeting", "thread": "m"}}
    assert Press.read(data) == Press(SOURCE, "card", says="meeting", thread_id="m")


def test_a_press_of_another_card_says_nothing() -> None:
    assert Press.read({**SENT, "inputs": ["x"]}) == Press(SOURCE, None, "", None)


def test_a_membership_is_read() -> None:
    assert Membership.read({**SENT, "roomType": "group"}) == Membership(SOURCE, "group")


@pytest.mark.parametrize("thread", ["../rooms", "a\r\nb", "<@all>", "x" * 513, "", 1.5, ["m"]])
def test_a_thread_that_is_no_id_is_none(thread: object) -> None:
    press = Press.read({**SENT, "inputs": {"say": "room", "thread": thread}})
    assert (press.says, press.thread_id) == ("room", None)
    assert Message.read({**SENT, "text": "room", "parentId": thread}).parent_id is None


@pytest.mark.parametrize("kind", [Message, Press, Membership])
@pytest.mark.parametrize("name", ["personId", "roomId"])
@pytest.mark.parametrize("value", [None, "", "../rooms", "a\r\nb", "x" * 513, ["ana"], {}])
def test_what_does_not_tell_whose_it_is_and_where_proves_nothing(
    kind: type[Message | Press | Membership], name: str, value: object
) -> None:
    with pytest.raises(ValueError, match="nobody's, or nowhere"):
        kind.read({**SENT, name: value})
