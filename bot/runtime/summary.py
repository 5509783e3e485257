"""What runs, in one line: for the log at the start."""

from collections.abc import Iterator

from sqlalchemy.engine import make_url

from bot import __version__
from bot.settings.settings import NO_CONTACT, Settings
from bot.tokens.access import missing_for_connect
from bot.webex.webhooks import PATH

_MOST = 3  # names before the rest is counted


def summary(settings: Settings) -> str:
    """Return what runs and what is off, without a secret.

    One clause each, so that it can be read at a glance; what is off names the settings that turn
    it on.
    """
    clauses = [
        f"Roomdesk {__version__}",
        f"Database: {database(settings)}",
        _hearing(settings),
        f"Personal rooms: {_rooms(settings)}",
        f"Help desk: {_help_desk(settings)}",
    ]
    off = "; ".join(_off(settings))
    return ". ".join([*clauses, *([f"Off: {off}"] if off else [])])


def database(settings: Settings) -> str:
    """Return which database it is, without user and password."""
    url = make_url(settings.database_url)
    if url.get_backend_name() == "sqlite":
        return f"SQLite, {url.database}"
    port = f":{url.port}" if url.port else ""
    host = url.host or url.query.get("host") or "this machine"
    return f"PostgreSQL, {url.database} at {host}{port}"


def _hearing(settings: Settings) -> str:
    if settings.hears_by_socket:
        return "Hears by Webex’s event socket, no address needed"
    if settings.public_url is None:
        return "Webex cannot reach it: PUBLIC_URL is not set"
    return f"Webhooks at {settings.public_url}{PATH}"


def _rooms(settings: Settings) -> str:
    ways = []
    if settings.org_client and settings.org_refresh_token:
        ways.append("the organisation’s access")
    elif settings.org_client and settings.token_keys:
        ways.append("the organisation’s access if an administrator has allowed it")
    if not missing_for_connect(settings):
        ways.append("people’s own accounts")
    return f"on, with {' and '.join(ways)}" if ways else "off"


def _help_desk(settings: Settings) -> str:
    bounds = settings.bounds
    people = sorted(bounds.helpdesk_people)
    rest = len(people) - _MOST
    named = [*people[:_MOST], *([f"{rest} more"] if rest > 0 else [])]
    named += ["the members of HELPDESK_SPACE"] if bounds.helpdesk_space else []
    return ", ".join(named) or "nobody"


def _off(settings: Settings) -> Iterator[str]:
    if _rooms(settings) == "off":
        yield "personal rooms (WEBEX_ORG_CLIENT_ID, WEBEX_ORG_CLIENT_SECRET, WEBEX_REFRESH_TOKEN)"
    if missing := missing_for_connect(settings):
        yield f"connect ({', '.join(missing)})"
    if not settings.writes:
        yield "changing one’s own room (WRITES)"
    if not settings.bounds.helpdesk_people and not settings.bounds.helpdesk_space:
        yield "looking up others (HELPDESK_PEOPLE or HELPDESK_SPACE)"
    if not settings.catch_up_minutes:
        yield "catching up (CATCH_UP_MINUTES)"
    if settings.metrics_token is None:
        yield "figures (METRICS_TOKEN)"
    if settings.help_contact == NO_CONTACT:
        yield "whom to turn to (HELP_CONTACT)"
