"""A space: https://developer.webex.com/docs/api/v1/rooms/get-room-details."""

from dataclasses import dataclass
from datetime import datetime

from bot.webex.model import fields
from bot.webex.model.fields import Data


@dataclass(frozen=True, slots=True)
class Room:
    """Every property of the page; None where Webex gave none.

    `trouble` is the code of a per-item error, such as `kms_failure` for a title that Webex could
    not decrypt (the title then is a meaningless blob, and left out).
    """

    id: str | None
    title: str | None
    type: str | None
    is_locked: bool | None
    team_id: str | None
    last_activity: datetime | None
    creator_id: str | None
    created: datetime | None
    owner_id: str | None
    classification_id: str | None
    is_announcement_only: bool | None
    is_read_only: bool | None
    is_public: bool | None
    made_public: datetime | None
    description: str | None
    trouble: str | None = None

    @property
    def is_direct(self) -> bool:
        """Whether this is a 1:1 space."""
        return self.type == "direct"

    @classmethod
    def read(cls, data: Data) -> "Room":
        """Read the page's JSON object."""
        trouble = fields.object_(fields.object_(data, "errors"), "title")
        return cls(
            id=fields.text(data, "id"),
            title=None if trouble else fields.text(data, "title"),
            type=fields.text(data, "type"),
            is_locked=fields.flag(data, "isLocked"),
            team_id=fields.text(data, "teamId"),
            last_activity=fields.time(data, "lastActivity"),
            creator_id=fields.text(data, "creatorId"),
            created=fields.time(data, "created"),
            owner_id=fields.text(data, "ownerId"),
            classification_id=fields.text(data, "classificationId"),
            is_announcement_only=fields.flag(data, "isAnnouncementOnly"),
            is_read_only=fields.flag(data, "isReadOnly"),
            is_public=fields.flag(data, "isPublic"),
            made_public=fields.time(data, "madePublic"),
            description=fields.text(data, "description"),
            trouble=(fields.text(trouble, "code") or "unreadable") if trouble else None,
        )


@dataclass(frozen=True, slots=True)
class MeetingInfo:
    """How to join a space's meeting: rooms/{roomId}/meetingInfo, documented as ended."""

    meeting_link: str | None
    sip_address: str | None
    meeting_number: str | None
    meeting_id: str | None
    toll_free_number: str | None
    toll_number: str | None

    @classmethod
    def read(cls, data: Data) -> "MeetingInfo":
        """Read the endpoint's JSON object."""
        return cls(
            meeting_link=fields.text(data, "meetingLink"),
            sip_address=fields.text(data, "sipAddress"),
            meeting_number=fields.text(data, "meetingNumber"),
            meeting_id=fields.text(data, "meetingId"),
            toll_free_number=fields.text(data, "callInTollFreeNumber"),
            toll_number=fields.text(data, "callInTollNumber"),
        )
