"""Senders who take their time hold threads of the real server, and the others still answer."""

import contextlib
import json
import socket
from collections.abc import Iterator, Mapping
from pathlib import Path

import pytest
import requests

from bot.sandbox import Sandbox, demo_world, running
from bot.sandbox.bot_process import bot_process, free_port, settings_for
from bot.sandbox.envelope import SIGNATURE, sign
from bot.sandbox.seed import name
from tests.live.conftest import Live

ROOT = Path(__file__).parents[2]
_THREADS = 8  # of gunicorn.conf.py
_TIMEOUT_S = 30.0


@pytest.fixture
def webex(live: Live) -> Sandbox:
    return live.webex


@pytest.fixture
def bot(live: Live) -> int:
    """The port of the running bot."""
    return live.port


class _Slow:
    """A delivery whose body comes in pieces; at its start a thread of the server waits for it."""

    def __init__(self, port: int, body: bytes) -> None:
        self._rest = body
        self._socket = socket.create_connection(("127.0.0.1", port), _TIMEOUT_S)
        # The server asks for the body once a thread has taken the request.
        self._socket.sendall(_head(body, {"Expect": "100-continue"}))
        assert self._line() == b"HTTP/1.1 100 Continue"
        self._line()

    def send(self, size: int) -> None:
        self._socket.sendall(self._rest[:size])
        self._rest = self._rest[size:]

    def answer(self) -> bytes:
        return self._line()

    def finish(self) -> bytes:
        self.send(len(self._rest))
        return self._line()

    def close(self) -> None:
        self._socket.close()

    def _line(self) -> bytes:
        line = b""
        while not line.endswith(b"\r\n"):
            char = self._socket.recv(1)
            assert char
            line += char
        return line.strip()


def _head(body: bytes, more: Mapping[str, str]) -> bytes:
    headers = {
        "Host": "bot",
        "Content-Length": str(len(body)),
        SIGNATURE: sign(name.WEBHOOK_SECRET, body),
        **more,
    }
    lines = (f"{key}: {value}" for key, value in headers.items())
    return "\r\n".join(["POST /webhook HTTP/1.1", *lines, "", ""]).encode()


def _body(number: int) -> bytes:
    data = {"id": f"slow-{number}", "roomId": "room", "personId": "ana"}
    return json.dumps({"resource": "messages", "event": "created", "data": data}).encode()


def _is_answered(webex: Sandbox) -> bool:
    asked = webex.say(name.JOHN_EMAIL, name.UNICORN, "@Roomdesk help")
    webex.wait_for_reply(asked.id, _TIMEOUT_S)
    return webex.wait_until_delivered(_TIMEOUT_S) and webex.deliveries()[-1].status == 200


def test_fewer_slow_bodies_than_threads_do_not_stop_the_acknowledgement(
    webex: Sandbox, bot: int
) -> None:
    with contextlib.ExitStack() as stack:
        slow = [_Slow(bot, _body(number)) for number in range(_THREADS - 1)]
        for one in slow:
            stack.callback(one.close)
        assert _is_answered(webex)
        for one in slow:
            one.send(1)
        assert _is_answered(webex)
        assert [one.finish() for one in slow] == [b"HTTP/1.1 200 OK"] * len(slow)


def test_fewer_slow_headers_than_threads_do_not_stop_it_either(webex: Sandbox, bot: int) -> None:
    with contextlib.ExitStack() as stack:
        for _ in range(_THREADS - 1):
            slow = socket.create_connection(("127.0.0.1", bot), _TIMEOUT_S)
            stack.callback(slow.close)
            slow.sendall(b"POST /webhook HTTP/1.1\r\nHost: b")
        assert _is_answered(webex)


def test_without_a_signature_nobody_waits_for_the_body(bot: int) -> None:
    with socket.create_connection(("127.0.0.1", bot), _TIMEOUT_S) as slow:
        slow.sendall(b"POST /webhook HTTP/1.1\r\nHost: b\r\nContent-Length: 1000\r\n\r\n{")
        assert slow.recv(100).startswith(b"HTTP/1.1 401 ")


def test_of_a_body_that_is_too_long_nothing_is_awaited(bot: int) -> None:
    with socket.create_connection(("127.0.0.1", bot), _TIMEOUT_S) as slow:
        slow.sendall(_head(b" " * 100_000, {}) + b" ")
        assert slow.recv(100).startswith(b"HTTP/1.1 413 ")


