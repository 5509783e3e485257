"""The bot as a whole: its web application, its commands, and the parts that each process makes."""

import os
import threading

from flask import Flask

from bot import cli, web
from bot.errors import UnavailableError
from bot.parts import Parts, Tempo, build
from bot.settings import Settings
from bot.web.forwarded import Forwarded

_AS_USUAL = Tempo()


class Roomdesk:
    """The bot. `app` is its web application; importing it starts nothing.

    The parts are made when a process starts to work: by gunicorn's hook, or by the first delivery.
    """

    def __init__(self, settings: Settings, tempo: Tempo = _AS_USUAL) -> None:
        self._settings = settings
        self._tempo = tempo
        self._parts: Parts | None = None
        self._process_id: int | None = None
        self._stopped = False
        self._lock = threading.Lock()
        self.app: Flask = web.create_app(
            settings.webhook_secrets,
            lambda event: self.start().receive(event),
            lambda: self.start().inbox.check(),
            lambda query: self.start().access.permission.receive(query),
            lambda: self.start().access.organisation.health().word,
        )
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
                self._parts, self._process_id = build(self._settings, self._tempo), os.getpid()
                self._parts.open()
            return self._parts

    def stop(self) -> None:
        """Take no more questions, finish those under way, close everything."""
        with self._lock:
            if self._parts is not None and self._process_id == os.getpid():
                self._parts.close()
            self._parts = None
            self._stopped = True
