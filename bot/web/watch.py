"""Pages for monitoring: /healthz (it runs), /readyz (it can work) and /metrics."""

import hmac
from collections.abc import Callable, Mapping

from flask import Blueprint, Response, request

from bot.errors import UnavailableError
from bot.runtime.readiness import WORKERS, is_ready
from bot.secret import Secret
from bot.telemetry.metrics.figures import Page
from bot.web.plain import plain

# Each part by name, and whether it works. Raises UnavailableError while the process ends.
PartStates = Callable[[], Mapping[str, bool]]


def watch_page(parts: PartStates, figures: Callable[[], Page], token: Secret | None) -> Blueprint:
    """Return the pages; without a token there are no figures.

    `figures` gives text and its type, and raises as `parts` does.
    """
    blueprint = Blueprint("watch", __name__)

    @blueprint.get("/healthz")
    def healthz() -> Response:
        return plain(200, "ok")

    @blueprint.get("/readyz")
    def readyz() -> Response:
        try:
            found = parts()
        except UnavailableError:
            found = {WORKERS: False}
        lines = (f"{part}: {'ok' if works else 'fail'}" for part, works in found.items())
        return plain(200 if is_ready(found) else 503, "\n".join(lines))

    if token is not None:

        @blueprint.get("/metrics")
        def metrics() -> Response:
            if not _is_allowed(request.headers.get("Authorization"), token):
                refused = plain(401, "send METRICS_TOKEN: Authorization: Bearer …")
                refused.headers["WWW-Authenticate"] = "Bearer"
                return refused
            try:
                text, kind = figures()
            except UnavailableError:
                return plain(503, "this process is about to end; ask again")
            return Response(text, content_type=kind, headers={"Cache-Control": "no-store"})

    return blueprint


def _is_allowed(authorization: str | None, token: Secret) -> bool:
    scheme, _, given = (authorization or "").partition(" ")
    # As bytes, any header can be compared; WSGI hands them over as Latin-1.
    wanted, given_bytes = token.reveal().encode(), given.strip().encode("latin-1", "replace")
    return hmac.compare_digest(wanted, given_bytes) and scheme.lower() == "bearer"
