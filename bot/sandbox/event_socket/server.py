"""Listening for the sockets of devices."""

import contextlib
import logging
import socket
import threading
import time
from collections.abc import Iterator
from http import HTTPStatus
from urllib.parse import parse_qs, urlsplit

from websockets.http11 import Request, Response
from websockets.sync.server import ServerConnection, serve

from ..faults import Faults
from ..journal import Call, Journal
from ..world import World
from .authorisation import authorised
from .connection import Connection
from .event_socket import EventSocket

PATH = "/v1/apps/wx2/registrations/{}/messages"
_QUIET = logging.Logger("event socket", logging.CRITICAL)
"""Connections that break are what this is for."""


class _Entrance:
    """Lets in whoever comes for a device that there is; each handshake is a call."""

    def __init__(
        self,
        world: World,
        faults: Faults,
        journal: Journal,
        event_socket: EventSocket,
        authorised_within_s: float,
    ) -> None:
        self._world = world
        self._faults = faults
        self._journal = journal
        self._socket = event_socket
        self._authorised_within_s = authorised_within_s

    def admit(self, websocket: ServerConnection, request: Request) -> Response | None:
        """Answer a handshake that is refused."""
        started, url = time.monotonic(), urlsplit(request.path)
        owner = self._owner(url.path)
        self._faults.wait(self._faults.latency_s, since=started)
        fault = self._faults.meet("GET", url.path.removeprefix("/v1"), owner)
        status = 101 if owner else 404
        if fault:
            self._faults.wait(fault.hang_s, since=time.monotonic())
            status = 0 if fault.cut else fault.status or status
        self._journal.note(
            Call("GET", url.path, url.query, status, started, time.monotonic(), owner)
        )
        if status == 101:
            return None
        if status == 0:
            websocket.socket.shutdown(socket.SHUT_RDWR)
        response = websocket.respond(HTTPStatus(status or 500), "")
        response.headers.update(fault.headers if fault else {})
        return response

    def _owner(self, path: str) -> str | None:
        with self._world.lock:
            device = self._world.devices.get(_device(path))
            return self._world.people[device.owner_id].email if device else None

    def hear(self, websocket: ServerConnection) -> None:
        """Serve one connection until it ends."""
        url = urlsplit(websocket.request.path if websocket.request else "")
        asked = parse_qs(url.query)
        device = self._world.devices.get(_device(url.path))
        if device is None:
            return
        connection = Connection(websocket, device)
        try:
            has_alias = asked.get("aliasHttpStatus") == ["true"]
            within_s = self._authorised_within_s
            if authorised(self._world, connection, within_s, has_alias=has_alias):
                has_buffer_state = asked.get("bufferStates") == ["true"]
                self._socket.greet(connection, has_buffer_state=has_buffer_state)
                for frame in connection.frames():
                    self._socket.answer(connection, frame)
        finally:
            self._socket.leave(connection)
            connection.end()


def _device(path: str) -> str:
    before, _, after = PATH.partition("{}")
    return path.removeprefix(before).removesuffix(after)


@contextlib.contextmanager
def listening(
    world: World, faults: Faults, journal: Journal, authorised_within_s: float = 30.0
) -> Iterator[EventSocket]:
    """Serve the devices of the world on 127.0.0.1 in background threads."""
    event_socket = EventSocket(world)
    entrance = _Entrance(world, faults, journal, event_socket, authorised_within_s)
    server = serve(
        entrance.hear,
        "127.0.0.1",
        0,
        process_request=entrance.admit,
        compression=None,
        ping_interval=None,
        close_timeout=2,
        logger=_QUIET,
    )
    event_socket.port = server.socket.getsockname()[1]
    thread = threading.Thread(target=server.serve_forever, name="event socket")
    thread.start()
    try:
        yield event_socket
    finally:
        event_socket.close()
        server.shutdown()
        thread.join()
