"""The Flask layer: it only translates between HTTP and the parts."""

import logging
from collections.abc import Callable
from dataclasses import dataclass
from time import perf_counter

from flask import Flask, Response, request
from gunicorn.http.errors import ParseException
from werkzeug.exceptions import BadRequest, HTTPException

from bot.errors import BadDeliveryError, BadSignatureError, UnavailableError
from bot.events import webhook
from bot.events.signatures import WRONGLY_SIGNED
from bot.secret import Secret
from bot.telemetry.metrics.figures import Page
from bot.web import selftest
from bot.web.connect import Receive, connect_page
from bot.web.outage import Outage
from bot.web.plain import plain
from bot.web.watch import PartStates, watch_page
from bot.webex.model.event import Event

log = logging.getLogger(__name__)

LONGEST_BODY = 64 * 1024  # bytes; what Webex sends takes about one thousand

# Outcomes of unsigned deliveries: they are not timed, since they are not from Webex.
_FORGED, _UNREADABLE = "forged", "unreadable"
_UNWANTED = "not for me"


@dataclass(frozen=True, slots=True)
class Inside:
    """What the web layer asks of the parts.

    `receive` takes an event in and says what became of it. `connect` takes what came back from a
    consent. Both raise UnavailableError when the database does not answer. `parts` tells which part
    works. `delivered` takes note of what became of a delivery, and how long that took; `figures`
    gives the text of /metrics and its type. `prove` answers the nonce of a self-test that was
    signed with a secret.
    """

    receive: Callable[[Event], str]
    connect: Receive
    parts: PartStates
    delivered: Callable[[str, float | None], None]
    figures: Callable[[], Page]
    prove: Callable[[str, Secret], str]


def create_app(
    secrets: tuple[Secret, ...], inside: Inside, metrics_token: Secret | None = None
) -> Flask:
    """Return the web application; without a token there is no /metrics."""
    app = Flask("roomdesk", static_folder=None)
    app.config["MAX_CONTENT_LENGTH"] = LONGEST_BODY
    app.register_error_handler(HTTPException, _as_text)
    outage = Outage()
    app.register_blueprint(connect_page(inside.connect, outage))
    app.register_blueprint(watch_page(inside.parts, inside.figures, metrics_token))

    @app.post("/webhook")
    def deliver() -> Response:
        began, outcome = perf_counter(), _UNREADABLE  # which ends as an HTTPException
        try:
            response, outcome = _taken_in(secrets, inside, outage)
        finally:
            is_signed = outcome not in {_FORGED, WRONGLY_SIGNED, _UNREADABLE}
            took_s = perf_counter() - began if is_signed else None
            inside.delivered(outcome, took_s)
        return response

    return app


def _body() -> bytes:
    """Return the raw body. Raises: BadDeliveryError, and what flask raises for one too long."""
    try:
        body = request.get_data(cache=False)
    except ParseException as error:  # chunks or trailers that are none, met while it is read
        raise BadRequest from error
    if len(body) < (request.content_length or 0):
        raise BadDeliveryError("its body ended too early")
    return body


def _taken_in(secrets: tuple[Secret, ...], inside: Inside, outage: Outage) -> tuple[Response, str]:
    """Return the answer to the delivery at hand, and in a word what became of it."""
    signature, body = request.headers.get("X-Spark-Signature"), b""
    try:
        # Before the body, which a stranger may send as slowly as they like.
        webhook.look_at(signature)
        body = _body()
        signed_with = webhook.verify(body, signature, secrets)
        event = webhook.read(body)
        if event is None:
            nonce = selftest.nonce_in(body)
            return plain(200, inside.prove(nonce, signed_with) if nonce else _UNWANTED), _UNWANTED
        outcome = inside.receive(event)
    except BadSignatureError as error:
        log.warning("refused a delivery: the signature is %s", error)
        forged = WRONGLY_SIGNED if webhook.looks_like_webex(body) else _FORGED
        return plain(401, "the signature is absent or wrong"), forged
    except BadDeliveryError as error:
        log.warning("refused a delivery: %s", error)
        return plain(400, f"not a Webex delivery: {error}"), "malformed"
    except UnavailableError as error:
        outage.refused(error)
        return plain(503, "the database does not answer; deliver again later"), "refused"
    outage.over()
    return plain(200, outcome), outcome


def _as_text(error: HTTPException) -> Response:
    response = plain(error.code or 500, error.name.lower())
    allowed = dict(error.get_headers()).get("Allow")
    if allowed:
        response.headers["Allow"] = allowed
    return response
