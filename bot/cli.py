"""Commands for the operator: `flask --app app …`."""

from collections.abc import Callable

import click
from flask import Flask
from flask.cli import AppGroup

from bot.errors import WebexError
from bot.settings import Settings
from bot.webex.webhooks import Webhooks


def register(app: Flask, settings: Settings, webhooks: Callable[[], Webhooks]) -> None:
    """Add the commands to the application."""
    group = AppGroup("webhooks", help="Webex's deliveries to this bot.")

    @group.command("sync")
    def sync() -> None:
        """Register the webhooks at Webex, or bring them up to date."""
        if settings.public_url is None:
            raise click.ClickException(
                "PUBLIC_URL is not set: Webex has to know where this bot is."
            )
        try:
            for done in webhooks().sync(settings.public_url, settings.webhook_secrets[0]):
                click.echo(done)
        except WebexError as error:
            raise click.ClickException(f"Webex refused: {error}") from error

    app.cli.add_command(group)
