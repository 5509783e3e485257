"""A server that shows one personal room and takes down what is sent to change it."""

import contextlib
import json
from collections.abc import Iterator
from dataclasses import dataclass, field
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from typing import Any

from tests.serving import serving


@dataclass
class Recorded:
    """What it shows, what it answers to a change (by default the room so changed), what came."""

    room: dict[str, Any]
    answer: dict[str, Any] | None = None
    status: int = 200
    takes: bool = True
    url: str = ""
    bodies: list[dict[str, Any]] = field(default_factory=list)

    def put(self, body: dict[str, Any]) -> tuple[int, dict[str, Any]]:
        self.bodies.append(body)
        if self.takes:
            self.room |= body
        return self.status, self.room if self.answer is None else self.answer


@contextlib.contextmanager
def recorded(room: dict[str, Any]) -> Iterator[Recorded]:
    """Serve a copy of that room."""
    found = Recorded(json.loads(json.dumps(room)))

    class Handler(BaseHTTPRequestHandler):
        def do_GET(self) -> None:
            self._send(200, found.room)

        def do_PUT(self) -> None:
            sent = self.rfile.read(int(self.headers["Content-Length"]))
            self._send(*found.put(json.loads(sent)))

        def _send(self, status: int, data: dict[str, Any]) -> None:
            body = json.dumps(data).encode()
            self.send_response(status)
            self.send_header("Content-Type", "application/json")
            self.send_header("Content-Length", str(len(body)))
            self.end_headers()
            self.wfile.write(body)

        def log_message(self, *_args: object) -> None:
            """Write nothing."""

    with serving(ThreadingHTTPServer(("127.0.0.1", 0), Handler)) as port:
        found.url = f"http://127.0.0.1:{port}/v1/"
        yield found
