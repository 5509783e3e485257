"""Tells whether a connection is alive: each ping has to be answered."""

import time

EVERY_S = 15.0
_WITHIN_S = 14.0


class Heartbeat:
    """The pings of one connection, which began at `now`. Moments are seconds of one clock."""

    def __init__(self, now: float) -> None:
        self._sent_at = now
        self._waiting_for: str | None = None

    def is_due(self, now: float) -> bool:
        """Tell whether it is time for a ping."""
        return self._waiting_for is None and now >= self._sent_at + EVERY_S

    def sent(self, ping_id: str, now: float) -> None:
        """Take note of a ping."""
        self._sent_at, self._waiting_for = now, ping_id

    def answered(self, ping_id: str) -> None:
        """Take note of a pong."""
        if ping_id == self._waiting_for:
            self._waiting_for = None

    def is_dead(self, now: float) -> bool:
        """Tell whether an answer is overdue, or a ping: then this machine was asleep."""
        patience_s = _WITHIN_S if self._waiting_for else EVERY_S + _WITHIN_S
        return now > self._sent_at + patience_s


def awake_s() -> float:
    """Return the seconds of a clock that goes on while this machine sleeps."""
    return time.clock_gettime(getattr(time, "CLOCK_BOOTTIME", time.CLOCK_MONOTONIC))
