"""The way into the API of one world: latency, faults and the record of calls."""

import time
import uuid
from collections.abc import Iterable
from typing import TYPE_CHECKING, Any

from werkzeug.http import http_date
from werkzeug.test import run_wsgi_app

from .bad_answer import Answer, CutError, made_up, sent
from .bearer import bearer
from .faults import Faults
from .journal import Call, Journal
from .world import World

if TYPE_CHECKING:
    from _typeshed.wsgi import StartResponse, WSGIApplication, WSGIEnvironment

# What a request carries.
TRACKING = "sandbox.tracking_id"
WORLD = "sandbox.world"
SOCKET_PORT = "sandbox.socket_port"
PREFIXES = ("/v1/", "/api/v1/", "/u2c/", "/wdm/", "/conversation/")
"""The API, and the services behind the event socket."""


def tracking_id() -> str:
    """A new tracking id in the router's form."""
    return f"ROUTER_{str(uuid.uuid4()).upper()}"


class Gate:
    """WSGI middleware; whatever is outside `PREFIXES` passes untouched and unrecorded."""

    def __init__(
        self,
        app: "WSGIApplication",
        world: World,
        faults: Faults,
        journal: Journal,
        socket_port: int,
    ) -> None:
        self._app = app
        self._world = world
        self._faults = faults
        self._journal = journal
        self._socket_port = socket_port

    def __call__(
        self, environ: "WSGIEnvironment", start_response: "StartResponse"
    ) -> Iterable[bytes]:
        """Answer one request.

        Raises:
            CutError: the connection is to be closed instead.
        """
        environ.update(
            {TRACKING: tracking_id(), WORLD: self._world, SOCKET_PORT: self._socket_port}
        )
        if not environ["PATH_INFO"].startswith(PREFIXES):
            return self._app(environ, start_response)
        status, started, owner = 0, time.monotonic(), self._owner(environ)

        def answer(line: str, headers: list[tuple[str, str]], *rest: Any) -> Any:
            nonlocal status
            status = int(line.split()[0])
            dated = {"Date": http_date(self._world.now()), **dict(headers)}
            return start_response(line, [*dated.items()], *rest)

        try:
            return self._pass(environ, answer, started, owner)
        finally:
            self._journal.note(_call(environ, status, started, owner))

    def _owner(self, environ: "WSGIEnvironment") -> str | None:
        with self._world.lock:
            token = self._world.tokens.get(bearer(environ.get("HTTP_AUTHORIZATION")) or "")
            return self._world.people[token.person_id].email if token else None

    def _pass(
        self, environ: "WSGIEnvironment", answer: "StartResponse", started: float, owner: str | None
    ) -> Iterable[bytes]:
        self._faults.wait(self._faults.latency_s, since=started)
        path = environ["PATH_INFO"].removeprefix("/api").removeprefix("/v1")
        fault = self._faults.meet(environ["REQUEST_METHOD"], path, owner)
        if fault is None:
            return self._app(environ, answer)
        taken = self._usual(environ) if fault.after else None
        self._sleep(fault.hang_s)
        if fault.cut:
            raise CutError
        if fault.status is not None:
            found = made_up(fault, fault.status, environ[TRACKING])
        else:
            found = taken or self._usual(environ)
        headers, body = sent(fault, found, self._sleep)
        answer(found.line, [*headers.items()])
        return body

    def _usual(self, environ: "WSGIEnvironment") -> Answer:
        parts, line, headers = run_wsgi_app(self._app, environ, buffered=True)
        return Answer(line, dict(headers), b"".join(parts))

    def _sleep(self, seconds: float) -> None:
        self._faults.wait(seconds, since=time.monotonic())


def _call(environ: "WSGIEnvironment", status: int, started: float, owner: str | None) -> Call:
    return Call(
        environ["REQUEST_METHOD"],
        environ["PATH_INFO"],
        environ["QUERY_STRING"],
        status,
        started,
        time.monotonic(),
        owner,
    )
