"""An envelope as it went to one device."""

from dataclasses import dataclass
from typing import Any


@dataclass(slots=True)
class Sent:
    """One envelope of an activity; times are on `time.monotonic()`.

    `times` counts how often it was sent: what nobody acknowledged comes again, and 0 means that
    it was lost on purpose. `acknowledged` is None until the client has said that it has it.
    """

    device_id: str
    owner_id: str
    envelope: dict[str, Any]
    started: float
    times: int = 0
    acknowledged: float | None = None

    @property
    def id(self) -> str:
        """What the client acknowledges."""
        return str(self.envelope["id"])

    @property
    def activity(self) -> dict[str, Any]:
        """What the envelope tells of."""
        found: dict[str, Any] = self.envelope["data"]["activity"]
        return found
