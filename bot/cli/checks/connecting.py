"""`connect`: can people connect their own account?"""

from collections.abc import Iterator

from bot.cli.checks.finding import Finding, ok, skipped, warn
from bot.settings.settings import Settings
from bot.tokens.access import PATH, missing_for_connect

_NAME = "connect"


def connecting(settings: Settings) -> Iterator[Finding]:
    """Look at the settings. Whether Webex knows the integration shows when somebody connects."""
    missing = missing_for_connect(settings)
    if not missing:
        yield ok(
            _NAME,
            f"on; the integration has to name this redirect URI: {settings.public_url}{PATH}",
        )
    elif settings.integration is None:
        yield skipped(_NAME, f"off: not set are {', '.join(missing)}")
    else:
        seen = f"WEBEX_CLIENT_ID is set, and connect is off: not set are {', '.join(missing)}"
        yield warn(_NAME, seen, "Set them, or unset WEBEX_CLIENT_ID and WEBEX_CLIENT_SECRET.")
