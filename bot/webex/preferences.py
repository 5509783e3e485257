"""Personal Meeting Rooms and sites: https://developer.webex.com/docs/api/v1/meeting-preferences.

A bot's own token has no meeting rights, so these calls go with somebody else's access.
"""

from collections.abc import Callable, Mapping
from typing import Any, Protocol

from bot.errors import WebexError
from bot.secret import Secret
from bot.webex.bearer import Bearer
from bot.webex.global_numbers import CallIns, call_ins_of
from bot.webex.guard import ROOM, Guard
from bot.webex.model.delegates import delegates_in
from bot.webex.model.personal_room import PersonalRoom
from bot.webex.model.site import Site

_SITES = "meetingPreferences/sites"
SCHEDULING = "meetingPreferences/schedulingOptions"


class View(Protocol):
    """One person's meeting preferences, as one access sees them.

    Each method raises WebexError, NotSetUpError, AccessLostError and WrongRoomError.
    """

    def personal_room(self, site: str | None = None) -> PersonalRoom:
        """Return the Personal Meeting Room, on `site` or on the access's default one."""

    def host_pin(self, site: str | None = None) -> Secret | None:
        """Return the host PIN of that room, read anew each time and kept nowhere."""

    def call_ins(self, room: PersonalRoom) -> CallIns:
        """Return the numbers worldwide to call that room at, or its own and why."""

    def sites(self) -> tuple[Site, ...]:
        """Return the person's Webex sites, the default first."""

    def delegates(self) -> tuple[str, ...]:
        """Return the addresses of those who may schedule meetings for the person."""

    def elsewhere(self) -> tuple[str, ...]:
        """Return the sites besides the default one where they may have a room, likeliest first."""


class OwnView:
    """A person's preferences as their own access sees them: `userEmail` is for administrators."""

    def __init__(self, bearer: Bearer) -> None:
        self._bearer = bearer

    def personal_room(self, site: str | None = None) -> PersonalRoom:
        """Return the Personal Meeting Room."""
        return PersonalRoom.read(self._bearer.get(ROOM, {"siteUrl": site}))

    def host_pin(self, site: str | None = None) -> Secret | None:
        """Return the host PIN of that room."""
        return self._bearer.with_secret(ROOM, {"siteUrl": site}, "hostPin")[1]

    def call_ins(self, room: PersonalRoom) -> CallIns:
        """Return the numbers worldwide."""
        return call_ins_of(room, lambda href: self._bearer.get(self._bearer.path_of(href)))

    def sites(self) -> tuple[Site, ...]:
        """Return the person's Webex sites."""
        return Site.read_all(self._bearer.get(_SITES))

    def delegates(self) -> tuple[str, ...]:
        """Return who may schedule for them."""
        return delegates_in(self._bearer.get(SCHEDULING))

    def elsewhere(self) -> tuple[str, ...]:
        """Return their other sites."""
        return tuple(site.url for site in _as_far_as_told(self.sites) if not site.is_default)


class OrgView:
    """Somebody's preferences as the organisation's access sees them, `guard` watching."""

    def __init__(self, guard: Guard, email: str) -> None:
        self._guard = guard
        self._email = email

    def personal_room(self, site: str | None = None) -> PersonalRoom:
        """Return the Personal Meeting Room."""

        def fetch() -> tuple[PersonalRoom, PersonalRoom]:
            room = PersonalRoom.read(self._guard.read(ROOM, self._of(site)))
            return room, room

        return self._guard.checked(self._email, site, fetch)

    def host_pin(self, site: str | None = None) -> Secret | None:
        """Return the host PIN; room and PIN are of one answer."""

        def fetch() -> tuple[PersonalRoom, Secret | None]:
            found, pin = self._guard.with_secret(ROOM, self._of(site), "hostPin")
            return PersonalRoom.read(found), pin

        return self._guard.checked(self._email, site, fetch, anew=True)

    def call_ins(self, room: PersonalRoom) -> CallIns:
        """Return the numbers worldwide; the room that names their link is theirs."""
        return call_ins_of(room, self._guard.follow)

    def sites(self) -> tuple[Site, ...]:
        """Return the person's Webex sites."""

        def fetch() -> Mapping[str, Any]:
            return self._guard.read(_SITES, {"userEmail": self._email})

        return Site.read_all(self._guard.vouched(self._email, fetch))

    def delegates(self) -> tuple[str, ...]:
        """Return who may schedule for them."""

        def fetch() -> Mapping[str, Any]:
            return self._guard.read(SCHEDULING, {"userEmail": self._email})

        return delegates_in(self._guard.vouched(self._email, fetch))

    def elsewhere(self) -> tuple[str, ...]:
        """Return their sites and the access's own, but for the access's default one.

        That is where Webex looks if no site is named. Of whoever is not there Webex may tell none.
        """
        own = _as_far_as_told(lambda: Site.read_all(self._guard.read(_SITES, {})))
        default = {site.url.casefold() for site in own if site.is_default}
        urls = dict.fromkeys(site.url for site in (*_as_far_as_told(self.sites), *own))
        return tuple(url for url in urls if url.casefold() not in default)

    def _of(self, site: str | None) -> dict[str, str | int | None]:
        return {"userEmail": self._email, "siteUrl": site}


def _as_far_as_told(sites: Callable[[], tuple[Site, ...]]) -> tuple[Site, ...]:
    try:
        return sites()
    except WebexError as error:
        if not error.failure.is_no:
            raise
        return ()
