"""What is sent over the event socket, and what comes."""

import json
from contextlib import suppress

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.events.socket import frames
from bot.events.socket.frames import Envelope, Frame, Pong, Shutdown


@pytest.mark.parametrize(
    ("said", "meant"),
    [
        pytest.param({"type": "pong", "id": "1"}, Pong("1"), id="a pong"),
        pytest.param({"type": "shutdown"}, Shutdown(), id="the server is going"),
        pytest.param({"type": "something", "id": "1"}, None, id="a type of no use"),
        pytest.param(
            {"id": "1", "sequenceNumber": 1, "data": {"eventType": "mercury.buffer_state"}},
            Envelope("1", 1, is_ready=True),
            id="the state of the buffer",
        ),
        pytest.param(
            {"id": "1", "data": {"eventType": "mercury.registration_status"}},
            Envelope("1", None, is_ready=True),
            id="the state of the registration",
        ),
        pytest.param(
            {
                "id": "2",
                "sequenceNumber": 5,
                "data": {"eventType": "conversation.activity", "activity": {"verb": "post"}},
            },
            Envelope("2", 5, activity={"verb": "post"}),
            id="an activity",
        ),
        pytest.param(
            {"id": "3", "sequenceNumber": 6, "data": {"eventType": "apheleia.presence"}},
            Envelope("3", 6),
            id="something else",
        ),
    ],
)
def test_a_frame_is_read(said: object, meant: Frame | None) -> None:
    assert frames.read(json.dumps(said)) == meant


@pytest.mark.parametrize("text", ["", "{", "[]", "3", "[" * 100_000])
def test_what_is_no_json_object_cannot_be_read(text: str) -> None:
    with pytest.raises(ValueError, match=r".+"):
        frames.read(text)


@given(st.text() | st.binary().map(lambda raw: raw.decode("latin-1")))
def test_whatever_comes_is_read_or_refused(text: str) -> None:
    with suppress(ValueError):
        frames.read(text)


def test_the_first_frame_carries_the_token() -> None:
    assert json.loads(frames.authorization("1", "secret")) == {
        "id": "1",
        "type": "authorization",
        "data": {"token": "Bearer secret"},
        "trackingId": "Roomdesk_1",
    }


def test_a_ping_has_an_id() -> None:
    assert json.loads(frames.ping("1")) == {"id": "1", "type": "ping"}


def test_an_envelope_is_acknowledged_by_its_own_id() -> None:
    assert json.loads(frames.acknowledgement("1")) == {"type": "ack", "messageId": "1"}
