"""roomdesk webhooks …: Webex's deliveries to this bot."""

import click
from flask.cli import AppGroup

from bot.errors import WebexError
from bot.runtime.builder import webhooks_for
from bot.runtime.status import ON_SQLITE
from bot.settings.settings import Settings
from bot.webex.webhooks import AimedElsewhereError


def webhooks(settings: Settings) -> AppGroup:
    """Return the group."""
    group = AppGroup("webhooks", help="Webex's deliveries to this bot.")

    @group.command("sync")
    @click.option("--take-over", is_flag=True, help="Redirect webhooks that deliver elsewhere.")
    def sync(take_over: bool) -> None:
        """Register the webhooks at Webex, or bring them up to date."""
        if settings.public_url is None:
            raise click.ClickException(
                "PUBLIC_URL is not set: Webex has to know where this bot is."
            )
        try:
            for done in webhooks_for(settings).sync(take_over=take_over):
                click.echo(done)
            if settings.database_url.startswith("sqlite:"):
                click.echo(ON_SQLITE, err=True)
        except AimedElsewhereError as error:
            raise click.ClickException(
                f"{error}. If that deployment is to be replaced by this one, add --take-over."
            ) from error
        except WebexError as error:
            raise click.ClickException(
                f"Webex did not do it: {error}. See: roomdesk check"
            ) from error

    return group
