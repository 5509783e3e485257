"""The organisation's grant: from WEBEX_REFRESH_TOKEN, or from the database."""

import logging
from collections.abc import Sequence
from dataclasses import replace
from datetime import UTC, datetime

from bot.errors import AccessLostError, Failure, NotSetUpError, WebexError
from bot.secret import Secret
from bot.settings.reader import Client
from bot.tokens.grants import Grants
from bot.tokens.held import Held
from bot.tokens.keeper import Keep, Keeper
from bot.tokens.seal import fingerprint
from bot.tokens.token_health import TokenHealth, TokenState
from bot.webex.oauth import Grant, OAuth, is_refused_for_good

log = logging.getLogger(__name__)

ORGANISATION = "organisation"
# As an administrator allows them: https://developer.webex.com/docs/meetings#scopes
SCOPES = ("meeting:admin_preferences_read", "spark:people_read")
WRITE = "meeting:admin_preferences_write"

_CLIENT = (
    "WEBEX_ORG_CLIENT_ID and WEBEX_ORG_CLIENT_SECRET (where they are not set, WEBEX_CLIENT_ID and "
    "WEBEX_CLIENT_SECRET)"
)
_NEEDS = ("WEBEX_REFRESH_TOKEN", "WEBEX_ORG_CLIENT_ID", "WEBEX_ORG_CLIENT_SECRET")


class OrgGrantOwner:
    """What is particular to the organisation's grant.

    `setting` is WEBEX_REFRESH_TOKEN. A stored grant counts only while the setting has the value (or
    is unset) that it had then, so that a new value takes effect. The stored grant stays until the
    new value has worked: a mistyped one does no harm.
    """

    name = ORGANISATION

    def __init__(self, client: Client, setting: Secret | None, key_id: str = "") -> None:
        self.client = client
        self._key_id = key_id
        self._setting = setting
        self.source = fingerprint(ORGANISATION, setting)

    @property
    def under(self) -> str:
        """The hash of the client, the setting and the key that opens what is kept."""
        return fingerprint(self.client.id, self.client.secret, self._setting, self._key_id)

    def found(self, grants: Grants) -> Held | None:
        """Return the valid grant, None if none is stored."""
        held = grants.read(ORGANISATION)
        if held is None or self._is_in_force(held):
            return held
        return self._instead_of(held) if self._setting else None

    def held(self, grants: Grants) -> Held:
        """Return the valid grant; at first that is the setting's.

        Raises: NotSetUpError.
        """
        while True:
            held = self.found(grants)
            if held is not None:
                return held
            if self._setting is None:
                raise not_set_up()
            grants.adopt(ORGANISATION, self._setting, self.source)

    def _instead_of(self, held: Held) -> Held:
        """Return the setting's refresh token in place of the stored one, still to be tried."""
        return replace(
            held,
            source=self.source,
            access=None,
            refresh=self._setting,
            renewed_at=None,
            renew_at=0.0,
            expires_at=0.0,
            scopes=None,
        )

    def _is_in_force(self, held: Held) -> bool:
        return held.source == self.source and held.refresh is not None

    def is_set_up(self, grants: Grants) -> bool:
        """Tell whether there is anything to get a token with."""
        return self._setting is not None or self.found(grants) is not None

    def lost(self, failure: Failure) -> AccessLostError:
        """Return the error that tells the operator to act."""
        return AccessLostError(failure)

    def second_chance(self, held: Held) -> Secret | None:
        """Return what the setting holds, unless that was refused."""
        return None if held.refresh == self._setting else self._setting

    @property
    def client_settings(self) -> str:
        """Where the operator finds the client, in words."""
        return _CLIENT

    def has_ended(self, failure: Failure) -> None:
        """Tell the operator; Webex does not always say which of them it refuses."""
        log.error(
            "Webex renews the organisation's access no more: %s. Are %s right? "
            "Then set a new WEBEX_REFRESH_TOKEN, or run: roomdesk org connect",
            WebexError(failure),
            _CLIENT,
        )


