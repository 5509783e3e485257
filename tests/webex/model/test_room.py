from datetime import UTC, datetime

import pytest

from bot.webex.model.room import MeetingInfo, Room
from tests.documented import MEETING, ROOM

NOTHING = Room(*[None] * 15)


def test_every_property_of_the_page_is_read() -> None:
    assert Room.read(ROOM) == Room(
        id=ROOM["id"],
        title="Project Unicorn - Sprint 0",
        type="group",
        is_locked=True,
        team_id=ROOM["teamId"],
        last_activity=datetime(2016, 4, 21, 19, 12, 48, 920_000, tzinfo=UTC),
        creator_id=ROOM["creatorId"],
        created=datetime(2016, 4, 21, 19, 1, 55, 966_000, tzinfo=UTC),
        owner_id=ROOM["ownerId"],
        classification_id=ROOM["classificationId"],
        is_announcement_only=False,
        is_read_only=False,
        is_public=True,
        made_public=datetime(2022, 10, 10, 17, 24, 19, 388_000, tzinfo=UTC),
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
    assert MeetingInfo.read(MEETING) == MeetingInfo(
        meeting_link=MEETING["meetingLink"],
        sip_address="201632887@cisco.webex.com",
        meeting_number="201632887",
        meeting_id=MEETING["meetingId"],
        toll_free_number="+1-866-432-9903",
        toll_number="+1-408-525-6800",
    )
    assert MeetingInfo.read({}) == MeetingInfo(*[None] * 6)
