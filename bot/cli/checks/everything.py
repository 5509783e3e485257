"""All checks, put together from the settings."""

import time
from collections.abc import Callable, Iterable, Mapping

from bot.cli.checks.bot_token import bot_token, help_desk, spaces
from bot.cli.checks.clock import Clock, clock, database_clock
from bot.cli.checks.configuration import configuration
from bot.cli.checks.connecting import connecting
from bot.cli.checks.database import at_work, database, questions
from bot.cli.checks.finding import Finding, skipped
from bot.cli.checks.organisation import is_usable, organisation, why_not
from bot.cli.checks.personal_rooms import personal_rooms, sites
from bot.cli.checks.public_url import public_url
from bot.cli.checks.registered import registered
from bot.cli.checks.sealed import sealed
from bot.cli.checks.side_by_side import Check, Daemons, side_by_side
from bot.cli.checks.state import Base
from bot.cli.checks.trouble import told_once
from bot.runtime.builder import Webex, webex_for
from bot.settings.settings import Settings
from bot.webex.bearer import Connections
from bot.webex.together import Together

_CALLS = 16


def everything(
    settings: Settings, person: str | None = None, now: Clock = time.time
) -> list[Finding]:
    """Return what all checks found; `person` is whose room is looked up, `now` the clock."""
    base, together = Base(settings.database_url), Together(Daemons())
    connections = Connections(settings.api_url, _CALLS)
    webex = webex_for(settings, base.database, connections, together, is_bot=False)
    try:
        ours = _ours(settings, webex, base, now)
        theirs = _organisation(settings, webex, base, person)
        return [*told_once(side_by_side({**ours, **theirs}))]
    finally:
        webex.access.close()
        base.close()


def _ours(settings: Settings, webex: Webex, base: Base, now: Clock) -> Mapping[str, Check]:
    """Return the checks of the bot itself."""
    own, webhooks, url = webex.own, webex.webhooks, settings.public_url
    secrets, token = settings.webhook_secrets, settings.bot_token
    return {
        "settings": lambda: configuration(settings),
        "clock": lambda: clock(settings.api_url, now),
        "bot token": lambda: bot_token(own),
        "spaces": lambda: spaces(own),
        "help desk": lambda: help_desk(own, settings.bounds),
        "public URL": lambda: public_url(url, secrets, token),
        "webhooks": lambda: registered(webhooks),
        "database": lambda: database(base),
        "database clock": lambda: database_clock(base, now),
        "bot at work": lambda: at_work(base),
        "questions": lambda: questions(base),
        "connect": lambda: connecting(settings),
    }


def _organisation(
    settings: Settings, webex: Webex, base: Base, person: str | None
) -> Mapping[str, Check]:
    """Return the checks of the organisation's access."""
    tokens, bearer, guard = webex.access.organisation, webex.org, webex.guard

    def token() -> Iterable[Finding]:
        reason = why_not(settings, base)
        return [reason] if reason else organisation(tokens, bearer)

    def with_it(name: str, look: Callable[[], Iterable[Finding]]) -> Check:
        def check() -> Iterable[Finding]:
            if why_not(settings, base) is None and is_usable(tokens):
                return look()
            return [skipped(name, "needs the organisation’s access")]

        return check

    return {
        "kept tokens": lambda: sealed(settings, base, webex.access.renewal),
        "organisation": token,
        "personal rooms": with_it("personal rooms", lambda: personal_rooms(guard, bearer, person)),
        "sites": with_it("sites", lambda: sites(guard, bearer, person)),
    }
