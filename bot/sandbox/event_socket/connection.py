"""One connection of a device: frames come in one by one, and go out from a thread of its own."""

import itertools
import json
import socket
import threading
from collections.abc import Callable, Iterator
from contextlib import suppress
from functools import partial
from queue import SimpleQueue
from typing import Any

from websockets.exceptions import ConnectionClosed
from websockets.sync.server import ServerConnection

from ..record import Device
from ..world import Json


class Connection:
    """A WebSocket that is open."""

    def __init__(self, websocket: ServerConnection, device: Device) -> None:
        self.device = device
        self._is_ending = False
        self._websocket = websocket
        self._numbers = itertools.count(1)
        self._outgoing: SimpleQueue[Callable[[], None] | None] = SimpleQueue()
        self._writer = threading.Thread(target=self._write, name="event socket")
        self._writer.start()

    def next_number(self) -> int:
        """The sequence number of one more envelope; it counts even if that is never sent."""
        return next(self._numbers)

    def send(self, message: Json) -> None:
        """Send a frame after all before it; nobody waits for that."""
        self._outgoing.put(partial(self._websocket.send, json.dumps(message)))

    def announce_end(self) -> None:
        """Say that the server goes, so that the client opens the next connection before."""
        self._is_ending = True
        self.send({"type": "shutdown"})

    def hand_over(self) -> None:
        """Close it because the next connection of its device is there."""
        if self._is_ending:
            self.close(4001, "replaced during shutdown")
        else:
            self.close(4000, "replaced")

    def close(self, code: int, reason: str = "") -> None:
        """Close it after all that was sent before; nobody waits for that."""
        if code == 1005:  # the code of a close that carries none
            self._outgoing.put(self._close_without_code)
        else:
            self._outgoing.put(partial(self._websocket.close, code, reason))

    def _close_without_code(self) -> None:
        with self._websocket.send_context():
            self._websocket.protocol.send_close()

    def break_off(self) -> None:
        """Cut the line at once, without a word: what the other end calls 1006."""
        with suppress(OSError):
            self._websocket.socket.shutdown(socket.SHUT_RDWR)

    def frame(self, within_s: float) -> Any:
        """The next frame's JSON, None for what is none.

        Raises:
            TimeoutError: it did not come in time.
            ConnectionClosed: it will not come.
        """
        return _read(self._websocket.recv(within_s))

    def frames(self) -> Iterator[Any]:
        """The JSON of each frame until the connection ends, however it does."""
        with suppress(ConnectionClosed):
            for frame in self._websocket:
                yield _read(frame)

    def end(self) -> None:
        """Wait until what was to go out has gone, and what was to be closed is closed."""
        self._outgoing.put(None)
        self._writer.join()

    def _write(self) -> None:
        for do in iter(self._outgoing.get, None):
            with suppress(ConnectionClosed):
                do()


def _read(frame: str | bytes) -> Any:
    try:
        return json.loads(frame)
    except ValueError:
        return None
