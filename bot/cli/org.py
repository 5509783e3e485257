"""roomdesk org …: the organisation's access to Personal Meeting Rooms."""

import time
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from contextlib import contextmanager

import click
from flask.cli import AppGroup

from bot.cli.database import explained
from bot.conversation.outgoing import tell_nobody
from bot.errors import RoomdeskError, WebexError, WrongRoomError
from bot.runtime.builder import database_for
from bot.settings.reader import Client
from bot.settings.settings import Settings
from bot.tokens.access import Access, access_for
from bot.tokens.authorization import ConsentOutcome
from bot.tokens.consents import LASTS_S
from bot.tokens.organisation import SCOPES, WRITE, Organisation
from bot.tokens.token_health import TokenState
from bot.webex.bearer import Bearer, Connections
from bot.webex.guard import Guard
from bot.webex.people import People
from bot.webex.proof import proven
from bot.webex.together import Together

_LOOK_S = 0.5

_TWO_WAYS = f"""\
The bot reads Personal Meeting Rooms with the scope {SCOPES[0]}, and people
change theirs with {WRITE} (unless WRITES=off), in one of two ways:
  - An integration acts for the administrator who allows it: a full administrator of the
    organisation and of the site. Its own pages: https://developer.webex.com/my-apps
  - A service app has an account of its own, which nobody takes along when they leave:
    roomdesk org connect --service-app
"""

_SERVICE_APP = f"""\
1. At https://developer.webex.com/my-apps create a service app with the scope {SCOPES[0]}
   (and {SCOPES[1]}, so that the bot can tell its own room from others;
   and {WRITE}, unless WRITES=off).
2. A full administrator allows it: https://admin.webex.com, Management, Apps, Service Apps,
   choose it, Authorize, Save.
3. Back on the page of the service app, choose the organisation under “Org Authorizations”, enter
   the client secret and generate the tokens.
4. Set WEBEX_ORG_CLIENT_ID, WEBEX_ORG_CLIENT_SECRET and WEBEX_REFRESH_TOKEN (the refresh token),
   and TOKEN_KEY, so that tokens which Webex replaces are kept. Start the bot again.
5. roomdesk org show
"""

_FAILED = {
    ConsentOutcome.DECLINED: "The administrator declined.",
    ConsentOutcome.FAILED: "Webex did not confirm the permission: see the log of the web process.",
    ConsentOutcome.TOO_LITTLE: (
        f"The permission lacks the scope {SCOPES[0]}. Nothing was changed. Does the integration "
        "have that scope, and is this a full administrator?"
    ),
}


def org(settings: Settings) -> AppGroup:
    """Return the group."""
    group = AppGroup("org", help="The organisation's access to Personal Meeting Rooms.")

    @group.command("connect")
    @click.option("--service-app", is_flag=True, help="Tell how to set up a service app instead.")
    @click.option("--timeout", default=LASTS_S, show_default=True, help="Seconds to wait.")
    def connect(service_app: bool, timeout: float) -> None:
        """Let an administrator allow the bot to read Personal Meeting Rooms."""
        if service_app:
            click.echo(_SERVICE_APP)
            return
        client = _client(settings)
        click.echo(_TWO_WAYS)
        with _access(settings) as access:
            url, consent = access.authorization.ask_administrator(client)
            click.echo(
                f"The integration needs this redirect URI: {access.authorization.redirect_uri}\n"
                f"As an administrator, open this link (once, within ten minutes):\n\n{url}\n\n"
                "Waiting for the bot’s web process to receive the answer; Ctrl-C to stop."
            )
            until = time.monotonic() + timeout
            while (outcome := access.authorization.consents.outcome(consent)) is None:
                if time.monotonic() >= until:
                    raise click.ClickException(
                        "Nothing came back. Does the bot run, and does PUBLIC_URL lead to it?"
                    )
                time.sleep(_LOOK_S)
            if outcome != ConsentOutcome.CONNECTED.value:
                raise click.ClickException(_FAILED.get(ConsentOutcome(outcome), outcome))
            _check(settings, access.organisation)

    @group.command("show")
    def show() -> None:
        """Show how the organisation's access is; no secret is shown."""
        if not settings.token_keys:
            click.echo("TOKEN_KEY is not set: each process of the bot has its own token, unseen.")
        with _access(settings) as access:
            _show(access.organisation)

    @group.command("forget")
    def forget() -> None:
        """Delete what is kept, so that the setting counts again."""
        with _access(settings) as access:
            gone = access.organisation.forget()
        click.echo("Deleted. The setting counts again." if gone else "Nothing was kept.")

    return group


def _client(settings: Settings) -> Client:
    has_client = settings.org_client is not None
    needs = {
        "PUBLIC_URL": settings.public_url is not None,
        "TOKEN_KEY": bool(settings.token_keys),
        "WEBEX_ORG_CLIENT_ID": has_client,
        "WEBEX_ORG_CLIENT_SECRET": has_client,
    }
    missing = [name for name, is_set in needs.items() if not is_set]
    if missing or settings.org_client is None:
        raise click.ClickException(f"Set these first (see .env.example): {', '.join(missing)}")
    return settings.org_client


def _check(settings: Settings, organisation: Organisation) -> None:
    """Say whose account it is, and whether it reads other people's rooms."""
    bearer = Bearer(Connections(settings.api_url, 3), organisation)
    email = People(bearer).me().email or ""
    click.echo(f"Connected as {email or 'an account without an address'}.")
    _show(organisation)
    with ThreadPoolExecutor(2) as pool:
        guard = Guard(bearer, organisation, Together(pool))
        is_proven = proven(guard, email)
    click.echo(
        "It reads other people’s rooms."
        if is_proven
        else "That account has no room of its own, so nothing tells yet whether it reads others’: "
        "ask the bot for yours (pmr)."
    )


def _show(organisation: Organisation) -> None:
    health = organisation.health()
    text, _ = health.in_words()
    click.echo(f"State: {text}")
    if health.state is not TokenState.OFF:
        source = "the setting WEBEX_REFRESH_TOKEN" if health.is_from_setting else "kept"
        click.echo(f"Token from: {source}")
    if health.why:
        click.echo(f"Last failure: {health.why}")


@contextmanager
def _access(settings: Settings) -> Iterator[Access]:
    database = database_for(settings)
    access = access_for(settings, database, Connections(settings.api_url, 1), tell_nobody)
    try:
        with explained(settings):
            yield access
    except KeyboardInterrupt:
        raise click.ClickException(
            "Stopped. The link works until its ten minutes are over."
        ) from None
    except WrongRoomError as error:
        raise click.ClickException(
            f"It does not read other people’s rooms: it lacks {error}. Was it allowed by a full "
            "administrator of the organisation and of the site?"
        ) from error
    except WebexError as error:
        raise click.ClickException(f"Webex did not do it: {error}. See: roomdesk check") from error
    except RoomdeskError as error:
        raise click.ClickException(str(error)) from error
    finally:
        access.close()
        database.close()
