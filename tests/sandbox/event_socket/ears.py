"""A plain client of the event socket."""

import json
import uuid
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from typing import Any

import pytest
from websockets.exceptions import ConnectionClosed, InvalidHandshake, InvalidMessage
from websockets.sync.client import ClientConnection, connect

from bot.sandbox import Sandbox
from bot.sandbox.ids import key_of
from bot.sandbox.seed import name
from tests.sandbox.web import Api

QUERY = "outboundWireFormat=text&bufferStates=true&aliasHttpStatus=true&clientTimestamp=1"
Json = dict[str, Any]


@dataclass(frozen=True)
class Ears:
    """An open connection, and what came in on it."""

    socket: ClientConnection
    heard: list[Json] = field(default_factory=list)

    def next(self) -> Json:
        """The next frame."""
        frame: Json = json.loads(self.socket.recv(10))
        self.heard.append(frame)
        return frame

    def activity(self) -> Json:
        """What the next envelope tells of, which is acknowledged."""
        envelope = self.next()
        self.send(type="ack", messageId=envelope["id"])
        found: Json = envelope["data"]["activity"]
        return found

    def send(self, **frame: object) -> None:
        self.socket.send(json.dumps(frame))

    def authorise(self, token: str | None) -> None:
        data = {"token": f"Bearer {token}"}
        self.send(id=str(uuid.uuid4()), type="authorization", data=data)

    def end(self) -> tuple[int, str]:
        """Wait for the end; the close code and its reason."""
        with pytest.raises(ConnectionClosed) as closed:
            self._listen()
        received = closed.value.rcvd
        return (received.code, received.reason) if received else (1006, "")

    def _listen(self) -> None:
        while True:
            self.next()


def ask(webex: Sandbox, words: str = "room") -> str:
    """Let John ask the bot something; the id of the activity."""
    return key_of(webex.say(name.JOHN_EMAIL, name.UNICORN, f"@Roomdesk {words}").id)


def alone(webex: Sandbox) -> bool:
    """Wait until the bot is not connected any more."""
    return webex.wait_for(lambda: webex.socket.connections() == 0)


def numbers(ears: Ears) -> list[int]:
    """The sequence numbers of what came in."""
    return [one["sequenceNumber"] for one in ears.heard]


def services(api: Api) -> str:
    """Where the host of the API has its services."""
    return api.url.removesuffix("/v1/")


def registered(api: Api, called: str = "ears") -> Json:
    """A new device of whoever calls."""
    at = f"{services(api)}/wdm/api/v1/devices"
    answer = api.session.post(at, json={"name": called, "deviceType": "DESKTOP"}, headers=auth(api))
    assert answer.status_code == 200, answer.text
    device: Json = answer.json()
    return device


def auth(api: Api) -> dict[str, str]:
    return {"Authorization": f"Bearer {api.token}"}


@contextmanager
def connected(device: Json, query: str = QUERY) -> Iterator[Ears]:
    """A connection that has said nothing yet."""
    with connect(f"{device['webSocketUrl']}?{query}", compression=None, proxy=None) as socket:
        yield Ears(socket)


@contextmanager
def hearing(api: Api, device: Json | None = None) -> Iterator[Ears]:
    """A connection that is authorised and has been greeted."""
    with connected(device or registered(api)) as ears:
        ears.authorise(api.token)
        assert ears.next()["data"] == {"eventType": "mercury.buffer_state"}
        yield ears


def refused(device: Json) -> int:
    """The status with which a handshake is refused, 0 where no answer comes."""
    with pytest.raises(InvalidHandshake) as error, connected(device):
        pass
    if isinstance(error.value, InvalidMessage):
        return 0
    return int(error.value.response.status_code)  # type: ignore[attr-defined]
