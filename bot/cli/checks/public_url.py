"""The public URL: does a delivery to it reach this bot, and does it know the secret?"""

import secrets
from collections.abc import Iterator
from enum import Enum, auto
from urllib.parse import urlsplit

import requests

from bot.cli.checks.finding import Finding, fail, ok
from bot.events.webhook import signature_of
from bot.secret import Secret
from bot.web import selftest
from bot.webex.webhooks import PATH

_NAME = "public URL"
_TIMEOUT_S = 8.0
_MOST = 1000  # bytes of an answer that are read
_UNTRUSTED = "has a certificate that is not trusted, or none: Webex would not deliver there"
_SPOT = "If only this machine cannot reach its own public address, run the check from another one."


class Listener(Enum):
    """Who answers at an address."""

    THIS_BOT = auto()
    ANOTHER_ROOMDESK = auto()  # or this one, with another secret or token
    SOMETHING_ELSE = auto()


def public_url(url: str | None, signed_with: Secret, token: Secret) -> Iterator[Finding]:
    """Deliver a self-test that is signed with the webhook secret."""
    if url is None:
        seen = "PUBLIC_URL is not set: Webex does not know where this bot is"
        yield fail(_NAME, seen, "Set it to the https address of this bot, then sync the webhooks.")
        return
    host = urlsplit(url).hostname
    try:
        who, status = listener(url, signed_with, token)
    except requests.exceptions.SSLError:
        yield fail(_NAME, f"{host} {_UNTRUSTED}", "Install a valid one, with its whole chain.")
    except requests.RequestException as error:
        yield fail(
            _NAME,
            f"{host} does not answer: {type(error).__name__}",
            "Does the bot run, is the name spelt right, and do the proxy and the firewall let "
            f"deliveries through? {_SPOT}",
        )
    else:
        if who is Listener.THIS_BOT:
            yield ok(_NAME, f"{url} leads to this bot, which knows the secret")
        else:
            yield _of_another(who, status)


def listener(
    url: str, signed_with: Secret, token: Secret, *, by_proxy: bool = True
) -> tuple[Listener, int]:
    """Return who answers a self-test at an address, and the status.

    `by_proxy` goes by way of the environment's proxies, if there are any.

    Raises: requests.RequestException.
    """
    nonce = secrets.token_hex(16)
    with requests.Session() as session:
        session.trust_env = by_proxy
        body = selftest.delivery(nonce)
        status, text = _delivered(session, f"{url}{PATH}", body, signed_with)
    if (status, text) == (200, selftest.answer(nonce, signed_with, token)):
        return Listener.THIS_BOT, status
    is_roomdesk = text in selftest.REFUSALS or selftest.is_answer(text)
    return Listener.ANOTHER_ROOMDESK if is_roomdesk else Listener.SOMETHING_ELSE, status


def _of_another(who: Listener, status: int) -> Finding:
    if who is Listener.ANOTHER_ROOMDESK:
        return fail(
            _NAME,
            "a Roomdesk answers there, with another WEBEX_WEBHOOK_SECRET or WEBEX_BOT_TOKEN",
            "If it is this one, restart it with these, then sync the webhooks. Otherwise correct "
            "PUBLIC_URL.",
        )
    return fail(
        _NAME,
        f"it is not this bot that answers there ({status})",
        f"PUBLIC_URL is the final address, without a path. Let the proxy pass {PATH} on to the "
        "bot, without a login: deliveries prove themselves by their signature.",
    )


def _delivered(session: requests.Session, url: str, body: bytes, secret: Secret) -> tuple[int, str]:
    headers = {
        "X-Spark-Signature": signature_of(body, secret).decode(),
        "Content-Type": "application/json",
    }
    with session.post(
        url, body, headers=headers, timeout=_TIMEOUT_S, allow_redirects=False, stream=True
    ) as answer:
        text = next(answer.iter_content(_MOST), b"").decode(errors="replace").strip()
        return answer.status_code, text
