"""Personal Meeting Rooms and sites: https://developer.webex.com/docs/api/v1/meeting-preferences.

A bot's own token has no meeting rights, so these calls go with the organisation's access.
"""

from bot.model.personal_room import PersonalRoom
from bot.model.site import Site
from bot.webex.bearer import Bearer


class Preferences:
    """The meeting preferences of people, with a token that holds an admin scope.

    The scope is `meeting:admin_preferences_read`; without it Webex ignores `email`.
    """

    def __init__(self, bearer: Bearer) -> None:
        self._bearer = bearer

    def personal_room(self, email: str, site: str | None = None) -> PersonalRoom:
        """Return somebody's Personal Meeting Room, on `site` or on the token owner's default one.

        Raises: WebexError, NotSetUpError.
        """
        found = self._bearer.get(
            "meetingPreferences/personalMeetingRoom", {"userEmail": email, "siteUrl": site}
        )
        return PersonalRoom.read(found)

    def sites(self, email: str) -> tuple[Site, ...]:
        """Return somebody's Webex sites, the default first. Raises: WebexError, NotSetUpError."""
        return Site.read_all(self._bearer.get("meetingPreferences/sites", {"userEmail": email}))
