"""All checks, put together from the settings."""

import logging
from collections.abc import Callable, Iterable, Mapping
from concurrent.futures import ThreadPoolExecutor

from bot.cli.checks.bot_token import bot_token, help_desk, spaces
from bot.cli.checks.changing import changing
from bot.cli.checks.clock import clock
from bot.cli.checks.configuration import configuration
from bot.cli.checks.connecting import connecting
from bot.cli.checks.database import at_work, database, questions
from bot.cli.checks.event_socket import event_socket, looking_back
from bot.cli.checks.finding import Finding, fail, skipped
from bot.cli.checks.organisation import is_usable, organisation, why_not
from bot.cli.checks.personal_rooms import personal_rooms, sites
from bot.cli.checks.port import port
from bot.cli.checks.public_url import public_url
from bot.cli.checks.registered import left_over, registered
from bot.cli.checks.sealed import sealed
from bot.cli.checks.state import Base
from bot.cli.checks.trouble import told_once
from bot.errors import UnavailableError
from bot.runtime.builder import Webex, services_for, webex_for, webhooks_for
from bot.settings.settings import Settings
from bot.webex.bearer import Connections
from bot.webex.clock import WebexClock
from bot.webex.together import Together

log = logging.getLogger(__name__)

_CALLS = 16

Check = Callable[[], Iterable[Finding]]


def everything(settings: Settings, person: str | None = None) -> list[Finding]:
    """Return what all checks found; `person` is whose room is looked up."""
    base, connections = Base(settings.database_url), Connections(settings.api_url, _CALLS)
    # One pool for the checks and one for the calls of some: none waits for its own kind.
    with ThreadPoolExecutor(_CALLS) as checks, ThreadPoolExecutor(_CALLS) as calls:
        webex = webex_for(settings, base.database, connections, Together(calls))
        try:
            all_ = _ours(settings, webex, base, connections.clock) | _organisation(
                settings, webex, base, person
            )
            return [*told_once(side_by_side(all_, checks))]
        finally:
            webex.access.close()
            base.close()


def side_by_side(checks: Mapping[str, Check], pool: ThreadPoolExecutor) -> list[Finding]:
    """Run the checks side by side and return what they found; one that fails hides no other."""
    running = [pool.submit(_run, name, check) for name, check in checks.items()]
    return [finding for one in running for finding in one.result()]


def _run(name: str, check: Check) -> list[Finding]:
    seen: list[Finding] = []
    try:
        seen.extend(check())
    except UnavailableError:  # the database's own check says why
        seen.append(skipped(name, "needs the database"))
    except Exception as error:  # the one place where a check ends
        log.exception("the check “%s” failed", name)
        what = f"the check itself failed: {type(error).__name__}"
        seen.append(fail(name, what, "This is a fault of Roomdesk: report it with the log above."))
    return seen


def _ours(settings: Settings, webex: Webex, base: Base, at_webex: WebexClock) -> dict[str, Check]:
    """Return the checks of the bot itself."""
    own = webex.own
    return {
        "settings": lambda: configuration(settings),
        "bot token": lambda: bot_token(own),
        "spaces": lambda: spaces(own),
        "help desk": lambda: help_desk(own, settings.bounds),
        "clock": lambda: clock(own, at_webex),
        "port": lambda: port(settings),
        **(_socket if settings.hears_by_socket else _webhooks)(settings, webex, base),
        "database": lambda: database(base),
        "bot at work": lambda: at_work(base),
        "questions": lambda: questions(base),
        "connect": lambda: connecting(settings),
    }


def _webhooks(settings: Settings, webex: Webex, _base: Base) -> dict[str, Check]:
    """Return the checks of what Webex delivers."""
    url, secret, token = settings.public_url, settings.webhook_secrets[0], settings.bot_token
    return {
        "public URL": lambda: public_url(url, secret, token),
        "webhooks": lambda: registered(webex.webhooks),
    }


def _socket(settings: Settings, _webex: Webex, base: Base) -> dict[str, Check]:
    """Return the checks of what the bot listens to."""
    return {
        "event socket": lambda: event_socket(services_for(settings)),
        "looking back": lambda: looking_back(base, settings.catch_up_minutes),
        "webhooks": lambda: left_over(webhooks_for(settings)),
    }


def _organisation(
    settings: Settings, webex: Webex, base: Base, person: str | None
) -> dict[str, Check]:
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
        "changes": lambda: changing(settings, tokens, base),
        "personal rooms": with_it("personal rooms", lambda: personal_rooms(guard, bearer, person)),
        "sites": with_it("sites", lambda: sites(guard, bearer, person)),
    }
