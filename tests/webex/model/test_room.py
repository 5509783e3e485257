from datetime import UTC, datetime
from typing import Any

import pytest

from bot.webex.model.room import MeetingInfo, Room

# The example of https://developer.webex.com/docs/api/v1/rooms/get-room-details.
EXAMPLE: dict[str, Any] = {
    "id": "Y2lzY29zcGFyazovL3VzL1JPT00vYmJjZWIxYWQtNDNmMS0zYjU4LTkxNDctZjE0YmIwYzRkMTU0",
    "title": "Project Unicorn - Sprint 0",
    "type": "group",
    "isLocked": True,
    "teamId": "Y2lzY29zcGFyazovL3VzL1JPT00vNjRlNDVhZTAtYzQ2Yi0xMWU1LTlkZjktMGQ0MWUzNDIxOTcz",
    "lastActivity": "2016-04-21T19:12:48.920Z",
    "creatorId": "Y2lzY29zcGFyazovL3VzL1BFT1BMRS9mNWIzNjE4Ny1jOGRkLTQ3MjctOGIyZi1mOWM0NDdmMjkwNDY",
    "created": "2016-04-21T19:01:55.966Z",
    "ownerId": "Y2lzY29zcGFyazovL3VzL1BFT1BMRS9mNWIzNjE4Ny1jOGRkLTQ3MjctOGIyZi1mOWM0NDdmMjkwNDY",
    "classificationId": "Y2lzY29zcGFyazovL3VzL0NMQVNTSUZJQ0FUSU9OL2YyMDUyZTgyLTU0ZjgtMTFlYS1hMmUz",
    "isAnnouncementOnly": False,
    "isReadOnly": False,
    "isPublic": True,
    "madePublic": "2022-12-12T16:12:25.000Z",
    "description": "Company Announcements",
}
NOTHING = Room(*[None] * 15)


def test_every_property_of_the_page_is_read() -> None:
    assert Room.read(EXAMPLE) == Room(
        id=EXAMPLE["id"],
        title="Project Unicorn - Sprint 0",
        type="group",
        is_locked=True,
        team_id=EXAMPLE["teamId"],
        last_activity=datetime(2016, 4, 21, 19, 12, 48, 920_000, tzinfo=UTC),
        creator_id=EXAMPLE["creatorId"],
        created=datetime(2016, 4, 21, 19, 1, 55, 966_000, tzinfo=UTC),
        owner_id=EXAMPLE["ownerId"],
        classification_id=EXAMPLE["classificationId"],
        is_announcement_only=False,
        is_read_only=False,
        is_public=True,
        made_public=datetime(2022, 12, 12, 16, 12, 25, tzinfo=UTC),
        description="Company Announcements",
    )


def test_any_property_may_be_absent() -> None:
    assert Room.read({}) == NOTHING


@pytest.mark.parametrize(
    ("errors", "trouble"),
    [
        pytest.param({"title": {"code": "kms_failure", "reason": "…"}}, "kms_failure", id="a code"),
        pytest.param({"title": {"reason": "…"}}, "unreadable", id="no code"),
    ],
)
def test_a_title_that_webex_cannot_read_is_left_out(
    errors: dict[str, object], trouble: str
) -> None:
    room = Room.read({"title": "AAABBB…", "errors": errors})
    assert (room.title, room.trouble) == (None, trouble)


def test_a_space_is_1_to_1_by_its_type() -> None:
    assert Room.read({"type": "direct"}).is_direct
    assert not Room.read({"type": "group"}).is_direct
    assert not NOTHING.is_direct


def test_every_property_of_the_meeting_info_is_read() -> None:
    assert MeetingInfo.read(
        {
            "roomId": EXAMPLE["id"],
            "meetingLink": "https://m.example",
            "sipAddress": "1@m.example",
            "meetingNumber": 201633669,
            "meetingId": "m-1",
            "callInTollFreeNumber": "+1-866-432-9903",
            "callInTollNumber": "+1-408-525-6800",
        }
    ) == MeetingInfo(
        meeting_link="https://m.example",
        sip_address="1@m.example",
        meeting_number="201633669",
        meeting_id="m-1",
        toll_free_number="+1-866-432-9903",
        toll_number="+1-408-525-6800",
    )
    assert MeetingInfo.read({}) == MeetingInfo(*[None] * 6)
