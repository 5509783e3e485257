"""The event socket as a source of events, put together."""

import time
from collections.abc import Callable
from dataclasses import dataclass, field, replace

from bot.events.catch_up import SEEN, CatchUp
from bot.events.intake import Intake
from bot.events.socket.asking import Asking
from bot.events.socket.connection import Connection, Wire
from bot.events.socket.duty import Duty
from bot.events.socket.follow_up import FollowUp
from bot.events.socket.hearing import HearingMarks
from bot.events.socket.heartbeat import awake_s
from bot.events.socket.listener import Around, Listener
from bot.events.socket.news import Line, News
from bot.events.socket.registration import Registration
from bot.events.socket.taking_in import TakingIn
from bot.events.socket.waits import Waits
from bot.inbox.alive import Alive
from bot.inbox.upkeep import Upkeep
from bot.webex.clock import WebexClock
from bot.webex.own import Own
from bot.webex.services import Services


@dataclass(frozen=True, slots=True)
class Needs:
    """What the source works with; `count` is told what became of an event, and how soon."""

    upkeep: Upkeep
    alive: Alive
    services: Services
    own: Own
    intake: Intake
    catch_up: CatchUp | None
    clock: WebexClock
    count: Callable[[str, float | None], None]
    waits: Waits = field(default_factory=Waits)
    awake_s: Callable[[], float] = awake_s


class SocketEvents:
    """Listens, and has what was missed looked for. `name` is that of the device."""

    def __init__(self, needs: Needs, name: str) -> None:
        # The reading thread waits for nobody: what is not written down at once is caught up.
        intake = replace(needs.intake, insist=lambda write: write())
        self._needs = needs
        self._registration = Registration(needs.services, name)
        asking = Asking(needs.services, needs.own.rooms, lambda: self._registration.catalog)
        self._follow_up = FollowUp(
            needs.catch_up, needs.upkeep, self._webex_time, asking.event, intake.receive
        )
        self._marks = HearingMarks(needs.upkeep)
        self._taking_in = TakingIn(
            intake.receive,
            self._cluster_of,
            self._follow_up.ask,
            self._follow_up.missed,
            needs.count,
        )
        self._listener = Listener(
            Around(
                duty=Duty(needs.upkeep, needs.alive),
                connect=self._connection,
                forget=self._registration.forget,
                look_back=self._follow_up.look_back,
                note=self._note,
                opened=self._marks.opened,
                deaf=self._marks.deaf,
            ),
            needs.waits,
            needs.awake_s,
        )

    def start(self) -> None:
        """Begin."""
        self._follow_up.start()
        self._listener.start()

    def stop(self) -> None:
        """End, and leave the duty to another process."""
        self._listener.stop()
        self._follow_up.stop()

    def _connection(self, tell: Callable[[News], None]) -> Connection:
        # Only here: whoever has webhooks does not pay for the library.
        from bot.events.socket.dialling import dialled

        wire = Wire(
            address=lambda: self._registration.device().socket_url,
            token=self._needs.services.token,
            dial=dialled,
            take=self._taking_in.take,
            missed=self._follow_up.missed,
            clock=self._needs.awake_s,
            webex_time=self._webex_time,
        )
        return Connection(wire, tell)

    def _webex_time(self) -> float:
        return self._needs.clock.at(time.monotonic())

    def _cluster_of(self, url: str) -> str | None:
        catalog = self._registration.catalog
        return catalog.cluster_of(url) if catalog else None

    def _note(self, line: Line) -> None:
        until = line.heard_until  # read first: what fails after it is no part of it
        if until is not None and self._follow_up.is_clear:
            self._needs.upkeep.mark(SEEN, until)
        gaps = self._follow_up.gaps
        event_at = line.latest_event
        self._marks.alive(None if event_at is None else self._needs.awake_s() - event_at, gaps)
        self._follow_up.gaps -= gaps
