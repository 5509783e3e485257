"""A server of Python's own in a thread."""

import threading
from collections.abc import Iterator
from contextlib import contextmanager
from socketserver import TCPServer, ThreadingMixIn


@contextmanager
def serving(server: TCPServer) -> Iterator[int]:
    """Serve until the end of the block, and close it then; yield the port.

    Connections that are open at the end are not waited for.
    """
    if isinstance(server, ThreadingMixIn):
        server.daemon_threads = True
    with server:
        thread = threading.Thread(target=server.serve_forever, args=(0.02,))
        thread.start()
        try:
            yield int(server.server_address[1])
        finally:
            server.shutdown()
            thread.join()
