"""The tokens that are kept: does TOKEN_KEY open them?"""

from collections.abc import Iterator

from bot.cli.checks.finding import Finding, fail, ok, skipped
from bot.cli.checks.state import Base
from bot.settings.settings import Settings
from bot.tokens.renewal import Renewal

_NAME = "kept tokens"


def sealed(settings: Settings, base: Base, renewal: Renewal) -> Iterator[Finding]:
    """Look for what was sealed with another key. Raises: UnavailableError."""
    if not settings.token_keys:
        yield skipped(_NAME, "TOKEN_KEY is not set: none are kept")
    elif base.problem is not None:
        yield skipped(_NAME, "needs the database")
    elif count := renewal.unreadable():
        yield fail(
            _NAME,
            f"sealed with another key than TOKEN_KEY, which does not open them: {count}",
            "Set the key before behind the new one, after a comma, and restart. If it is lost, "
            "people type connect, and the organisation’s access is set up again.",
        )
    else:
        yield ok(_NAME, "TOKEN_KEY opens all that are kept")
