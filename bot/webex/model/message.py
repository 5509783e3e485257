"""What a person sent: a message, or the press of a card's button.

https://developer.webex.com/docs/api/v1/messages/get-message-details and
https://developer.webex.com/docs/api/v1/attachment-actions/get-attachment-action-details
"""

from dataclasses import dataclass

from bot.ids import is_path_segment
from bot.webex.model import fields
from bot.webex.model.fields import Data


@dataclass(frozen=True, slots=True)
class Message:
    """A message; `text` and `html` are "" where there are none, as with a file."""

    text: str
    html: str
    room_type: str | None
    parent_id: str | None
    person_email: str | None
    has_files: bool
    room_id: str | None = None

    @classmethod
    def read(cls, data: Data) -> "Message":
        """Read the page's JSON object."""
        return cls(
            text=fields.text(data, "text") or "",
            html=fields.text(data, "html") or "",
            room_type=fields.text(data, "roomType"),
            parent_id=_id(data, "parentId"),
            person_email=fields.text(data, "personEmail"),
            has_files=bool(data.get("files")),
            room_id=_id(data, "roomId"),
        )


@dataclass(frozen=True, slots=True)
class Press:
    """A button that was pressed: the line it says, and the thread its card stands in."""

    says: str
    thread_id: str | None
    room_id: str | None = None

    @classmethod
    def read(cls, data: Data) -> "Press":
        """Read the page's JSON object."""
        inputs = fields.object_(data, "inputs")
        return cls(
            says=fields.text(inputs, "say") or "",
            thread_id=_id(inputs, "thread"),
            room_id=fields.text(data, "roomId"),
        )


def _id(data: Data, name: str) -> str | None:
    """Return an id; None for what is none, since anybody can press with any `thread`."""
    found = fields.text(data, name)
    return found if found and is_path_segment(found) else None