class Organisation:
    """The organisation's access token, as a bearer takes it; `client` None: it is not set up."""

    def __init__(
        self,
        grants: Grants,
        oauth: OAuth,
        client: Client | None,
        setting: Secret | None,
        keep: Keep = Keeper,
    ) -> None:
        self._grants = grants
        self._owner = OrgGrantOwner(client, setting, grants.key_id) if client else None
        self._keeper = keep(grants, oauth, self._owner) if self._owner else None

    @property
    def client(self) -> Client | None:
        """The integration or service app."""
        return self._owner.client if self._owner else None

    @property
    def under(self) -> str | None:
        """The hash of the settings that decide whether a renewal can work; None: no client."""
        return self._owner.under if self._owner else None

    def is_set_up(self) -> bool:
        """Tell whether there is anything to get a token with. Raises: UnavailableError."""
        return self._owner is not None and self._owner.is_set_up(self._grants)

    def get(self) -> Secret:
        """Return a token that lasts for some minutes.

        Raises: NotSetUpError, AccessLostError, WebexError, UnavailableError.
        """
        if self._keeper is None:
            raise not_set_up()
        return self._keeper.get()

    def refused(self, token: Secret) -> bool:
        """Drop a token that Webex refuses."""
        return self._keeper is not None and self._keeper.refused(token)

    def renew(self) -> None:
        """Renew the token ahead of its end. Raises as `get` does."""
        if self._keeper is not None:
            self._keeper.renew()

    def may_write(self) -> bool | None:
        """Tell whether it was granted for changes too; None: Webex does not tell, or not yet.

        Makes no call to Webex. Raises: UnavailableError.
        """
        held = self._owner.found(self._grants) if self._owner else None
        return None if held is None or held.scopes is None else WRITE in held.scopes

    def put(self, grant: Grant, asked: Sequence[str] = SCOPES) -> None:
        """Store what an administrator granted, who was asked for these scopes.

        It counts while the setting stays as it is.
        """
        if self._owner is not None:
            self._grants.put(ORGANISATION, grant, self._owner.source, asked=asked)

    def forget(self) -> bool:
        """Delete the stored grant; False if there was none."""
        return self._grants.forget(ORGANISATION)

    def health(self) -> TokenHealth:
        """Return how the token fares. Makes no call to Webex. Raises: UnavailableError."""
        held = self._owner.found(self._grants) if self._owner else None
        if self._owner is None or (held is None and not self.is_set_up()):
            return TokenHealth(TokenState.OFF)
        if held is None:
            return TokenHealth(TokenState.UNTRIED, is_from_setting=True)
        from_setting = held.renewed_at is None
        expires = None if from_setting else _time(held.expires_at)
        state, since = TokenState.UNTRIED if from_setting else TokenState.OK, held.renewed_at
        if held.is_lost(self._owner.under):
            state, since = TokenState.LOST, held.lost_at
        elif held.failing_since is not None and held.lost_at is None:
            is_of_client = held.failure is not None and is_refused_for_good(held.failure)
            state = TokenState.REFUSED if is_of_client else TokenState.FAILING
            since = held.failing_since
        why = str(WebexError(held.failure)) if held.failure else None
        return TokenHealth(state, _time(since), expires, why, from_setting)


def lacks_scope(grant: Grant) -> bool:
    """Tell whether Webex says that a grant does not reach to other people's rooms."""
    return grant.scopes is not None and SCOPES[0] not in grant.scopes


def not_set_up() -> NotSetUpError:
    """Return what tells that there is no organisation's access."""
    return NotSetUpError("Personal Meeting Rooms", _NEEDS)


def _time(seconds: float | None) -> datetime | None:
    return None if seconds is None else datetime.fromtimestamp(seconds, UTC)
