"""What the world is made of: people, rooms, teams, classifications, memberships."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import datetime
from typing import Any, Literal

PersonKind = Literal["person", "bot", "appuser"]
RoomKind = Literal["direct", "group"]


@dataclass(slots=True)
class Person:
    """Somebody with an account; bots and machine accounts too."""

    id: str
    email: str
    display_name: str
    org_id: str
    created: datetime
    kind: PersonKind = "person"
    first_name: str | None = None
    last_name: str | None = None
    last_activity: datetime | None = None
    status: str | None = None


@dataclass(slots=True)
class Room:
    """A room; `None` means that the API leaves the property out.

    `meeting` is the answer of its meetingInfo without the roomId, None where that is gone.
    """

    id: str
    title: str | None
    kind: RoomKind = "group"
    is_locked: bool | None = None
    team_id: str | None = None
    last_activity: datetime | None = None
    creator_id: str | None = None
    created: datetime | None = None
    owner_id: str | None = None
    classification_id: str | None = None
    is_announcement_only: bool | None = None
    is_read_only: bool | None = None
    is_public: bool | None = None
    made_public: datetime | None = None
    description: str | None = None
    meeting: Mapping[str, Any] | None = None


@dataclass(frozen=True, slots=True)
class Team:
    """A team; whoever is in one of its rooms can see it."""

    id: str
    name: str
    creator_id: str
    created: datetime


@dataclass(frozen=True, slots=True)
class Classification:
    """A space classification; rank 0 is the least secret."""

    id: str
    title: str
    rank: int
    enabled: bool = True


@dataclass(slots=True)
class Membership:
    """One person in one room."""

    id: str
    room_id: str
    person_id: str
    created: datetime
    is_moderator: bool = False
    is_room_hidden: bool = False


@dataclass(slots=True)
class Webhook:
    """A registered webhook; `failures` holds the moments of its failed deliveries."""

    id: str
    name: str
    target_url: str
    resource: str
    event: str
    created: datetime
    creator_id: str
    org_id: str
    filter: str | None = None
    secret: str | None = None
    owned_by: str = "creator"
    status: Literal["active", "inactive"] = "active"
    failures: list[datetime] = field(default_factory=list)


@dataclass(slots=True)
class Device:
    """A client that hears events by a socket; `said` is what it told of itself.

    `id` is a bare UUID.
    """

    id: str
    owner_id: str
    said: Mapping[str, Any]
    created: datetime
    modified: datetime
