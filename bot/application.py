"""The bot as a whole: its web application, its commands, and the parts that each process makes."""

import logging
import os
import threading
from collections.abc import Callable
from pathlib import Path

from flask import Flask

from bot import cli, web
from bot.errors import UnavailableError
from bot.runtime.parts import Parts, Tempo, build
from bot.runtime.summary import summary
from bot.settings.settings import Settings
from bot.web import selftest
from bot.web.forwarded import Forwarded

log = logging.getLogger(__name__)

_AS_USUAL = Tempo()


class Roomdesk:
    """The bot. `app` is its web application; importing it starts nothing.

    The parts are made when a process starts to work: by gunicorn's hook, or by the first delivery.
    `shared_figures` tells then where the processes count together, if they do.
    """

    def __init__(
        self,
        settings: Settings,
        tempo: Tempo = _AS_USUAL,
        shared_figures: Callable[[], Path | None] = lambda: None,
    ) -> None:
        self._settings = settings
        self._shared_figures = shared_figures
        self._tempo = tempo
        self._parts: Parts | None = None
        self._process_id: int | None = None
        self._stopped = False
        self._lock = threading.Lock()
        inside = web.Inside(
            receive=lambda event: self.start().receive(event),
            connect=lambda query: self.start().access.authorization.receive(query),
            parts=lambda: self.start().readiness.parts(),
            delivered=self._delivered,
            figures=lambda: self.start().page(),
            prove=lambda nonce, secret: selftest.answer(nonce, secret, settings.bot_token),
        )
        self.app: Flask = web.create_app(settings.webhook_secrets, inside, settings.metrics_token)
        if settings.trusted_proxies:
            self.app.wsgi_app = Forwarded(  # type: ignore[method-assign]
                self.app.wsgi_app, settings.trusted_proxies
            )
        self.app.extensions["roomdesk"] = self
        cli.register(self.app, settings)

    def start(self) -> Parts:
        """Begin to answer in this process, if it does not yet; return its parts.

        Raises:
            UnavailableError: it was stopped. A delivery that comes late may not start it again.
        """
        with self._lock:
            if self._stopped:
                raise UnavailableError("this process is about to end")
            if self._parts is None or self._process_id != os.getpid():
                self._parts = build(self._settings, self._tempo, self._shared_figures())
                self._process_id = os.getpid()
                self._introduce()
                self._parts.open()
            return self._parts

    def _introduce(self) -> None:
        """Say what runs, so that the log tells what the settings came to."""
        log.info("%s", summary(self._settings))
        for name in self._settings.misspelt:
            log.warning("%s", name)

    def _delivered(self, outcome: str, took_s: float | None) -> None:
        parts = self._parts  # without them nothing was taken in, and nobody counts
        if parts is not None:
            parts.delivered(outcome, took_s)

    def stop(self) -> None:
        """Take no more questions, finish those under way, close everything."""
        with self._lock:
            if self._parts is not None and self._process_id == os.getpid():
                self._parts.close()
            self._parts = None
            self._stopped = True
