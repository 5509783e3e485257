"""/connect: where Webex sends people back to when they were asked for their permission."""

from collections.abc import Callable, Mapping
from types import MappingProxyType

from flask import Blueprint, Response, request

from bot.errors import UnavailableError
from bot.tokens.authorization import ConsentOutcome
from bot.tokens.organisation import SCOPES
from bot.web.outage import Outage
from bot.web.page import HEADERS, page

# Takes the query that came back and says what became of it; raises UnavailableError.
Receive = Callable[[Mapping[str, str]], ConsentOutcome]

_AGAIN = "Go back to Webex and type: connect"
_SAID: Mapping[ConsentOutcome, tuple[int, str, str]] = MappingProxyType(
    {
        ConsentOutcome.CONNECTED: (200, "Connected.", "You may close this window."),
        ConsentOutcome.UNKNOWN: (
            400,
            "This link does not work any more.",
            f"It works once, and for ten minutes. {_AGAIN}",
        ),
        ConsentOutcome.DECLINED: (
            200,
            "Nothing was connected.",
            f"You declined. To try again: {_AGAIN}",
        ),
        ConsentOutcome.FAILED: (
            502,
            "That did not work.",
            f"Webex did not confirm your permission. Nothing was connected. {_AGAIN}",
        ),
        ConsentOutcome.SOMEBODY_ELSE: (
            403,
            "This is not the account that asked.",
            f"Nothing was kept. At Webex, sign in as the one who asked for the link. {_AGAIN}",
        ),
        ConsentOutcome.TOO_LITTLE: (
            403,
            "That is not enough.",
            f"Webex did not grant {SCOPES[0]}. Nothing was changed. Start again at the command.",
        ),
    }
)


def connect_page(receive: Receive, outage: Outage) -> Blueprint:
    """Return the page; `receive` is told what Webex sent along."""
    blueprint = Blueprint("connect", __name__)

    @blueprint.get("/connect")
    def connect() -> Response:
        if request.method == "HEAD":  # a look at the link does not use it up
            return _shown(200, "Connect", "Open this page to go on.")
        try:
            query = request.args
        except UnicodeDecodeError:  # bytes that are no text: Webex sends none
            return _shown(*_SAID[ConsentOutcome.UNKNOWN])
        try:
            outcome = receive(query)
        except UnavailableError as error:
            outage.refused(error)
            text = (
                "My database does not answer. Reload this page in a minute. If it says then that "
                f"the link does not work any more: {_AGAIN}"
            )
            return _shown(503, "Please wait.", text)
        outage.over()
        return _shown(*_SAID[outcome])

    return blueprint


def _shown(status: int, title: str, text: str) -> Response:
    return Response(page(title, text), status, HEADERS, content_type="text/html; charset=utf-8")
