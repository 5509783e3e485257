"""Starting the pretend Webex."""

import contextlib
from collections.abc import Iterator

from .api.app import create_app
from .delivery import Courier
from .faults import Faults
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
        with served(create_app(world, faults, journal), port) as bound:
            try:
                yield Sandbox(f"http://127.0.0.1:{bound}/v1/", world, faults, journal, courier)
            finally:
                faults.close()
                courier.close()
    finally:
        courier.close()
