"""Opening a connection, and every way in which that fails."""

import contextlib
import threading
from collections.abc import Callable, Iterator
from http import HTTPStatus

import pytest
from websockets.http11 import Request, Response
from websockets.sync.server import ServerConnection, serve

from bot.events.socket.dialling import dialled
from bot.events.socket.ending import Ending
from bot.events.socket.open_socket import SocketEnd
from bot.sandbox.bot_process import free_port

Answer = Callable[[ServerConnection, Request], Response | None]


@contextlib.contextmanager
def _serving(
    hear: Callable[[ServerConnection], None], answer: Answer | None = None
) -> Iterator[str]:
    with serve(hear, "127.0.0.1", 0, process_request=answer, close_timeout=1) as server:
        thread = threading.Thread(target=server.serve_forever)
        thread.start()
        try:
            yield f"ws://127.0.0.1:{server.socket.getsockname()[1]}/messages"
        finally:
            server.shutdown()
            thread.join()


def _echo(connection: ServerConnection) -> None:
    for frame in connection:
        connection.send(frame)


def _refusing(status: HTTPStatus, **headers: str) -> Answer:
    def answer(connection: ServerConnection, _request: Request) -> Response:
        response = connection.respond(status, "")
        for name, value in headers.items():
            response.headers[name.replace("_", "-")] = value
        return response

    return answer


def _end_of(url: str) -> SocketEnd:
    with pytest.raises(SocketEnd) as end, dialled(url) as socket:
        socket.receive(10)
    return end.value


def test_frames_go_and_come() -> None:
    with _serving(_echo) as url, dialled(url) as socket:
        socket.send("one")
        assert socket.receive(10) == "one"


def test_it_says_what_it_wants_to_hear() -> None:
    asked: list[str] = []

    def note(_connection: ServerConnection, request: Request) -> None:
        asked.append(request.path)

    with _serving(_echo, note) as url:
        for one in (url, f"{url}?a=b"):
            with dialled(one):
                pass
    wanted = "outboundWireFormat=text&bufferStates=true&aliasHttpStatus=true&clientTimestamp="
    assert asked[0].startswith(f"/messages?{wanted}")
    assert asked[1].startswith(f"/messages?a=b&{wanted}")


@pytest.mark.parametrize(
    ("status", "ending"),
    [
        (HTTPStatus.UNAUTHORIZED, Ending.REFUSED),
        (HTTPStatus.NOT_FOUND, Ending.STALE),
        (HTTPStatus.SERVICE_UNAVAILABLE, Ending.LOST),
    ],
)
def test_a_handshake_is_answered_with_a_status(status: HTTPStatus, ending: Ending) -> None:
    with _serving(_echo, _refusing(status)) as url:
        end = _end_of(url)
    assert (end.ending, end.why) == (ending, f"the handshake was answered {status.value}")


def test_webex_may_say_how_long_to_wait() -> None:
    refusing = _refusing(HTTPStatus.TOO_MANY_REQUESTS, Retry_After="17")
    with _serving(_echo, refusing) as url:
        end = _end_of(url)
    assert (end.ending, end.retry_after_s) == (Ending.LOST, 17)


def test_a_handshake_that_is_sent_on_gets_no_token() -> None:
    with _serving(_echo) as elsewhere:
        moved = _refusing(HTTPStatus.TEMPORARY_REDIRECT, Location=elsewhere)
        with _serving(_echo, moved) as url:
            end = _end_of(url)
    assert end.why == "the socket sends on to another address"


def test_it_is_closed_with_a_code() -> None:
    with _serving(lambda connection: connection.close(4401, "no")) as url:
        end = _end_of(url)
    assert (end.ending, end.why) == (Ending.REFUSED, "closed with 4401 no")


def test_it_breaks_off() -> None:
    with _serving(lambda connection: connection.socket.close()) as url:
        end = _end_of(url)
    assert end.ending is Ending.LOST


def test_nothing_comes_in_time() -> None:
    with _serving(_echo) as url, pytest.raises(SocketEnd) as end, dialled(url) as socket:
        socket.receive(0)
    assert end.value.why == "nothing came in time"


@pytest.mark.parametrize(
    "host",
    [f"127.0.0.1:{free_port()}", "roomdesk.invalid"],
    ids=["nothing listens", "no such name"],
)
def test_nobody_is_there(host: str) -> None:
    assert _end_of(f"ws://{host}/").ending is Ending.LOST


def test_a_proxy_that_is_no_address_is_told_of_without_its_password(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setenv("https_proxy", "ftp://me:hush@proxy.example.com")
    end = _end_of("wss://mercury.wbx2.com/")
    assert (end.ending, end.why) == (Ending.LOST, "HTTPS_PROXY is no address of a proxy")
