"""A WSGI server on loopback that keeps connections alive and still stops at once.

Werkzeug's own handler closes after each answer, and waits 10 ms for stray bytes; clients of the
real API reuse their connections, so this one does too.
"""

import contextlib
import socket
import threading
from collections.abc import Iterable, Iterator
from io import BytesIO
from typing import TYPE_CHECKING, Any

from werkzeug.datastructures import Headers
from werkzeug.serving import ThreadedWSGIServer, WSGIRequestHandler
from werkzeug.test import run_wsgi_app
from werkzeug.wsgi import ClosingIterator

from .bad_answer import CutError

if TYPE_CHECKING:
    from _typeshed.wsgi import WSGIApplication, WSGIEnvironment


class _Handler(WSGIRequestHandler):
    protocol_version = "HTTP/1.1"
    disable_nagle_algorithm = True

    def run_wsgi(self) -> None:
        """Answer one request; a body of one part goes out with its head in one write."""
        environ = self.environ = self.make_environ()
        environ["wsgi.input"] = BytesIO(_read_all(environ))
        try:
            parts, status, headers = run_wsgi_app(self.server.app, environ)
            with contextlib.ExitStack() as after:
                if isinstance(parts, ClosingIterator):
                    after.callback(parts.close)
                self._send(status, headers, parts)
        except CutError:
            self.close_connection = True
            self.connection.shutdown(socket.SHUT_RDWR)

    def _send(self, status: str, headers: Headers, parts: Iterable[bytes]) -> None:
        if "Content-Length" not in headers and not status.startswith(("204", "304")):
            parts = [b"".join(parts)]
            headers["Content-Length"] = str(len(parts[0]))
        headers.setdefault("Date", self.date_time_string())
        if self.close_connection:
            headers["Connection"] = "close"
        lines = [f"HTTP/1.1 {status}", *(f"{name}: {value}" for name, value in headers), "", ""]
        head = "\r\n".join(lines).encode("latin-1")
        if self.command == "HEAD":
            parts = ()
        for part in parts:
            self.wfile.write(head + part)
            head = b""
        if head:
            self.wfile.write(head)

    def log(self, type: str, message: str, *args: Any) -> None:  # noqa: A002 - as overridden
        """Be quiet."""

    def log_request(self, code: int | str = "-", size: int | str = "-") -> None:
        """Be quiet."""


def _read_all(environ: "WSGIEnvironment") -> bytes:
    """The body, so that nothing of it is left in front of the next request."""
    stream = environ["wsgi.input"]
    if environ.get("wsgi.input_terminated"):
        return bytes(stream.read())
    return bytes(stream.read(int(environ.get("CONTENT_LENGTH") or 0)))


class _Server(ThreadedWSGIServer):
    daemon_threads = False

    def __init__(self, port: int, app: "WSGIApplication") -> None:
        self._connections: set[socket.socket] = set()
        super().__init__("127.0.0.1", port, app, _Handler)

    def process_request(self, request: Any, client_address: Any) -> None:
        self._connections.add(request)
        super().process_request(request, client_address)

    def shutdown_request(self, request: Any) -> None:
        self._connections.discard(request)
        super().shutdown_request(request)

    def hang_up(self) -> None:
        """End every connection, idle or not."""
        for connection in list(self._connections):
            with contextlib.suppress(OSError):
                connection.shutdown(socket.SHUT_RDWR)


@contextlib.contextmanager
def served(app: "WSGIApplication", port: int = 0) -> Iterator[int]:
    """Serve the app on 127.0.0.1 in background threads; yields the port."""
    server = _Server(port, app)
    thread = threading.Thread(target=server.serve_forever, args=(0.02,), name="sandbox")
    thread.start()
    try:
        yield server.port
    finally:
        server.shutdown()
        server.hang_up()
        thread.join()
