"""The state of the bot, as `status` shows it."""

from dataclasses import dataclass
from datetime import datetime

from bot.telemetry.metrics.state import Hearing


@dataclass(frozen=True, slots=True)
class Status:
    """What everybody may know: `latency_s` is how long Webex took to answer just now."""

    version: str
    up_since: datetime
    latency_s: float


@dataclass(frozen=True, slots=True)
class Operations:
    """What the help desk and the operator need besides.

    `webhooks` and `organisation` are short texts; `hearing` is how the event socket is, where that
    is in their place. `oldest` is when the question that
    waits longest was asked. `warnings` say what is wrong and what to do.
    """

    webhooks: str
    last_delivery: datetime | None
    waiting: int
    oldest: datetime | None
    dead_letters: int
    organisation: str
    database: str
    warnings: tuple[str, ...]
    hearing: Hearing | None = None
