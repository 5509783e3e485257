"""The organisation's access: is a token to be had, whose is it, and until when does it last?

Webex may replace the refresh token with each use, and this may be another machine with other
settings. So nothing is renewed here: the bot does, and a token that it keeps is only used.
"""

from collections.abc import Iterator

from bot.cli.checks.finding import Finding, fail, ok, skipped, warn
from bot.cli.checks.state import Base
from bot.cli.checks.trouble import trouble
from bot.errors import AccessLostError, RefusedError, WebexError
from bot.settings.settings import Settings
from bot.tokens.organisation import Organisation
from bot.tokens.token_health import TokenState
from bot.webex.bearer import Bearer
from bot.webex.people import People

NAME = "organisation"
_SHOW = "roomdesk org show"
_CLIENT = (
    "Correct WEBEX_ORG_CLIENT_ID and WEBEX_ORG_CLIENT_SECRET (where they are not set, "
    "WEBEX_CLIENT_ID and WEBEX_CLIENT_SECRET) and restart. The token is kept."
)
_ANEW = (
    "Is WEBEX_ORG_CLIENT_SECRET right? Then set a new WEBEX_REFRESH_TOKEN and restart, or let an "
    "administrator allow it: roomdesk org connect"
)


def why_not(settings: Settings, base: Base) -> Finding | None:
    """Return why there is nothing to look at; None if there is."""
    if settings.org_client is None:
        if settings.org_refresh_token is None:
            return skipped(NAME, "not set up: pmr and sites are off", "README says how.")
        seen = "WEBEX_REFRESH_TOKEN is set, without the client that it belongs to"
        return fail(NAME, seen, "Set WEBEX_ORG_CLIENT_ID and WEBEX_ORG_CLIENT_SECRET.")
    if not settings.token_keys:
        if settings.org_refresh_token is None:
            return skipped(NAME, "not set up: pmr and sites are off", "README says how.")
        seen = "without TOKEN_KEY only the running bot has the token, and trying would take it away"
        return skipped(NAME, seen, "Ask the bot: status, or /readyz. Better set TOKEN_KEY.")
    return skipped(NAME, "needs the database") if base.problem is not None else None


def organisation(access: Organisation, bearer: Bearer) -> Iterator[Finding]:
    """Look at the token. Raises: UnavailableError."""
    health = access.health()
    text, _ = health.in_words()
    match health.state:
        case TokenState.OFF:
            yield skipped(NAME, "not set up: pmr and sites are off", "README says how.")
        case TokenState.UNTRIED:
            seen = "no bot has tried WEBEX_REFRESH_TOKEN on this database yet"
            yield warn(NAME, seen, "The bot does as it starts: start it, then check again.")
        case TokenState.LOST:
            yield fail(NAME, text, _ANEW)
        case TokenState.REFUSED:
            yield fail(NAME, text, _CLIENT)
        case _:
            yield _obtained(access, bearer)


def is_usable(access: Organisation) -> bool:
    """Tell whether calls may be made with the access. Raises: UnavailableError."""
    return access.health().state in {TokenState.OK, TokenState.FAILING}


def _obtained(access: Organisation, bearer: Bearer) -> Finding:
    try:
        access.get()
        whose = _whose(bearer)
    except AccessLostError as error:
        return fail(NAME, f"refused by Webex: {error}", _ANEW)
    except RefusedError as error:
        return warn(NAME, error.title, error.advice)
    except WebexError as error:
        return trouble(NAME, error, f"See how it is: {_SHOW}")
    text, _ = access.health().in_words()
    return ok(NAME, f"{text}; {whose}")


def _whose(bearer: Bearer) -> str:
    try:
        return f"it acts as {People(bearer).me().email or 'an account without an address'}"
    except WebexError as error:
        if not error.failure.is_no or error.failure.what == 401:
            raise
        return "Webex does not tell as whom it acts (no spark:people_read)"
