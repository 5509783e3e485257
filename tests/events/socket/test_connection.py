"""What a connection does with what it reads, frame by frame."""

import contextlib
import json
import queue
from collections.abc import Iterator
from dataclasses import dataclass, field

import pytest

from bot.errors import Failure, WebexError
from bot.events.socket.connection import Acknowledge, Connection, Wire
from bot.events.socket.ending import Ending
from bot.events.socket.frames import Envelope
from bot.events.socket.news import Ended, Leaving, News, Opened
from bot.events.socket.open_socket import SocketEnd
from bot.secret import Secret
from bot.webex.devices import TooManyDevicesError

_READY = {"id": "0", "sequenceNumber": 1, "data": {"eventType": "mercury.buffer_state"}}
_REFUSAL = Failure(401, "GET /catalog")


def _event(number: int) -> dict[str, object]:
    data = {"eventType": "conversation.activity", "activity": {"verb": "post"}}
    return {"id": f"{number}", "sequenceNumber": number, "data": data}


@dataclass
class Server:
    """Says what it was given, then closes; notes what it is told."""

    now: float = 0.0
    error: Exception | None = None
    says: list[str] = field(default_factory=list)
    told: list[dict[str, object]] = field(default_factory=list)
    missed: list[float | None] = field(default_factory=list)
    is_closed: bool = False

    def send(self, text: str) -> None:
        self.told.append(json.loads(text))

    def receive(self, within_s: float | None = None) -> str:
        del within_s
        if self.says:
            return self.says.pop(0)
        raise self.error or SocketEnd(Ending.LOST, "over")

    def close(self) -> None:
        self.is_closed = True

    @contextlib.contextmanager
    def dial(self, _address: str) -> Iterator["Server"]:
        yield self

    def address(self) -> str:
        if isinstance(self.error, WebexError):
            raise self.error
        return "ws://there"

    def take(self, envelope: Envelope, acknowledge: Acknowledge) -> None:
        acknowledge(envelope.id or "")

    def read(self, *frames: object) -> tuple[Connection, list[News]]:
        """Read all frames, in a thread as ever; return the connection and what it told."""
        self.says += [one if isinstance(one, str) else json.dumps(one) for one in frames]
        news: queue.SimpleQueue[News] = queue.SimpleQueue()
        wire = Wire(
            self.address,
            lambda: Secret("token"),
            self.dial,
            self.take,
            self.missed.append,
            lambda: self.now,
            lambda: 1000 + self.now,
        )
        connection = Connection(wire, news.put)
        connection.start()
        told = [news.get(timeout=20)]
        while not isinstance(told[-1], Ended):
            told.append(news.get(timeout=20))
        return connection, told


def test_it_authorises_reads_and_acknowledges() -> None:
    server = Server()
    connection, news = server.read(_READY, _event(2), {"type": "shutdown"})
    assert news == [
        Opened(connection),
        Leaving(connection),
        Ended(connection, Ending.LOST, "over"),
    ]
    first, *rest = server.told
    assert (first["type"], first["data"]) == ("authorization", {"token": "Bearer token"})
    assert rest == [{"type": "ack", "messageId": "0"}, {"type": "ack", "messageId": "2"}]
    assert (connection.heard_until, connection.latest_event) == (1000, 0)


def test_a_jump_may_have_lost_whatever_came_after_the_envelope_before() -> None:
    server = Server()
    server.read(_READY, _event(2), _event(4))
    assert server.missed == [1000]


def test_a_frame_that_cannot_be_read_is_passed_over(caplog: pytest.LogCaptureFixture) -> None:
    server = Server()
    _, news = server.read("{", _READY)
    assert isinstance(news[0], Opened)
    assert "cannot be read" in caplog.text


@pytest.mark.parametrize(
    ("error", "ending"),
    [
        (SocketEnd(Ending.REPLACED, "replaced"), Ending.REPLACED),
        (WebexError(_REFUSAL), Ending.UNAUTHORIZED),
        (WebexError(Failure(503, "GET /catalog")), Ending.LOST),
        (TooManyDevicesError(Failure(403, "POST /devices")), Ending.CROWDED),
        (ZeroDivisionError("a fault"), Ending.LOST),
    ],
    ids=str,
)
def test_every_end_is_told(error: Exception, ending: Ending) -> None:
    _, (end,) = Server(error=error).read()
    assert isinstance(end, Ended)
    assert end.ending is ending


def test_pings_are_sent_and_have_to_be_answered() -> None:
    server = Server()
    connection, _ = server.read(_READY)
    connection.beat(14.9)
    assert server.told[-1]["type"] == "ack"
    connection.beat(15.0)
    ping = server.told[-1]
    assert ping["type"] == "ping"
    connection.beat(29.0)
    assert not server.is_closed
    connection.beat(29.1)
    assert server.is_closed


def test_an_answer_says_that_all_was_heard_until_then() -> None:
    server = Server()
    ready, pong = json.dumps(_READY), json.dumps({"type": "pong", "id": "of another"})
    connection, _ = server.read(ready, pong)
    assert connection.heard_until == 1000


def test_what_is_closed_before_it_is_open_does_not_authorise() -> None:
    server = Server()
    news: queue.SimpleQueue[News] = queue.SimpleQueue()
    wire = Wire(
        server.address,
        lambda: Secret("token"),
        server.dial,
        server.take,
        server.missed.append,
        lambda: 0.0,
        lambda: 0.0,
    )
    connection = Connection(wire, news.put)
    connection.close()
    connection.start()
    assert isinstance(news.get(timeout=20), Ended)
    assert server.told == []
