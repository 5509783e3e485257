"""The Flask layer: it only translates between HTTP and the parts."""

import logging
from collections.abc import Callable

from flask import Flask, Response, request
from werkzeug.exceptions import HTTPException

from bot import webhook
from bot.errors import BadDeliveryError, BadSignatureError, UnavailableError
from bot.secret import Secret
from bot.web.connect import Receive, connect_page
from bot.webhook import Event

log = logging.getLogger(__name__)

LONGEST_BODY = 64 * 1024  # bytes; what Webex sends takes about one thousand


def create_app(
    secrets: tuple[Secret, ...],
    receive: Callable[[Event], str],
    check: Callable[[], None],
    connect: Receive,
    organisation: Callable[[], str],
) -> Flask:
    """Return the web application.

    `receive` takes an event in and says what became of it, `connect` what came back from a
    consent; `organisation` says how the organisation's token is: `ok`, `fail` or `off`. They and
    `check` raise UnavailableError when the database does not answer.
    """
    app = Flask("roomdesk", static_folder=None)
    app.config["MAX_CONTENT_LENGTH"] = LONGEST_BODY
    app.register_error_handler(HTTPException, _plain)
    app.register_blueprint(connect_page(connect))

    @app.post("/webhook")
    def deliver() -> Response:
        signature = request.headers.get("X-Spark-Signature")
        try:
            # Ahead of the body, which a stranger may send as slowly as they like.
            webhook.look_at(signature)
            body = _body()
            webhook.verify(body, signature, secrets)
            event = webhook.read(body)
            if event is None:
                return _text(200, "not for me")
            return _text(200, receive(event))
        except BadSignatureError as error:
            log.warning("refused a delivery: the signature is %s", error)
            return _text(401, "the signature is absent or wrong")
        except BadDeliveryError as error:
            return _text(400, f"not a Webex delivery: {error}")
        except UnavailableError:
            log.exception("a delivery was refused: the database does not answer")
            return _text(503, "the database does not answer; deliver again later")

    @app.get("/healthz")
    def healthz() -> Response:
        return _text(200, "ok")

    @app.get("/readyz")
    def readyz() -> Response:
        try:
            check()
            # For whoever reads it. Without that token the bot answers most questions as before,
            # so that the status is no reason to take it out of service.
            token = organisation()
        except UnavailableError:
            return _text(503, "database: fail")
        return _text(200, f"database: ok\norganisation token: {token}")

    return app


def _body() -> bytes:
    """Return the raw body. Raises: BadDeliveryError, and what flask raises for one too long."""
    body = request.get_data(cache=False)
    if len(body) < (request.content_length or 0):
        raise BadDeliveryError("its body ended too early")
    return body


def _text(status: int, text: str) -> Response:
    return Response(f"{text}\n", status, mimetype="text/plain")


def _plain(error: HTTPException) -> Response:
    response = _text(error.code or 500, error.name.lower())
    allowed = dict(error.get_headers()).get("Allow")
    if allowed:
        response.headers["Allow"] = allowed
    return response
