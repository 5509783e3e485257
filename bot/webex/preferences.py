"""Personal Meeting Rooms and sites: https://developer.webex.com/docs/api/v1/meeting-preferences.

A bot's own token has no meeting rights, so these calls go with somebody else's access.
"""

from collections.abc import Callable

from bot.ask import Ask
from bot.model.personal_room import PersonalRoom
from bot.model.site import Site
from bot.secret import Secret
from bot.webex.bearer import Bearer
from bot.webex.people import People

_ROOM = "meetingPreferences/personalMeetingRoom"


class View:
    """One person's meeting preferences, as one access sees them.

    `email` names the person to an access that may see everybody's; None: the access's own.
    """

    def __init__(self, bearer: Bearer, email: str | None) -> None:
        self._bearer = bearer
        self._email = email

    def personal_room(self, site: str | None = None) -> PersonalRoom:
        """Return the Personal Meeting Room, on `site` or on the access's default one.

        Raises: WebexError, NotSetUpError, AccessLostError.
        """
        found = self._bearer.get(_ROOM, {"userEmail": self._email, "siteUrl": site})
        return PersonalRoom.read(found)

    def host_pin(self, site: str | None = None) -> Secret | None:
        """Return the host PIN of that room, read anew each time and kept nowhere.

        Raises: WebexError, NotSetUpError, AccessLostError.
        """
        return self._bearer.secret(_ROOM, {"userEmail": self._email, "siteUrl": site}, "hostPin")

    def sites(self) -> tuple[Site, ...]:
        """Return the person's Webex sites, the default first.

        Raises: WebexError, NotSetUpError, AccessLostError.
        """
        return Site.read_all(
            self._bearer.get("meetingPreferences/sites", {"userEmail": self._email})
        )


class Preferences:
    """Whose access serves a question about somebody's meeting preferences.

    `org` is the organisation's access, with `meeting:admin_preferences_read`; without that scope
    Webex ignores `userEmail`. `lend` raises RefusedError where the asker may not use it.
    """

    def __init__(self, org: Bearer, people: People, lend: Callable[[Ask], None]) -> None:
        self._org = org
        self._people = people
        self._lend = lend

    def of(self, ask: Ask) -> View:
        """Return the view that serves a question.

        Raises: RefusedError, AskError, WebexError, NotSetUpError, AccessLostError.
        """
        self._lend(ask)
        return View(self._org, self._people.email_of(ask.person))