def test_a_body_in_chunks_is_read_up_to_the_limit(bot: int) -> None:
    body = _body(99)
    url, headers = f"http://127.0.0.1:{bot}/webhook", {SIGNATURE: sign(name.WEBHOOK_SECRET, body)}
    pieces = requests.post(url, data=iter([body[:9], body[9:]]), headers=headers, timeout=9)
    assert (pieces.status_code, pieces.text) == (200, "accepted\n")
    signed = {SIGNATURE: sign(name.WEBHOOK_SECRET, b" " * 99_000)}
    endless = requests.post(url, data=iter([b" " * 1000] * 99), headers=signed, timeout=9)
    assert endless.status_code == 401  # what was read of it is not what was signed


@pytest.fixture(scope="module")
def hurried(tmp_path_factory: pytest.TempPathFactory) -> Iterator[int]:
    """The port of a bot that lends its threads for a second."""
    folder = tmp_path_factory.mktemp("hurried")
    options = ("--worker-class", "tests.live.hurried.Worker")
    with running(demo_world()) as webex, (folder / "log").open("wb") as log:
        settings = settings_for(webex.url, free_port(), folder / "bot.db")
        with bot_process(ROOT, settings, log, *options):
            yield int(settings["PORT"])


def test_a_body_that_does_not_end_is_given_up_and_the_reason_told(hurried: int) -> None:
    slow = _Slow(hurried, _body(1))
    slow.send(5)
    assert slow.answer() == b"HTTP/1.1 400 BAD REQUEST"
    slow.close()


@pytest.mark.parametrize(
    "sent",
    [
        b"POST /webhook HTTP/1.1\r\nHost: b",
        b"POST /webhook HTTP/1.1\r\nHost: b\r\n",
        b"P",
        b"",
    ],
    ids=["half a header", "no end of the headers", "one letter", "nothing"],
)
def test_headers_that_do_not_end_close_the_connection(hurried: int, sent: bytes) -> None:
    with socket.create_connection(("127.0.0.1", hurried), _TIMEOUT_S) as slow:
        slow.sendall(sent)
        assert slow.recv(100) == b""


def test_a_body_in_chunks_that_does_not_end_is_given_up_too(hurried: int) -> None:
    head = {"Transfer-Encoding": "chunked", SIGNATURE: sign(name.WEBHOOK_SECRET, b"{}")}
    lines = [f"{key}: {value}" for key, value in head.items()]
    with socket.create_connection(("127.0.0.1", hurried), _TIMEOUT_S) as slow:
        slow.sendall(
            "\r\n".join(["POST /webhook HTTP/1.1", "Host: b", *lines, "", "5\r\nab"]).encode()
        )
        assert slow.recv(100).startswith(b"HTTP/1.1 400 ")


@pytest.mark.parametrize(
    "sent",
    [
        b"",
        b"POST /webhook HTTP/1.1\r\nHost: b",
        _head(_body(2), {}) + b"{",
        b"GET /healthz HTTP/1.1\r\nHost: b\r\nConnection: close\r\n\r\n",
    ],
    ids=["nothing", "half a header", "half a body", "no goodbye"],
)
def test_more_of_them_than_threads_hold_up_the_acknowledgement_but_do_not_stop_it(
    webex: Sandbox, bot: int, sent: bytes
) -> None:
    with contextlib.ExitStack() as stack:
        for _ in range(3 * _THREADS):
            slow = stack.enter_context(socket.create_connection(("127.0.0.1", bot), _TIMEOUT_S))
            slow.sendall(sent)
        assert requests.get(f"http://127.0.0.1:{bot}/readyz", timeout=_TIMEOUT_S).ok


def test_a_stop_does_not_wait_for_slow_senders(webex: Sandbox, tmp_path: Path) -> None:
    settings = settings_for(webex.url, free_port(), tmp_path / "bot.db")
    log = tmp_path / "log"
    with log.open("wb") as file, bot_process(ROOT, settings, file) as process:
        slow = _Slow(int(settings["PORT"]), _body(3))
        process.terminate()
        assert slow.answer() == b"HTTP/1.1 400 BAD REQUEST"
        slow.close()
        assert process.wait(_TIMEOUT_S) == 0
    assert "SIGKILL" not in log.read_text()
