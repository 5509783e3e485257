"""Messages, and presses of buttons in them."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import datetime
from typing import Any

from .record import RoomKind


@dataclass(frozen=True, slots=True)
class Draft:
    """What somebody is about to post; `sent` is the request body as it came."""

    text: str | None = None
    markdown: str | None = None
    html: str | None = None
    parent_id: str | None = None
    mentioned_people: tuple[str, ...] = ()
    mentioned_groups: tuple[str, ...] = ()
    files: tuple[str, ...] = ()
    attachments: tuple[Mapping[str, Any], ...] = ()
    sent: Mapping[str, Any] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Message:
    """A posted message; an edit puts a changed copy in its place.

    `seq` counts messages and presses in the order in which the world saw them.
    """

    id: str
    seq: int
    room_id: str
    room_kind: RoomKind
    person_id: str
    person_email: str
    created: datetime
    draft: Draft
    updated: datetime | None = None
    edits: int = 0

    @property
    def text(self) -> str | None:
        """The plain text."""
        return self.draft.text

    @property
    def markdown(self) -> str | None:
        """The Markdown, if it was posted as such."""
        return self.draft.markdown

    @property
    def html(self) -> str | None:
        """The HTML that clients draw."""
        return self.draft.html

    @property
    def parent_id(self) -> str | None:
        """The root of the thread, None if this is no reply."""
        return self.draft.parent_id

    @property
    def root_id(self) -> str:
        """The root of the thread, this message itself if it is no reply."""
        return self.draft.parent_id or self.id

    @property
    def attachments(self) -> tuple[Mapping[str, Any], ...]:
        """`({"contentType", "content"},)` if it carries a card."""
        return self.draft.attachments

    @property
    def card(self) -> Mapping[str, Any] | None:
        """The Adaptive Card, if any."""
        return self.attachments[0]["content"] if self.attachments else None

    @property
    def sent(self) -> Mapping[str, Any]:
        """The body of the POST that made it, as it came; empty for people's messages."""
        return self.draft.sent


@dataclass(frozen=True, slots=True)
class Action:
    """A press of a button on a card: an attachment action."""

    id: str
    seq: int
    message_id: str
    room_id: str
    person_id: str
    created: datetime
    inputs: Mapping[str, Any]
    type: str = "submit"
