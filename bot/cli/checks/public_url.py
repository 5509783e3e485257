"""The public URL: does a delivery to it reach this bot, and does it know the secret?"""

import secrets
import socket
from collections.abc import Iterator, Sequence
from urllib.parse import urlsplit

import requests

from bot.cli.checks.finding import Finding, fail, ok, warn
from bot.cli.checks.response import NAME, of_response
from bot.events.webhook import signature_of
from bot.secret import Secret
from bot.web import selftest
from bot.webex.webhooks import PATH

_TIMEOUT_S = 8.0
_OK, _UNAUTHORISED = 200, 401
_MOST = 1000  # bytes of an answer that are read
_SPOT = "If only this machine cannot reach its own public address, run the check from another one."


def public_url(url: str | None, signed_with: Sequence[Secret], token: Secret) -> Iterator[Finding]:
    """Deliver a signed self-test; `signed_with` is the secret of now, then the one before."""
    if url is None:
        seen = "PUBLIC_URL is not set: Webex does not know where this bot is"
        yield fail(NAME, seen, "Set it to the https address of this bot, then sync the webhooks.")
        return
    current, *old = signed_with
    finding, status = _delivered(url, current, token)
    if status == _UNAUTHORISED and old and _is_known(url, old[0], token):
        seen = "this bot answers, and knows only the secret before"
        finding = fail(NAME, seen, "Restart it, so that it reads WEBEX_WEBHOOK_SECRET anew.")
    elif status == _OK and old and not _is_known(url, old[0], token):
        seen = "this bot answers, and does not know WEBEX_WEBHOOK_SECRET_OLD"
        finding = warn(NAME, seen, "Restart it, or unset it if no webhook has that secret.")
    yield finding


def _is_known(url: str, secret: Secret, token: Secret) -> bool:
    _, status = _delivered(url, secret, token)
    return status == _OK


def _delivered(url: str, secret: Secret, token: Secret) -> tuple[Finding, int | None]:
    """Return what came of one delivery, and the status: 200 for this bot alone."""
    nonce = secrets.token_hex(16)
    try:
        status, text, location = _post(f"{url}{PATH}", selftest.delivery(nonce), secret)
    except requests.RequestException as error:
        return unreached(url, error), None
    if status == _OK and text == selftest.answer(nonce, secret, token):
        return ok(NAME, f"{url} leads to this bot, which knows the secret"), status
    # Another's 200 is none.
    seen_as = None if status == _OK else status
    return of_response(status, text, location), seen_as


def _post(url: str, body: bytes, secret: Secret) -> tuple[int, str, str]:
    headers = {
        "X-Spark-Signature": signature_of(body, secret).decode(),
        "Content-Type": "application/json",
    }
    with requests.post(
        url, body, headers=headers, timeout=_TIMEOUT_S, allow_redirects=False, stream=True
    ) as answer:
        text = next(answer.iter_content(_MOST), b"").decode(errors="replace").strip()
        return answer.status_code, text, answer.headers.get("Location", "")


def unreached(url: str, error: requests.RequestException) -> Finding:
    """Return why a delivery did not arrive, and what to do about it."""
    host = urlsplit(url).hostname
    if _is_due_to(error, socket.gaierror):
        return fail(NAME, f"the name {host} is not known", "Check its spelling, and its DNS entry.")
    if isinstance(error, requests.exceptions.SSLError):
        return fail(
            NAME,
            f"{host} has a certificate that is not trusted, or none",
            "Webex would not deliver there. Install a valid one for that name, with its whole "
            "chain.",
        )
    if isinstance(error, requests.Timeout):
        seen = f"{host} did not answer within {_TIMEOUT_S:.0f} seconds"
        return fail(NAME, seen, f"Do a firewall and the proxy let it through? {_SPOT}")
    return fail(
        NAME,
        f"nothing answers at {host}, or the connection was cut",
        f"Start the bot, and the proxy in front of it. {_SPOT}",
    )


def _is_due_to(error: BaseException | None, kind: type[BaseException]) -> bool:
    """Tell whether an exception was raised over one of that kind."""
    seen: set[int] = set()
    while error is not None and id(error) not in seen:
        if isinstance(error, kind):
            return True
        seen.add(id(error))
        error = error.__cause__ or error.__context__
    return False
