"""An open connection to the event socket, whatever library opened it, and its end."""

from typing import Protocol

from bot.events.socket.ending import Ending


class SocketEnd(Exception):  # noqa: N818  # every connection ends once
    """The connection ended, or never was. `why` is for the log."""

    def __init__(self, ending: Ending, why: str, retry_after_s: float = 0.0) -> None:
        super().__init__(why)
        self.ending = ending
        self.why = why
        self.retry_after_s = retry_after_s


class Socket(Protocol):
    """An open connection. `send` and `receive` raise SocketEnd."""

    def send(self, text: str) -> None:
        """Send a frame; any thread may."""

    def receive(self, within_s: float | None = None) -> str:
        """Return the next frame, if it comes in time."""

    def close(self) -> None:
        """End it."""
