"""Answers that break off, that do not end, or that are far too long."""

import gzip
import json
import threading

import pytest
import requests

from bot.errors import Trouble, WebexError
from bot.secret import Secret
from bot.telemetry.metrics.port import SILENT
from bot.webex.bearer import Bearer, Connections, FixedToken
from bot.webex.body import MOST_BYTES
from bot.webex.counted import CountedAdapter
from bot.webex.failure import of_exception
from tests.webex.raw import Send, raw_server

_CHUNKED = b"Transfer-Encoding: chunked\r\n"


def _head(status: str, *headers: bytes) -> bytes:
    begin = f"HTTP/1.1 {status}\r\nContent-Type: application/json\r\ntrackingID: T\r\n".encode()
    return begin + b"".join(headers) + b"\r\n"


def _length(count: int) -> bytes:
    return f"Content-Length: {count}\r\n".encode()


def _bearer(base: str) -> Bearer:
    return Bearer(Connections(base, 1), FixedToken(Secret("token")))


@pytest.mark.parametrize(
    "sent",
    [
        pytest.param(_head("200 OK", _length(50)), id="after the headers"),
        pytest.param(_head("200 OK", _length(50)) + b'{"id"', id="in its middle"),
        pytest.param(_head("200 OK", _CHUNKED), id="before a chunk"),
        pytest.param(_head("200 OK", _CHUNKED) + b'20\r\n{"id"', id="within a chunk"),
        pytest.param(_head("200 OK", _CHUNKED) + b'6\r\n{"id":\r\n', id="between chunks"),
    ],
)
def test_a_connection_that_ends_within_a_body_is_a_broken_one(sent: bytes) -> None:
    with raw_server(lambda send: send(sent)) as base, pytest.raises(WebexError) as error:
        _bearer(base).get("rooms/room")
    failure = error.value.failure
    assert (failure.what, failure.passes) == (Trouble.UNREACHABLE, True)
    assert (failure.endpoint, failure.tracking_id) == ("GET /rooms/room", "T")


def test_of_a_refusal_the_status_is_enough() -> None:
    sent = _head("403 Forbidden", _length(50)) + b'{"mess'
    with raw_server(lambda send: send(sent)) as base, pytest.raises(WebexError) as error:
        _bearer(base).get("rooms/room")
    assert (error.value.failure.what, error.value.failure.tracking_id) == (403, "T")


@pytest.mark.parametrize(
    ("head", "drop"),
    [
        pytest.param(_head("200 OK", _length(10**6)), b" ", id="of a known length"),
        pytest.param(_head("200 OK", _CHUNKED), b"1\r\n \r\n", id="in chunks"),
        pytest.param(_head("200 OK"), b" ", id="without an end"),
    ],
)
def test_a_body_that_drips_is_ended_with_the_time_of_the_call(head: bytes, drop: bytes) -> None:
    def drip(send: Send) -> None:
        send(head)
        while True:  # until nobody reads on
            send(drop)
            threading.Event().wait(0.01)

    with raw_server(drip) as base, requests.Session() as session:
        session.mount(base, CountedAdapter(SILENT, deadline_s=0.1))
        with pytest.raises(requests.Timeout) as error:
            session.get(f"{base}rooms/room", timeout=60)
    assert of_exception(error.value, "").what is Trouble.TIMEOUT


@pytest.mark.parametrize("is_zipped", [False, True], ids=["as it is", "packed"])
def test_no_more_is_read_than_webex_sends(is_zipped: bool) -> None:
    body = json.dumps({"id": "x" * MOST_BYTES}).encode()
    sent = gzip.compress(body) if is_zipped else body
    head = _head("200 OK", _length(len(sent)), *([b"Content-Encoding: gzip\r\n"] * is_zipped))
    with raw_server(lambda send: send(head + sent)) as base, pytest.raises(WebexError) as error:
        _bearer(base).get("rooms/room")
    assert error.value.failure.what is Trouble.GARBLED


def test_a_long_answer_is_read(caplog: pytest.LogCaptureFixture) -> None:
    body = json.dumps({"id": "x" * (MOST_BYTES // 2)}).encode()
    head = _head("200 OK", _length(len(body)))
    with raw_server(lambda send: send(head + body)) as base:
        assert len(_bearer(base).get("rooms/room")["id"]) == MOST_BYTES // 2
    # A worker of an earlier test may still end.
    assert [one for one in caplog.records if one.name.startswith("bot.webex")] == []
