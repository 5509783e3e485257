"""What time it is at Webex, by the `Date` of its answers (RFC 9110, 6.6.1)."""

from contextlib import suppress
from datetime import datetime
from email.utils import parsedate_to_datetime

import requests

from bot.errors import Failure, Trouble, WebexError
from bot.webex.bearer import TIMEOUT_S
from bot.webex.failure import of_exception

_ENDPOINT = "GET /people/me"


def server_time(base_url: str) -> datetime:
    """Return the moment of an answer of Webex's, in whole seconds; no token is sent.

    Raises:
        WebexError: there was no answer, or it does not say.
    """
    try:
        # Whatever it answers to nobody, it says when.
        answer = requests.get(f"{base_url}people/me", timeout=TIMEOUT_S, allow_redirects=False)
    except requests.RequestException as error:
        raise WebexError(of_exception(error, _ENDPOINT)) from error
    with suppress(ValueError, TypeError):
        found = parsedate_to_datetime(answer.headers.get("Date") or "")
        if found.tzinfo is not None:
            return found
    raise WebexError(Failure(Trouble.GARBLED, _ENDPOINT, was_answered=True))
