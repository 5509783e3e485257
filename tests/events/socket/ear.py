"""A source of events that listens to a pretend Webex, and what it has heard."""

import contextlib
import time
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from pathlib import Path

from bot.database.engine import engine_for
from bot.database.transactions import Database
from bot.errors import UnavailableError
from bot.events.catch_up import SEEN, CatchUp
from bot.events.intake import Intake
from bot.events.socket.hearing import HearingMarks
from bot.events.socket.heartbeat import awake_s
from bot.events.socket.source import Needs, SocketEvents
from bot.events.socket.waits import Waits
from bot.inbox.alive import Alive
from bot.inbox.store import Inbox
from bot.inbox.upkeep import Upkeep
from bot.sandbox import Sandbox
from bot.sandbox.seed import name
from bot.secret import Secret
from bot.webex.bearer import Connections
from bot.webex.bot_bearer import BotBearer
from bot.webex.model.event import Event
from bot.webex.own import Own
from bot.webex.services import Services

_PATIENCE_S = 20.0


@dataclass
class Slept:
    """The clock of a machine that slept for so long."""

    seconds: float = 0.0

    def __call__(self) -> float:
        return awake_s() + self.seconds


@dataclass
class Ear:
    """`heard` are the events that were new to the inbox, in the order they came.

    `is_away` is the database.
    """

    webex: Sandbox
    inbox: Inbox
    marks: HearingMarks
    upkeep: Upkeep
    bearer: BotBearer
    slept: Slept
    heard: list[Event] = field(default_factory=list)
    outcomes: list[str] = field(default_factory=list)
    is_away: bool = False

    def accept(self, event: Event) -> bool:
        if self.is_away:
            raise UnavailableError("away")
        is_new = self.inbox.accept(event)
        if is_new:
            self.heard.append(event)
        return is_new

    def count(self, outcome: str, _took_s: float | None) -> None:
        self.outcomes.append(outcome)

    def say(self) -> str:
        """Let somebody ask in a space; return the id of the message."""
        return self.webex.say(name.JOHN_EMAIL, name.UNICORN, "@Roomdesk help").id

    def until(self, is_so: Callable[[], bool]) -> None:
        """Wait until something is so."""
        until = time.monotonic() + _PATIENCE_S
        while not is_so():
            assert time.monotonic() < until
            time.sleep(0.01)

    def until_open(self, times: int = 1) -> None:
        """Wait until so many connections were opened, and the last one works."""
        self.until(
            lambda: (
                self.marks.look().reconnects >= times - 1
                and self.marks.look().is_alive
                and self.webex.socket.connections() == 1
                and self.upkeep.marked(SEEN) is not None
            )
        )

    def until_heard(self, *ids: str) -> None:
        """Wait until these were heard; nothing may have been heard twice."""
        self.until(lambda: {*ids} <= {event.id for event in self.heard})
        assert len({event.id for event in self.heard}) == len(self.heard)


@contextlib.contextmanager
def listening(webex: Sandbox, folder: Path, *, is_open: bool = True) -> Iterator[Ear]:
    """Listen until the end of the block; lost connections are opened again without a wait."""
    database, alive = Database(engine_for(f"sqlite:///{folder / 'bot.db'}", 4)), Alive(str(folder))
    upkeep = Upkeep(database, alive.name)
    connections = Connections(webex.url, 4)
    slept = Slept()
    bearer = BotBearer(connections, Secret(name.BOT_TOKEN), slept)
    own = Own.of(bearer)
    ear = Ear(webex, Inbox(database, alive.name), HearingMarks(upkeep), upkeep, bearer, slept)
    own.people.me()
    intake = Intake(lambda: own.people.known_me, ear.accept)
    needs = Needs(
        upkeep,
        alive,
        Services(bearer, connections, webex.catalog_url),
        own,
        intake,
        CatchUp(own.rooms, own.messages, own.people, intake.receive),
        connections.clock,
        ear.count,
        Waits(lambda: 2.0),  # which makes them none
        slept,
    )
    source = SocketEvents(needs, "Roomdesk 12345678")
    source.start()
    try:
        if is_open:
            ear.until_open()
        yield ear
    finally:
        source.stop()
        database.close()
