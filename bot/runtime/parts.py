"""The parts that one process works with, put together."""

import logging
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass
from datetime import timedelta
from pathlib import Path

from bot.conversation.handler import Handler
from bot.database.transactions import Database
from bot.dispatch.permission import Permissions
from bot.errors import UnavailableError, WebexError
from bot.events.catch_up import CatchUp
from bot.events.intake import Intake
from bot.events.signatures import Signatures
from bot.events.socket.hearing import HearingMarks
from bot.events.socket.registration import device_name
from bot.events.socket.source import Needs, SocketEvents
from bot.inbox.alive import Alive
from bot.inbox.confirmations import Confirmations
from bot.inbox.letters import Letters
from bot.inbox.presses import Presses
from bot.inbox.store import Inbox
from bot.inbox.tally import Tally
from bot.inbox.upkeep import Upkeep
from bot.inbox.workers import Workers
from bot.runtime.builder import conversation_for, database_for, webex_for
from bot.runtime.housekeeping import Housekeeping
from bot.runtime.readiness import Readiness
from bot.settings.settings import Settings
from bot.telemetry.metrics.figures import Figures, Page, figures_for
from bot.tokens.access import Access
from bot.webex.bearer import TIMEOUT_S, Connections
from bot.webex.bot_bearer import BotBearer
from bot.webex.clock import WebexClock
from bot.webex.model.event import Event
from bot.webex.pace import Pace
from bot.webex.people import People
from bot.webex.read_ahead import ReadAhead, nothing_ahead
from bot.webex.services import Services
from bot.webex.together import Together

log = logging.getLogger(__name__)

# gunicorn kills a worker 20 seconds after SIGTERM, and takes up to three for open connections.
GRACE_S = 16.0


@dataclass(frozen=True, slots=True)
class Tempo:
    """How long things may take; tests hurry."""

    patience: timedelta = timedelta(seconds=20)
    housekeeping_s: float = 30.0
    webex_s: int = TIMEOUT_S


@dataclass(frozen=True, slots=True)
class Parts:
    """What one process works with: its threads and connections, which a fork must not share."""

    people: People
    permissions: Permissions
    database: Database
    inbox: Inbox
    workers: Workers
    housekeeping: Housekeeping
    intake: Intake
    access: Access
    calls: ThreadPoolExecutor
    figures: Figures
    readiness: Readiness
    signatures: Signatures
    clock: WebexClock
    socket: SocketEvents | None

    def open(self) -> None:
        """Begin to work."""
        self.workers.start()
        self.housekeeping.start()
        if self.socket:
            self.socket.start()
        self.calls.submit(self._introduce)

    def close(self) -> None:
        """Finish the questions under way, hand back the rest, and close all connections."""
        if self.socket:
            self.socket.stop()
        self.housekeeping.stop()
        self.workers.stop(GRACE_S)
        self.calls.shutdown(wait=False, cancel_futures=True)
        self.access.close()
        self.database.close()

    def _introduce(self) -> None:
        """Learn who the bot is ahead of the first question, and whether it sees the help desk."""
        try:
            me = self.people.me()
            log.info("this bot is %s (%s)", me.name or "without a name", me.email or me.id)
            self.permissions.look_over()
            if fault := self.clock.fault():
                log.warning("%s. See: roomdesk check", fault)
        except WebexError as error:
            log.warning("Webex does not tell who this bot is yet: %s", error)

    def page(self) -> Page:
        """Return the figures. A database that is away is a figure, and raises nothing."""
        return self.figures.page(self.readiness.state)

    def delivered(self, outcome: str, took_s: float | None) -> None:
        """Take note of what became of a delivery; `took_s` is None for unsigned ones."""
        self.figures.metrics.delivered(outcome, took_s)
        self.signatures.note(outcome, is_signed=took_s is not None)

    def receive(self, event: Event) -> str:
        """Take an event in. Raises: UnavailableError."""
        try:
            return self.intake.receive(event)
        except UnavailableError:
            self.housekeeping.missed_something()
            raise


def build(settings: Settings, tempo: Tempo, shared_figures: Path | None = None) -> Parts:
    """Make the parts; nothing runs yet.

    `shared_figures` is the folder where the processes of one gunicorn count together.
    """
    figures = figures_for(are_wanted=settings.metrics_token is not None, shared=shared_figures)
    threads = settings.answer_threads
    database, alive = database_for(settings), Alive(settings.database_url)
    inbox, tally, presses = Inbox(database, alive.name), Tally(database), Presses(database)
    pace = Pace(settings.workers)
    connections = Connections(settings.api_url, threads * 2, figures.metrics, tempo.webex_s, pace)
    bot, signatures = BotBearer(connections, settings.bot_token), Signatures()
    calls = ThreadPoolExecutor(threads, thread_name_prefix="call")
    together = Together(calls)
    webex = webex_for(settings, database, connections, together, bot=bot)
    own, webhooks, org = webex.own, webex.webhooks, webex.access.organisation
    read_ahead = ReadAhead(bot, own.rooms, calls, lambda: pace.is_calm() and workers.are_calm())
    conversation = conversation_for(
        settings,
        webex,
        database,
        together,
        read_ahead=read_ahead if settings.read_ahead else nothing_ahead,
    )
    people, receipts = own.people, conversation.outgoing.receipts
    handler = Handler(inbox, presses, conversation, tempo.patience, figures.metrics)
    workers = Workers(inbox, alive, handler.handle, threads)
    intake = Intake(lambda: people.known_me, workers.accept, receipts)
    catch_up = CatchUp(own.rooms, own.messages, people, intake.receive)
    looks_back = catch_up if settings.catch_up_minutes else None
    upkeep, by_socket = Upkeep(database, alive.name), settings.hears_by_socket
    housekeeping = Housekeeping(
        upkeep,
        alive,
        webhooks,
        None if by_socket else looks_back,
        tempo.housekeeping_s,
        chores=[
            webex.access.renewal.look,
            tally.prune,
            presses.prune,
            Confirmations(database).prune,
        ],
        clock=connections.clock,
        is_deaf=by_socket,
    )
    readiness = Readiness(
        database.check,
        workers.are_well,
        org.health,
        Letters(database).queue,
        upkeep,
        webhooks is not None,
        bot.is_accepted,
        signatures.fit if settings.webhook_secrets else None,
        HearingMarks(upkeep).look if by_socket else None,
    )
    services = Services(bot, connections, settings.catalog_url)
    needs = Needs(
        upkeep,
        alive,
        services,
        own,
        intake,
        looks_back,
        connections.clock,
        figures.metrics.delivered,
    )
    return Parts(
        people=people,
        permissions=conversation.dispatch.permissions,
        database=database,
        inbox=inbox,
        workers=workers,
        housekeeping=housekeeping,
        intake=intake,
        access=webex.access,
        calls=calls,
        figures=figures,
        readiness=readiness,
        signatures=signatures,
        clock=connections.clock,
        socket=SocketEvents(needs, device_name(settings.database_url)) if by_socket else None,
    )
