"""roomdesk webhooks …: Webex's deliveries to this bot."""

import sys
from collections.abc import Sequence

import click
from flask.cli import AppGroup

from bot.errors import WebexError
from bot.runtime.builder import webhooks_for
from bot.runtime.status import ON_SQLITE
from bot.settings.settings import Settings
from bot.webex.webhooks import AimedElsewhereError, Hook, Webhooks

_NOTHING = "Nothing to register: the bot listens to Webex's event socket (WEBEX_EVENTS=socket)."


def webhooks(settings: Settings) -> AppGroup:
    """Return the group."""
    group = AppGroup("webhooks", help="Webex's deliveries to this bot.")

    @group.command("sync")
    @click.option("--take-over", is_flag=True, help="Redirect webhooks that deliver elsewhere.")
    @click.option("--remove", is_flag=True, help="Remove those that the event socket replaces.")
    def sync(take_over: bool, remove: bool) -> None:
        """Register the webhooks at Webex, or bring them up to date.

        With WEBEX_EVENTS=socket there is nothing to register, and what is left over can go.
        """
        hooks = webhooks_for(settings)
        try:
            if settings.hears_by_socket:
                click.echo(_NOTHING)
                _offer_to_remove(hooks, remove=remove)
            elif remove:
                raise click.UsageError("--remove is for WEBEX_EVENTS=socket")
            else:
                _register(settings, hooks, take_over=take_over)
        except AimedElsewhereError as error:
            raise click.ClickException(
                f"{error}. If that deployment is to be replaced by this one, add --take-over."
            ) from error
        except WebexError as error:
            raise click.ClickException(
                f"Webex did not do it: {error}. See: roomdesk check"
            ) from error

    return group


def _register(settings: Settings, hooks: Webhooks, *, take_over: bool) -> None:
    if settings.public_url is None:
        raise click.ClickException(
            "PUBLIC_URL is not set: Webex has to know where this bot is. Without such an address "
            "the bot can listen by itself: WEBEX_EVENTS=socket"
        )
    for done in hooks.sync(take_over=take_over):
        click.echo(done)
    if settings.database_url.startswith("sqlite:"):
        click.echo(ON_SQLITE, err=True)


def _offer_to_remove(hooks: Webhooks, *, remove: bool) -> None:
    """Remove webhooks of our name, if that is wanted: each event would come twice, for no use."""
    found = hooks.named()
    if not found:
        return
    click.echo(f"Webex still delivers to {_targets(found)} as well.")
    if not remove and not sys.stdin.isatty():
        click.echo("If no other deployment needs that: roomdesk webhooks sync --remove")
    elif remove or click.confirm("Remove these webhooks?"):
        for hook in found:
            hooks.remove(hook)
            click.echo(f"{hook.resource}: removed")


def _targets(hooks: Sequence[Hook]) -> str:
    return ", ".join(sorted({hook.target for hook in hooks}))
