"""What a person sent: a message, or the press of a card's button.

https://developer.webex.com/docs/api/v1/messages/get-message-details and
https://developer.webex.com/docs/api/v1/attachment-actions/get-attachment-action-details
"""

from dataclasses import dataclass
from datetime import datetime

from bot.ids import is_path_segment
from bot.webex.model import fields
from bot.webex.model.fields import Data


@dataclass(frozen=True, slots=True)
class Source:
    """Who sent something, where and when. A press does not tell the address."""

    person_id: str
    person_email: str | None
    room_id: str
    created: datetime | None

    @classmethod
    def read(cls, data: Data) -> "Source":
        """Read the page's JSON object. Raises: ValueError, where it does not tell who or where."""
        person_id, room_id = _id(data, "personId"), _id(data, "roomId")
        if person_id is None or room_id is None:
            raise ValueError("nobody's, or nowhere")
        email, created = fields.text(data, "personEmail"), fields.time(data, "created")
        return cls(person_id, email, room_id, created)


@dataclass(frozen=True, slots=True)
class Message:
    """A message; `text` and `html` are "" where there are none, as with a file.

    `mentioned` are the ids of who is mentioned in it.
    """

    source: Source
    text: str
    html: str
    room_type: str | None
    parent_id: str | None
    has_files: bool
    mentioned: tuple[str, ...] = ()

    @classmethod
    def read(cls, data: Data) -> "Message":
        """Read the page's JSON object. Raises: ValueError, as `Source.read` does."""
        return cls(
            source=Source.read(data),
            text=fields.text(data, "text") or "",
            html=fields.text(data, "html") or "",
            room_type=fields.text(data, "roomType"),
            parent_id=_id(data, "parentId"),
            has_files=bool(data.get("files")),
            mentioned=fields.texts(data, "mentionedPeople"),
        )


@dataclass(frozen=True, slots=True)
class Press:
    """A button that was pressed: the message it stands in, the line it says, and the thread."""

    source: Source
    message_id: str | None
    says: str
    thread_id: str | None

    @classmethod
    def read(cls, data: Data) -> "Press":
        """Read the page's JSON object. Raises: ValueError, as `Source.read` does."""
        inputs = fields.object_(data, "inputs")
        return cls(
            source=Source.read(data),
            message_id=_id(data, "messageId"),
            says=fields.text(inputs, "say") or "",
            thread_id=_id(inputs, "thread"),
        )


def _id(data: Data, name: str) -> str | None:
    """Return an id; None if it is malformed, since a press may be forged with any `thread`."""
    found = fields.text(data, name)
    return found if found and is_path_segment(found) else None
