"""The bot's webhooks, registered by its own command without a process of its own."""

from collections.abc import Mapping

from flask import Flask

from bot.application import Roomdesk
from bot.settings import settings


def register(environ: Mapping[str, str]) -> None:
    """Register the webhooks of a bot with these settings. Raises: RuntimeError."""
    register_by(Roomdesk(settings.read(environ)).app)


def register_by(app: Flask) -> None:
    """Register the webhooks of a bot. Raises: RuntimeError."""
    done = app.test_cli_runner().invoke(args=["webhooks", "sync", "--take-over"])
    if done.exit_code:
        raise RuntimeError(done.output)
