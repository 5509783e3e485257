"""A small HTTP server for the pretend Webex of a run: it answers thousands of calls a second."""

import contextlib
import socket
import threading
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field


@dataclass(frozen=True, slots=True)
class Call:
    """One request; `target` is the path with its query."""

    method: str
    target: str
    body: bytes


@dataclass(frozen=True, slots=True)
class Answer:
    """One response."""

    status: int
    body: bytes
    headers: dict[str, str] = field(default_factory=dict)


@contextlib.contextmanager
def serving(answer: Callable[[Call], Answer]) -> Iterator[int]:
    """Serve on loopback until the end of the block; yields the port."""
    with socket.create_server(("127.0.0.1", 0), backlog=128) as listener:
        server = _Server(listener, answer)
        server.start()
        try:
            yield listener.getsockname()[1]
        finally:
            server.stop()


class _Server:
    def __init__(self, listener: socket.socket, answer: Callable[[Call], Answer]) -> None:
        self._listener = listener
        self._answer = answer
        self._connections: set[socket.socket] = set()
        self._threads: list[threading.Thread] = []
        self._accepting = threading.Thread(target=self._accept, name="webex", daemon=True)

    def start(self) -> None:
        self._accepting.start()

    def stop(self) -> None:
        for one in (self._listener, *self._connections):
            with contextlib.suppress(OSError):
                one.shutdown(socket.SHUT_RDWR)
        for thread in (self._accepting, *self._threads):
            thread.join(10)

    def _accept(self) -> None:
        with contextlib.suppress(OSError):  # the end of the listener
            while True:
                connection, _ = self._listener.accept()
                connection.setsockopt(socket.IPPROTO_TCP, socket.TCP_NODELAY, 1)
                self._connections.add(connection)
                thread = threading.Thread(target=self._serve, args=(connection,), daemon=True)
                self._threads = [one for one in self._threads if one.is_alive()]
                self._threads.append(thread)
                thread.start()

    def _serve(self, connection: socket.socket) -> None:
        with connection, connection.makefile("rb") as stream, contextlib.suppress(OSError):
            while call := _read(stream.readline, stream.read):
                connection.sendall(_written(self._answer(call)))
        self._connections.discard(connection)


def _read(readline: Callable[[], bytes], read: Callable[[int], bytes]) -> Call | None:
    first = readline().split()
    if len(first) != 3:
        return None
    length = 0
    while (line := readline()) not in {b"\r\n", b""}:
        name, _, value = line.partition(b":")
        if name.lower() == b"content-length":
            length = int(value)
    return Call(first[0].decode(), first[1].decode("latin-1"), read(length))


def _written(answer: Answer) -> bytes:
    headers = {
        "Content-Type": "application/json;charset=UTF-8",
        "Content-Length": str(len(answer.body)),
        **answer.headers,
    }
    lines = (f"{name}: {value}" for name, value in headers.items())
    head = "\r\n".join([f"HTTP/1.1 {answer.status} Whatever", *lines, "", ""])
    return head.encode("latin-1") + answer.body
