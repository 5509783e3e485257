"""How the event socket is, as the database keeps it for all processes of a deployment."""

from datetime import UTC, datetime

from bot.inbox.upkeep import Upkeep
from bot.telemetry.metrics.state import Hearing

_ALIVE, _SINCE, _EVENT = "socket alive", "socket since", "socket event"
_CONNECTIONS, _GAPS = "socket connections", "socket gaps"
# Longer than a connection waits for the next one.
_GOOD_FOR_S = 60.0


class HearingMarks:
    """Writes and reads them. Methods raise UnavailableError."""

    def __init__(self, upkeep: Upkeep) -> None:
        self._upkeep = upkeep

    def opened(self) -> None:
        """Take note of a new connection."""
        self._upkeep.mark(_SINCE, self._upkeep.now())
        self._add(_CONNECTIONS, 1)

    def alive(self, event_ago_s: float | None, gaps: int) -> None:
        """Take note that a connection works, how long ago it told something, and of new gaps."""
        now = self._upkeep.now()
        self._upkeep.mark(_ALIVE, now)
        if event_ago_s is not None:
            self._upkeep.mark(_EVENT, now - event_ago_s)
        if gaps:
            self._add(_GAPS, gaps)

    def deaf(self) -> None:
        """Take note that nothing is heard until somebody does something."""
        self._upkeep.unmark(_ALIVE)

    def look(self) -> Hearing:
        """Return how it is."""
        ago = self._upkeep.since(_ALIVE)
        return Hearing(
            ago is not None and ago < _GOOD_FOR_S,
            self._moment(_SINCE),
            self._moment(_EVENT),
            max(0, int(self._upkeep.marked(_CONNECTIONS) or 0) - 1),
            int(self._upkeep.marked(_GAPS) or 0),
        )

    def _add(self, name: str, more: int) -> None:
        self._upkeep.mark(name, (self._upkeep.marked(name) or 0) + more)

    def _moment(self, name: str) -> datetime | None:
        found = self._upkeep.marked(name)
        return None if found is None else datetime.fromtimestamp(found, UTC)
