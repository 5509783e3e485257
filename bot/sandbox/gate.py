"""The way into the API: latency, faults and the record of calls, around the Flask app."""

import json
import time
import uuid
from collections.abc import Iterable
from http import HTTPStatus
from typing import TYPE_CHECKING, Any

from .bearer import bearer
from .faults import Fault, Faults
from .journal import Call, Journal
from .refusal import Refusal
from .world import World

if TYPE_CHECKING:
    from _typeshed.wsgi import StartResponse, WSGIApplication, WSGIEnvironment

TRACKING = "sandbox.tracking_id"
PREFIXES = ("/v1/", "/api/v1/")


class CutError(Exception):
    """The connection is to be closed without an answer."""


def tracking_id() -> str:
    """A new tracking id in the router's form."""
    return f"ROUTER_{str(uuid.uuid4()).upper()}"


class Gate:
    """WSGI middleware; whatever is outside /v1 passes untouched and unrecorded."""

    def __init__(
        self, app: "WSGIApplication", world: World, faults: Faults, journal: Journal
    ) -> None:
        self._app = app
        self._world = world
        self._faults = faults
        self._journal = journal

    def __call__(
        self, environ: "WSGIEnvironment", start_response: "StartResponse"
    ) -> Iterable[bytes]:
        """Answer one request.

        Raises:
            CutError: the connection is to be closed instead.
        """
        environ[TRACKING] = tracking_id()
        if not environ["PATH_INFO"].startswith(PREFIXES):
            return self._app(environ, start_response)
        status, started = 0, time.monotonic()

        def answer(line: str, headers: list[tuple[str, str]], *rest: Any) -> Any:
            nonlocal status
            status = int(line.split()[0])
            return start_response(line, headers, *rest)

        try:
            return self._pass(environ, answer, started)
        finally:
            self._journal.note(self._call(environ, status, started))

    def _pass(
        self, environ: "WSGIEnvironment", answer: "StartResponse", started: float
    ) -> Iterable[bytes]:
        self._faults.wait(self._faults.latency_s, since=started)
        path = environ["PATH_INFO"].removeprefix("/api").removeprefix("/v1")
        fault = self._faults.meet(environ["REQUEST_METHOD"], path)
        if fault is None:
            return self._app(environ, answer)
        if fault.breaks and fault.after:
            list(self._app(environ, _unheard))
        self._faults.wait(fault.hang_s, since=time.monotonic())
        if not fault.breaks:
            return self._app(environ, answer)
        return _broken(fault, environ[TRACKING], answer)

    def _call(self, environ: "WSGIEnvironment", status: int, started: float) -> Call:
        with self._world.lock:
            token = self._world.tokens.get(bearer(environ.get("HTTP_AUTHORIZATION")) or "")
            owner = self._world.people[token.person_id].email if token else None
        return Call(
            environ["REQUEST_METHOD"],
            environ["PATH_INFO"],
            environ["QUERY_STRING"],
            status,
            started,
            time.monotonic(),
            owner,
        )


def _unheard(_line: str, _headers: list[tuple[str, str]], *_rest: Any) -> Any:
    return lambda _data: None


def _broken(fault: Fault, tracking: str, answer: "StartResponse") -> Iterable[bytes]:
    if fault.cut or fault.status is None:
        raise CutError
    kind, body = fault_body(fault, fault.status, tracking)
    headers = {"Content-Type": kind, "Content-Length": str(len(body)), "trackingID": tracking}
    line = f"{fault.status} {HTTPStatus(fault.status).phrase}"
    answer(line, [*{**headers, **fault.headers}.items()])
    return [body]


def fault_body(fault: Fault, status: int, tracking: str) -> tuple[str, bytes]:
    """`(content type, body)` in the form the fault asks for; all were seen in the wild."""
    refusal = Refusal(status)
    match fault.body:
        case "html":
            page = f"<html><body><h1>{status}</h1>{refusal.message}</body></html>"
            return "text/html", page.encode()
        case "not-json":
            return "application/json;charset=UTF-8", b'{"items": ['
        case "empty":
            return "application/json;charset=UTF-8", b""
        case "error":
            found: Any = refusal.body(tracking)
        case "object":
            errors = {"resource": {"code": "failed", "reason": refusal.message}}
            found = {**refusal.body(tracking), "errors": errors}
        case "list":
            found = [{"description": refusal.message}]
        case "string":
            found = refusal.message
    return "application/json;charset=UTF-8", json.dumps(found).encode()
