"""How things are, as the database tells; it belongs to no process."""

from dataclasses import dataclass
from datetime import datetime


@dataclass(frozen=True, slots=True)
class Queue:
    """How many questions wait, are being answered and are dead, and how old the oldest open is."""

    waiting: int
    running: int
    dead: int
    oldest_s: float


@dataclass(frozen=True, slots=True)
class Hearing:
    """How the event socket is.

    `is_alive`: a connection was seen to work, lately. `since` is when the latest was opened.
    `gaps` is how often something was left out and had to be looked for.
    """

    is_alive: bool
    since: datetime | None = None
    latest_event: datetime | None = None
    reconnects: int = 0
    gaps: int = 0


@dataclass(frozen=True, slots=True)
class State:
    """How things are: what is None is not set up, or not known."""

    queue: Queue
    token_expires: datetime | None = None
    token_works: bool | None = None
    delivers: bool | None = None
    bot_token_works: bool = True
    signatures_fit: bool | None = True
    hearing: Hearing | None = None
