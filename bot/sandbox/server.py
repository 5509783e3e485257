"""Starting the pretend Webex."""

import contextlib
from collections.abc import Iterator

from .api.app import api
from .delivery import Courier
from .event_socket import listening
from .faults import Faults
from .gate import Gate
from .http_server import served
from .journal import Journal
from .sandbox import Sandbox
from .world import World


@contextlib.contextmanager
def running(world: World, port: int = 0) -> Iterator[Sandbox]:
    """Serve the world on 127.0.0.1; port 0 picks a free one.

    On the way out everything stops at once: open connections, waits and deliveries are cut.
    """
    faults, journal, courier = Faults(), Journal(), Courier(world)
    journal.listeners.append(world.wake)
    try:
        with (
            listening(world, faults, journal) as event_socket,
            served(Gate(api().wsgi_app, world, faults, journal, event_socket.port), port) as bound,
        ):
            event_socket.api_port = bound
            url = f"http://127.0.0.1:{bound}/v1/"
            try:
                yield Sandbox(url, world, faults, journal, courier, event_socket)
            finally:
                faults.close()
                courier.close()
    finally:
        courier.close()
