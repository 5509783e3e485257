"""Turns every way in which a call to Webex can fail into a WebexError."""

import re
from collections.abc import Mapping
from contextlib import suppress
from datetime import UTC, datetime
from email.utils import parsedate_to_datetime
from typing import Any
from urllib.parse import urlsplit

import requests

from bot.errors import Failure, Trouble, WebexError
from bot.reply.plain_text import clip, one_line

_ID_LIKE = re.compile(r"/[A-Za-z0-9_=%~:@+-]{20,}(?=/|$)")


def refuse(response: requests.Response, *_args: object, **_kwargs: object) -> None:
    """Raise WebexError for a bad response: a response hook for `requests`.

    It runs before the SDK looks at the response. The SDK stumbles over a `Retry-After` that is no
    number, over error bodies that are lists or strings, and knows no tracking id of a bad body.

    Raises:
        WebexError: the status is 400 or above, or what was read is no JSON object.
    """
    if response.status_code >= 400:
        raise WebexError(of_response(response))
    is_read = response.request.method == "GET" and not response.is_redirect
    if is_read and not isinstance(_json(response), Mapping):
        raise WebexError(of_response(response, Trouble.GARBLED))


def of_response(response: requests.Response, trouble: Trouble | None = None) -> Failure:
    """Describe a response: by its status, or by `trouble` where the status was fine."""
    body = _body(response)
    tracking_id = response.headers.get("trackingID") or body.get("trackingId")
    return Failure(
        what=trouble or response.status_code,
        endpoint=endpoint(response.request.method, response.url),
        tracking_id=_shown(tracking_id),
        retry_after_s=retry_after(response.headers.get("Retry-After"), datetime.now(UTC)),
    )


def error_of(response: requests.Response) -> str | None:
    """Return the code of an OAuth error (RFC 6749, 5.2); None if the response has none."""
    error = _body(response).get("error")
    return error if isinstance(error, str) else None


def of_exception(error: Exception, doing: str) -> Failure:
    """Describe an exception of `requests`, or of the SDK (see `SURPRISES`)."""
    request = getattr(error, "request", None)
    where = endpoint(request.method, request.url) if request is not None else doing
    response = getattr(error, "response", None)
    if isinstance(error, requests.RequestException) and not isinstance(
        error, requests.JSONDecodeError
    ):
        trouble = trouble_of(error)
        # If the body broke off, there is a response, with a tracking id.
        return Failure(trouble, where) if response is None else of_response(response, trouble)
    if isinstance(response, requests.Response):
        return of_response(response, Trouble.GARBLED if response.ok else None)
    return Failure(Trouble.GARBLED, where)


def trouble_of(error: requests.RequestException) -> Trouble:
    """Say why there is no response."""
    if isinstance(error, requests.Timeout):
        return Trouble.TIMEOUT
    is_proxy = isinstance(error, requests.exceptions.ProxyError)
    return Trouble.PROXY if is_proxy else Trouble.UNREACHABLE


def endpoint(method: str | None, url: str | None) -> str:
    """Return `GET /rooms/{id}`: no host, version, id or query."""
    path = urlsplit(url or "").path.removeprefix("/api").removeprefix("/v1")
    return f"{method} {_ID_LIKE.sub('/{id}', path)}"


def retry_after(header: str | None, now: datetime) -> float | None:
    """Return the seconds that a `Retry-After` asks for; None for nonsense.

    RFC 9110, 10.2.3: seconds, or an HTTP date.
    """
    if not header:
        return None
    if header.strip().isascii() and header.strip().isdigit():
        return float(header.strip()[:9])
    with suppress(ValueError, TypeError, OverflowError):
        return max(0.0, (parsedate_to_datetime(header) - now).total_seconds())
    return None


def _shown(text: object) -> str | None:
    # It comes from outside, and goes into logs, answers and the database.
    return clip(one_line(text), 100) or None if isinstance(text, str) else None


def _body(response: requests.Response) -> Mapping[str, Any]:
    body = _json(response)
    return body if isinstance(body, Mapping) else {}


def _json(response: requests.Response) -> object:
    try:
        return response.json()
    except (ValueError, requests.RequestException, RecursionError):
        return None
