"""What was sent to a device that did not say that it has it: it comes again."""

import time

from .sent import Sent

REMEMBERED_S = 15 * 60
"""A client that acknowledged nothing saw a quarter of an hour again."""


class Unacknowledged:
    """By device; call with the world's lock held."""

    def __init__(self) -> None:
        self._sent: dict[str, dict[str, Sent]] = {}

    def add(self, one: Sent) -> None:
        """Remember an envelope until it is acknowledged."""
        self._sent.setdefault(one.device_id, {})[one.id] = one

    def acknowledge(self, device_id: str, key: str) -> bool:
        """Let go of the envelope with that id; whether there was one."""
        one = self._sent.get(device_id, {}).pop(key, None)
        if one:
            one.acknowledged = time.monotonic()
        return one is not None

    def of(self, device_id: str) -> list[Sent]:
        """What the device has not acknowledged, oldest first."""
        kept, since = self._sent.get(device_id, {}), time.monotonic() - REMEMBERED_S
        for one in [one for one in kept.values() if one.started < since]:
            del kept[one.id]
        return list(kept.values())
