"""Personal rooms: does the organisation's access show the right ones?

Without `meeting:admin_preferences_read` Webex may show its owner's room for anybody's (see
`bot.webex.guard`).
"""

from collections.abc import Callable, Iterator

from bot.cli.checks.finding import Finding, fail, ok, skipped, warn
from bot.cli.checks.trouble import trouble
from bot.errors import RoomdeskError, WebexError, WrongRoomError
from bot.webex.bearer import Bearer
from bot.webex.guard import Guard
from bot.webex.model.site import Site
from bot.webex.people import People
from bot.webex.preferences import OrgView
from bot.webex.proof import proven, shows_a_room

NAME, SITES = "personal rooms", "sites"
_SCOPE = (
    "It needs meeting:admin_preferences_read, allowed by a full administrator of the organisation "
    "and of the site: roomdesk org connect"
)
_PERSON = "Check it with somebody who has a room: --person ana@example.com"


def personal_rooms(guard: Guard, bearer: Bearer, person: str | None) -> Iterator[Finding]:
    """Look up a person's room, or without one those of the access's owner and of nobody."""
    yield _guarded(NAME, lambda: _of_person(guard, person) if person else _proof(guard, bearer))


def sites(guard: Guard, bearer: Bearer, person: str | None) -> Iterator[Finding]:
    """List the sites of a person, or of the access's owner."""

    def listed() -> Finding:
        email = person or _owner(bearer)
        if email is None:
            return skipped(SITES, "Webex does not tell whose access it is", _PERSON)
        try:
            found = OrgView(guard, email).sites()
        except WebexError as error:
            if error.failure.what != 404:
                raise
            found = ()
        return _of_sites(email, found)

    yield _guarded(SITES, listed)


def _guarded(name: str, look: Callable[[], Finding]) -> Finding:
    try:
        return look()
    except WrongRoomError:
        seen = "Webex shows the room of the access’s owner for anybody’s: the bot shows none"
        return fail(name, seen, _SCOPE)
    except WebexError as error:
        return trouble(name, error, _SCOPE)
    except RoomdeskError as error:
        # The organisation's own check says why.
        return skipped(name, f"needs the organisation’s access: {type(error).__name__}")


def _of_person(guard: Guard, email: str) -> Finding:
    if shows_a_room(guard, email):
        return ok(NAME, f"Webex shows {email} a room of their own")
    return warn(
        NAME,
        f"Webex shows no room for {email} on the access’s default site",
        "Is that their address at Webex? On another site the bot finds it by name: pmr <site>",
    )


def _proof(guard: Guard, bearer: Bearer) -> Finding:
    owner = _owner(bearer)
    if owner is None:
        return skipped(NAME, "Webex does not tell whose access it is", _PERSON)
    if proven(guard, owner):
        return ok(NAME, "an address that nobody has is shown no room")
    seen = "the access’s own account has no room, so nothing tells yet whether it shows others’"
    return skipped(NAME, seen, _PERSON)


def _owner(bearer: Bearer) -> str | None:
    try:
        return People(bearer).me().email
    except WebexError as error:
        if not error.failure.is_no or error.failure.what == 401:
            raise
        return None


def _of_sites(email: str, found: tuple[Site, ...]) -> Finding:
    if not found:
        return skipped(SITES, f"Webex lists none for {email}", _PERSON)
    default = next((site.url for site in found if site.is_default), "none is marked")
    others = ", ".join(site.url for site in found if not site.is_default)
    return ok(SITES, f"default of {email}: {default}" + (f"; also {others}" if others else ""))
