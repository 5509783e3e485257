"""Somebody in a space.

https://developer.webex.com/docs/api/v1/memberships/get-membership-details
"""

from dataclasses import dataclass

from bot.webex.model import fields
from bot.webex.model.fields import Data
from bot.webex.model.message import Source


@dataclass(frozen=True, slots=True)
class Membership:
    """Who it is and where."""

    source: Source
    room_type: str | None

    @classmethod
    def read(cls, data: Data) -> "Membership":
        """Read the page's JSON object. Raises: ValueError, as `Source.read` does."""
        return cls(Source.read(data), fields.text(data, "roomType"))
