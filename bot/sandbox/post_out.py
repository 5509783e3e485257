"""Plain HTTP posts, each on a connection of its own, all of which can be cut at once."""

import contextlib
import socket
import threading
from collections.abc import Iterator, Mapping
from http.client import HTTPConnection, HTTPException, HTTPSConnection
from urllib.parse import urlsplit


class Poster:
    """Posts bytes; `close` ends whatever is still waiting for an answer."""

    def __init__(self, timeout_s: float) -> None:
        self._timeout_s = timeout_s
        self._open: set[HTTPConnection] = set()
        self._lock = threading.Lock()
        self._closed = False

    def post(self, url: str, body: bytes, headers: Mapping[str, str]) -> int:
        """The status of the answer, 0 where none came."""
        parts = urlsplit(url)
        kind = HTTPSConnection if parts.scheme == "https" else HTTPConnection
        path = (parts.path or "/") + (f"?{parts.query}" if parts.query else "")
        try:
            connection = kind(parts.hostname or "", parts.port, timeout=self._timeout_s)
            with self._kept(connection):
                connection.connect()
                if self._closed:
                    return 0
                connection.request("POST", path, body, {**headers, "Connection": "close"})
                answer = connection.getresponse()
                answer.read()
                return answer.status
        except (OSError, HTTPException, ValueError):
            return 0

    @contextlib.contextmanager
    def _kept(self, connection: HTTPConnection) -> Iterator[None]:
        with self._lock:
            self._open.add(connection)
        try:
            yield
        finally:
            with self._lock:
                self._open.discard(connection)
            connection.close()

    def close(self) -> None:
        """Cut every connection, for good."""
        with self._lock:
            self._closed = True
            for connection in self._open:
                if connection.sock:
                    with contextlib.suppress(OSError):
                        connection.sock.shutdown(socket.SHUT_RDWR)
