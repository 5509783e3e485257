"""What a connection to the event socket tells whoever keeps it open."""

from dataclasses import dataclass
from typing import Protocol

from bot.events.socket.ending import Ending


class Line(Protocol):
    """A connection, as the listener sees it."""

    heard_until: float | None
    latest_event: float | None

    def start(self) -> None:
        """Begin to open it."""

    def close(self) -> None:
        """End it."""

    def beat(self, now: float) -> None:
        """Look whether it is alive."""


@dataclass(frozen=True, slots=True)
class Opened:
    """A connection delivers from now on."""

    connection: Line


@dataclass(frozen=True, slots=True)
class Leaving:
    """The server is about to close a connection."""

    connection: Line


@dataclass(frozen=True, slots=True)
class Ended:
    """A connection is over, or could not be opened. `retry_after_s`: Webex asked to wait."""

    connection: Line
    ending: Ending
    why: str
    retry_after_s: float = 0.0


News = Opened | Leaving | Ended
