"""What Webex told the bot, by webhook or by socket, in one form."""

import json
from collections.abc import Iterator
from dataclasses import dataclass

from ..delivery import Delivery
from ..event_socket import Sent
from ..ids import key_of
from ..message import Message
from ..sandbox import Sandbox
from ..world import Json


@dataclass(frozen=True, slots=True)
class Told:
    """One time that the bot was told of something, which `key` names barely; `step` shows it."""

    key: str
    started: float
    step: Json


def told(webex: Sandbox) -> Iterator[Told]:
    """All that it was told; call with the world's lock held."""
    yield from map(_by_webhook, webex.courier.done)
    bot = webex.world.bot().id
    yield from (_by_socket(one) for one in webex.socket.sent if one.owner_id == bot)


def is_lost(webex: Sandbox, message: Message) -> bool:
    """Whether a message was lost on its way to the bot; call with the world's lock held."""
    key, bot = key_of(message.id), webex.world.bot().id
    sent = [one for one in webex.socket.sent if one.activity["id"] == key and one.owner_id == bot]
    return bool(sent) and not any(one.times for one in sent)


def _by_webhook(delivery: Delivery) -> Told:
    step = {
        "kind": "delivery",
        "method": "POST",
        "path": delivery.url,
        "query": "",
        "status": delivery.status,
        "isWell": 200 <= delivery.status < 300,
        "seconds": delivery.seconds,
        "headers": dict(delivery.headers),
        "body": delivery.body.decode(),
    }
    return Told(key_of(json.loads(delivery.body)["data"]["id"]), delivery.started, step)


def _by_socket(sent: Sent) -> Told:
    acknowledged = sent.acknowledged
    step = {
        "kind": "event",
        "status": "lost" if not sent.times else "acknowledged" if acknowledged else "not yet",
        "isWell": acknowledged is not None,
        "seconds": acknowledged - sent.started if acknowledged else 0.0,
        "times": sent.times,
        "id": sent.id,
        "verb": sent.activity["verb"],
        "body": json.dumps(sent.envelope),
    }
    return Told(str(sent.activity["id"]), sent.started, step)
