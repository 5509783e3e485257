"""The settings: what is allowed and still likely to go wrong."""

from collections.abc import Iterator, Sequence
from urllib.parse import urlsplit

from bot.cli.checks.finding import Finding, fail, ok, skipped, warn
from bot.settings.settings import NO_CONTACT, Settings

_NAME = "settings"
_CORRECT = "Correct it: roomdesk init asks for it, .env.example explains it."
_SHORTEST_SECRET = 16  # characters


def configuration(settings: Settings) -> Iterator[Finding]:
    """Yield what is odd; the settings themselves are such that the bot starts."""
    found = [*_warnings(settings)]
    yield from found or [ok(_NAME, "complete")]


def of_problems(problems: Sequence[str]) -> list[Finding]:
    """Return the findings where the settings are such that the bot does not start."""
    return [
        *(fail(_NAME, problem, _CORRECT) for problem in problems),
        skipped("everything else", "needs settings that can be read"),
    ]


def _warnings(settings: Settings) -> Iterator[Finding]:
    for name in settings.misspelt:
        yield _odd(str(name), f"Rename it to {name.meant}, or remove it, and restart.")
    yield from _addresses(settings)
    yield from _secrets(settings)
    if settings.database_url.startswith("sqlite:") and settings.port is not None:
        yield _odd(
            "questions are kept in a SQLite file, and PORT is set, as it is on platforms whose "
            "restarts lose the disk",
            "Nothing is to do if the file lies on a disk that stays, such as a container’s "
            "volume. Otherwise set DATABASE_URL to a PostgreSQL.",
        )
    if settings.help_contact == NO_CONTACT:
        yield _odd(
            "HELP_CONTACT is not set: people are sent to “your help desk”",
            "Set it to whom they can turn to, such as “the service desk, ext. 4711”.",
        )


def _addresses(settings: Settings) -> Iterator[Finding]:
    if urlsplit(settings.public_url or "").scheme == "http":
        yield _odd(
            "PUBLIC_URL is an address of this machine alone, which Webex cannot reach",
            "Set it to the https address of this bot, unless this is a test.",
        )
    for name, url in (
        ("WEBEX_API_URL", settings.api_url),
        ("WEBEX_CATALOG_URL", settings.catalog_url),
    ):
        address = urlsplit(url)
        if address.scheme == "http" and address.hostname not in {"localhost", "127.0.0.1", "::1"}:
            yield _odd(
                f"{name} is http: tokens travel in the open", "Leave it unset, or use https."
            )


def _secrets(settings: Settings) -> Iterator[Finding]:
    current, *old = settings.webhook_secrets or (None,)
    if current and len(current.reveal()) < _SHORTEST_SECRET:
        yield _odd(
            f"WEBEX_WEBHOOK_SECRET has fewer than {_SHORTEST_SECRET} characters: it can be guessed",
            "Set a long random one, restart, then run: roomdesk webhooks sync",
        )
    if old:
        yield _odd(
            "WEBEX_WEBHOOK_SECRET_OLD is set: deliveries that it signed are taken too",
            "When the webhooks are synced with the new secret, remove it.",
        )
    keeps_tokens = settings.integration or settings.org_refresh_token
    if keeps_tokens and not settings.token_keys:
        yield _odd(
            "TOKEN_KEY is not set: nobody can connect, and what Webex replaces of the "
            "organisation’s token is gone after a restart",
            "Set it: .env.example says how.",
        )


def _odd(seen: str, next_step: str) -> Finding:
    return warn(_NAME, seen, next_step)
