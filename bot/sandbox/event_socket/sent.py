"""An envelope as it went to one device."""

import time
import uuid
from dataclasses import dataclass
from typing import Any, Self

from ..record import Device


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

    @classmethod
    def now(cls, device: Device, activity: dict[str, Any]) -> Self:
        """An envelope for that device, about to be sent."""
        envelope = {
            "id": str(uuid.uuid4()),
            "data": {"eventType": "conversation.activity", "activity": activity},
            "timestamp": time.time_ns() // 1_000_000,
            "trackingId": f"sandbox_{uuid.uuid4()}",
        }
        return cls(device.id, device.owner_id, envelope, time.monotonic())

    @property
    def id(self) -> str:
        """What the client acknowledges."""
        return str(self.envelope["id"])

    @property
    def activity(self) -> dict[str, Any]:
        """What the envelope tells of."""
        found: dict[str, Any] = self.envelope["data"]["activity"]
        return found
