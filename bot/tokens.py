"""Whose token serves a call: the organisation's, kept fresh."""

import threading
import time
from collections.abc import Callable

from bot.errors import AccessLostError, NotSetUpError, WebexError
from bot.secret import Secret
from bot.settings import Client
from bot.webex.oauth import Grant, OAuth

# Renewed this long before it runs out, so that no call starts with a token that is about to.
_AHEAD_S = 300


class OrgToken:
    """The organisation's access token; asked for when first needed, by one thread at a time."""

    def __init__(
        self,
        oauth: OAuth,
        client: Client | None,
        refresh_token: Secret | None,
        clock: Callable[[], float] = time.monotonic,
    ) -> None:
        self._oauth = oauth
        self._client = client
        self._refresh_token = refresh_token
        self._clock = clock
        self._lock = threading.Lock()
        self._grant: Grant | None = None
        self._fresh_until = 0.0

    def get(self) -> Secret:
        """Return a token that lasts for some minutes at least.

        Raises:
            NotSetUpError: the settings hold no organisation access.
            AccessLostError: Webex refuses to renew it.
            WebexError: Webex does not answer at the moment.
        """
        if self._client is None or self._refresh_token is None:
            raise NotSetUpError(
                "Personal Meeting Rooms",
                ("WEBEX_REFRESH_TOKEN", "WEBEX_ORG_CLIENT_ID", "WEBEX_ORG_CLIENT_SECRET"),
            )
        with self._lock:
            if self._grant is None or self._clock() >= self._fresh_until:
                self._grant = self._renewed(self._client, self._refresh_token)
            return self._grant.access_token

    def refused(self, token: Secret) -> bool:
        """Drop `token`, so that the next call gets a new one; always worth one more try."""
        with self._lock:
            if self._grant is not None and self._grant.access_token == token:
                self._fresh_until = self._clock()
        return True

    def _renewed(self, client: Client, refresh_token: Secret) -> Grant:
        # Webex may hand out a new refresh token each time; whatever came last is the one to use.
        latest = self._grant.refresh_token if self._grant else refresh_token
        asked = self._clock()
        try:
            grant = self._oauth.refresh(client.id, client.secret, latest)
        except WebexError as error:
            if error.failure.passes or not error.failure.is_refusal:
                raise
            raise AccessLostError(error.failure) from error
        lasts_s = grant.expires_in_s
        self._fresh_until = asked + lasts_s - min(_AHEAD_S, lasts_s / 10)
        return grant
