"""The one place where the parts are put together."""

import logging
import os
import socket
import threading
import time
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass

from flask import Flask

from bot import cli, commands, web
from bot.answering import Answering
from bot.conversation import Conversation
from bot.desk import Desk
from bot.dispatch import Dispatch
from bot.errors import WebexError
from bot.inbox.database import engine_for
from bot.inbox.store import Inbox
from bot.inbox.workers import Workers
from bot.registry import Registry, commands_in
from bot.settings import Settings
from bot.tokens import OrgToken
from bot.webex.bearer import Bearer, Connections, FixedToken
from bot.webex.messages import Messages
from bot.webex.names import Names
from bot.webex.oauth import OAuth
from bot.webex.people import People
from bot.webex.preferences import Preferences
from bot.webex.rooms import Rooms
from bot.webex.webhooks import Webhooks
from bot.webhook import Event

log = logging.getLogger(__name__)


@dataclass(frozen=True, slots=True)
class Parts:
    """What one process works with: it holds threads and connections, so no fork may share it."""

    people: People
    inbox: Inbox
    workers: Workers
    calls: ThreadPoolExecutor

    def close(self) -> None:
        """Finish what runs and let go of the rest."""
        self.workers.stop()
        self.calls.shutdown()
        self.inbox.close()


class Roomdesk:
    """The bot. `app` is its web application; importing it starts nothing.

    The parts are made when a process starts to work: by gunicorn's hook, or by the first delivery.
    """

    def __init__(self, settings: Settings) -> None:
        self._settings = settings
        self._parts: Parts | None = None
        self._process_id: int | None = None
        self._lock = threading.Lock()
        self.app: Flask = web.create_app(
            settings.webhook_secrets, self._own_id, self._accept, lambda: self.start().inbox.check()
        )
        self.app.extensions["roomdesk"] = self
        cli.register(self.app, settings, lambda: Webhooks(_bot_bearer(settings)))

    def start(self) -> Parts:
        """Begin to answer in this process, if it does not yet; return its parts."""
        with self._lock:
            if self._parts is None or self._process_id != os.getpid():
                self._parts, self._process_id = build(self._settings), os.getpid()
                self._parts.workers.start()
                self._parts.calls.submit(_introduce, self._parts.people)
            return self._parts

    def stop(self) -> None:
        """Take no more questions, finish those under way, close everything."""
        with self._lock:
            if self._parts is not None and self._process_id == os.getpid():
                self._parts.close()
            self._parts = None

    def _own_id(self) -> str | None:
        me = self.start().people.known_me
        return me.id if me else None

    def _accept(self, event: Event) -> bool:
        parts = self.start()
        is_new = parts.inbox.accept(event)
        if is_new:
            parts.workers.wake()
        return is_new


def build(settings: Settings) -> Parts:
    """Make the parts of one process."""
    threads = settings.answer_threads
    connections = Connections(settings.api_url, threads * 2)
    bot = Bearer(connections, FixedToken(settings.bot_token))
    org = Bearer(connections, OrgToken(OAuth(settings.api_url), settings.org_access))
    rooms, people = Rooms(bot), People(bot)
    registry = Registry(commands_in(commands))
    calls = ThreadPoolExecutor(threads, thread_name_prefix="call")
    desk = Desk(rooms, Names(bot), people, Preferences(org), registry.commands, calls)
    dispatch = Dispatch(registry, desk, settings.help_contact)
    inbox = Inbox(engine_for(settings.database_url, threads), _owner())
    answering = Answering(inbox, Conversation(Messages(bot), people, rooms, dispatch))
    return Parts(people, inbox, Workers(inbox, answering.handle, threads), calls)


def _bot_bearer(settings: Settings) -> Bearer:
    return Bearer(Connections(settings.api_url, 1), FixedToken(settings.bot_token))


def _owner() -> str:
    # Host names and process ids come back; with the start time they do not.
    return f"{socket.gethostname()[:64]}/{os.getpid()}/{time.time_ns()}"


def _introduce(people: People) -> None:
    """Learn who the bot is ahead of the first question."""
    try:
        people.me()
    except WebexError as error:
        log.warning("Webex does not tell who this bot is yet: %s", error)
