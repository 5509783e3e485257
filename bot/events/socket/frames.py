"""The frames of the event socket: what is sent, and what comes."""

import json
from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any

from bot.webex.model import fields

# After one of these the socket delivers.
_READY = frozenset({"mercury.buffer_state", "mercury.registration_status"})
_ACTIVITY = "conversation.activity"


@dataclass(frozen=True, slots=True)
class Envelope:
    """Something that happened. `number` counts the envelopes of a connection.

    `activity` is empty where it is about something else than a conversation.
    """

    id: str | None
    number: int | None
    is_ready: bool = False
    activity: Mapping[str, Any] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Pong:
    """The answer to a ping of that id."""

    id: str


@dataclass(frozen=True, slots=True)
class Shutdown:
    """The server is about to close the connection."""


Frame = Envelope | Pong | Shutdown


def read(text: str) -> Frame | None:
    """Return what a frame says; None for one that the bot has no use for.

    Raises:
        ValueError: it is no JSON object.
    """
    try:
        data = json.loads(text)
    except RecursionError as error:
        raise ValueError("nested too deeply") from error
    if not isinstance(data, Mapping):
        raise ValueError("not a JSON object")  # noqa: TRY004  # it is about what came
    kind, frame_id = data.get("type"), fields.text(data, "id")
    if kind == "pong":
        return Pong(frame_id or "")
    if kind == "shutdown":
        return Shutdown()
    return None if kind else _envelope(data, frame_id)


def _envelope(data: Mapping[str, Any], frame_id: str | None) -> Envelope:
    inside = fields.object_(data, "data")
    kind = fields.text(inside, "eventType")
    return Envelope(
        frame_id,
        fields.number(data, "sequenceNumber"),
        kind in _READY,
        fields.object_(inside, "activity") if kind == _ACTIVITY else {},
    )


def authorization(frame_id: str, token: str) -> str:
    """Return the first frame of a connection."""
    tracking_id = f"Roomdesk_{frame_id}"
    data = {"token": f"Bearer {token}"}
    return _frame(id=frame_id, type="authorization", data=data, trackingId=tracking_id)


def ping(frame_id: str) -> str:
    """Return a ping, which is not that of the WebSocket protocol."""
    return _frame(id=frame_id, type="ping")


def acknowledgement(envelope_id: str) -> str:
    """Return that an envelope is taken in: what is not acknowledged may come again."""
    return _frame(type="ack", messageId=envelope_id)


def _frame(**content: object) -> str:
    return json.dumps(content)
