import pytest

from bot.webex.model.message import Message, Press


def test_a_message_is_read() -> None:
    assert Message.read(
        {
            "id": "m",
            "roomId": "r",
            "roomType": "group",
            "text": "Roomdesk pmr",
            "html": "<p>pmr</p>",
            "parentId": "p",
            "personEmail": "ana@example.com",
            "created": "2026-03-01T12:00:00.000Z",
            "files": ["https://webexapis.com/v1/contents/1"],
        }
    ) == Message(
        text="Roomdesk pmr",
        html="<p>pmr</p>",
        room_type="group",
        parent_id="p",
        person_email="ana@example.com",
        has_files=True,
        room_id="r",
    )


def test_a_message_may_be_without_a_word() -> None:
    assert Message.read({"files": []}) == Message("", "", None, None, None, False)


def test_a_press_is_read() -> None:
    assert Press.read(
        {
            "id": "a",
            "inputs": {"say": "meeting", "thread": "m"},
            "created": "2026-03-01T12:00:00.000Z",
        }
    ) == Press(says="meeting", thread_id="m")


def test_a_press_of_another_card_says_nothing() -> None:
    assert Press.read({"inputs": ["x"]}) == Press("", None)


@pytest.mark.parametrize("thread", ["../rooms", "a\r\nb", "<@all>", "x" * 513, "", 1.5, ["m"]])
def test_a_thread_that_is_no_id_is_none(thread: object) -> None:
    assert Press.read({"inputs": {"say": "room", "thread": thread}}) == Press("room", None)
    assert Message.read({"text": "room", "parentId": thread}).parent_id is None
