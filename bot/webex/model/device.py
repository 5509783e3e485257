"""A device: what Webex delivers the events of an account to."""

from dataclasses import dataclass

from bot.webex.model import fields
from bot.webex.model.fields import Data


@dataclass(frozen=True, slots=True)
class Device:
    """`url` is the device itself, `socket_url` where its events are listened to.

    `changed` is when it was registered or refreshed, as an ISO 8601 time.
    """

    name: str
    url: str
    socket_url: str
    changed: str = ""

    @classmethod
    def read(cls, data: Data) -> "Device":
        """Read the service's JSON object. Raises: ValueError, where an address is missing."""
        url, socket_url = fields.text(data, "url"), fields.text(data, "webSocketUrl")
        if url is None or socket_url is None:
            raise ValueError("a device without its addresses")
        changed = fields.text(data, "modificationTime") or ""
        return cls(fields.text(data, "name") or "", url, socket_url, changed)
