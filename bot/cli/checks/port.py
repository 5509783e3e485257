"""The port: is it the bot that listens there?"""

import contextlib
import secrets
import socket
from collections.abc import Iterator

import requests

from bot.cli.checks.finding import Finding, fail, ok, skipped
from bot.cli.checks.public_url import Listener, listener
from bot.secret import Secret
from bot.settings.settings import Settings

_NAME = "port"
_USUAL = 8000  # gunicorn.conf.py


def port(settings: Settings) -> Iterator[Finding]:
    """Deliver a self-test to this machine itself."""
    number = settings.port or _USUAL
    if not _is_taken(number):
        yield skipped(_NAME, f"nothing listens on port {number} of this machine")
        return
    known = next(iter(settings.webhook_secrets), None)
    # Who listens on the event socket need not have a secret, and refuses a test by any other.
    signed_with = known or Secret(secrets.token_hex(16))
    try:
        who, _ = listener(
            f"http://127.0.0.1:{number}", signed_with, settings.bot_token, by_proxy=False
        )
    except requests.RequestException:  # whoever it is speaks no HTTP, or says nothing
        who = Listener.SOMETHING_ELSE
    match who:
        case Listener.THIS_BOT:
            yield ok(_NAME, f"this bot listens on port {number}")
        case Listener.ANOTHER_ROOMDESK if known is None:
            yield ok(_NAME, f"a Roomdesk listens on port {number}")
        case Listener.ANOTHER_ROOMDESK:
            seen = f"a Roomdesk with another secret or token listens on port {number}"
            yield fail(_NAME, seen, "Restart it if it is this one, or give each its own PORT.")
        case Listener.SOMETHING_ELSE:
            seen = f"another program has port {number} of this machine: the bot cannot start there"
            yield fail(_NAME, seen, f"End it (ss -ltnp 'sport = :{number}' names it) or set PORT.")


def _is_taken(number: int) -> bool:
    with socket.socket() as one, contextlib.suppress(OSError):
        one.connect(("127.0.0.1", number))
        return True
    return False
