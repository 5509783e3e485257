"""The bot's webhooks, registered by its own command without a process of its own."""

from collections.abc import Mapping

from bot.application import Roomdesk
from bot.settings import settings


def register(environ: Mapping[str, str]) -> None:
    """Register the webhooks of a bot with these settings. Raises: RuntimeError."""
    app = Roomdesk(settings.read(environ)).app
    done = app.test_cli_runner().invoke(args=["webhooks", "sync", "--take-over"])
    if done.exit_code:
        raise RuntimeError(done.output)
