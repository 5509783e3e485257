"""Keeps one grant fresh: one process renews it at a time, and stores it before it is used."""

import logging
import time
from collections.abc import Callable
from dataclasses import dataclass, replace
from typing import Protocol

from bot.database.retry import insist
from bot.errors import ClientRefusedError, Failure, Trouble, WebexError
from bot.secret import Secret
from bot.settings.reader import Client
from bot.tokens.grants import Grants
from bot.tokens.held import Held
from bot.webex.bearer import TIMEOUT_S
from bot.webex.oauth import BadClientError, Grant, OAuth, is_refused_for_good

log = logging.getLogger(__name__)

_ENDPOINT = "POST /access_token"
# The lease of a renewal is longer than a call may take. A process that waits for another's renewal
# waits longer still: if the other was killed, it renews the grant itself.
_LEASE_S = 2.0 * TIMEOUT_S
_WAIT_S = 3.0 * TIMEOUT_S
_LOOK_S = 0.05
_INSIST_S = 20.0


class GrantOwner(Protocol):
    """Whose grant it is: what differs between the organisation's grant and a person's."""

    @property
    def name(self) -> str:
        """The name of the grant."""

    @property
    def client(self) -> Client:
        """The integration or service app that it was granted to."""

    @property
    def under(self) -> str:
        """The hash of the settings that decide whether a renewal can work."""

    def found(self, grants: Grants) -> Held | None:
        """Return the valid grant, None if none is stored; changes nothing."""

    def held(self, grants: Grants) -> Held:
        """Return the valid grant. Raises what the asker is told if there is none."""

    def lost(self, failure: Failure) -> Exception:
        """Return what the asker is told if Webex renews it no more."""

    def second_chance(self, held: Held) -> Secret | None:
        """Return another refresh token to try where this one is refused; None if there is none."""

    def has_ended(self, failure: Failure) -> None:
        """Take note that a grant has ended; called once, in one process."""

    @property
    def client_settings(self) -> str:
        """Where the operator finds the client, in words."""


class Kept(Protocol):
    """A token that is kept by somebody: renewed here, or only borrowed."""

    def get(self) -> Secret:
        """Return the token."""

    def refused(self, token: Secret) -> bool:
        """Take note that Webex refuses it; tell whether another can be had."""

    def renew(self) -> None:
        """Renew it ahead of its end."""


Keep = Callable[[Grants, OAuth, GrantOwner], Kept]


@dataclass(frozen=True, slots=True)
class Keeper:
    """The access token of one grant, as a bearer takes it."""

    grants: Grants
    oauth: OAuth
    owner: GrantOwner
    insist_s: float = _INSIST_S

    def get(self) -> Secret:
        """Return a token that lasts for some minutes at least.

        Raises:
            NotSetUpError, AskError: there is none (see `GrantOwner.held`).
            AccessLostError, AskError: Webex refuses to renew it (see `GrantOwner.lost`).
            ClientRefusedError: Webex refuses the client; the grant stays as it is.
            WebexError: Webex does not answer at the moment.
            UnavailableError: the database does not.
        """
        first = held = self._held()
        until = time.monotonic() + _WAIT_S
        while not (held.is_fresh and held.access):
            if held.failed_at != first.failed_at and held.failure:
                raise as_raised(held.failure)  # another process has just tried
            lease = self.grants.lease(held, _LEASE_S)
            token = self._renewed(held, lease) if lease else None
            if token:
                return token
            if time.monotonic() > until:
                raise WebexError(Failure(Trouble.TIMEOUT, _ENDPOINT))
            if not lease:
                time.sleep(_LOOK_S)
            held = self._held()
        return held.access

    def refused(self, token: Secret) -> bool:
        """Drop `token`, so that the next call gets a new one; always worth one more try."""
        held = self._held()
        if held.access == token:
            self.grants.expire(held)
        return True

    def renew(self) -> None:
        """Renew the grant if that is due and nobody else does. Raises as `get` does."""
        held = self._held()
        lease = self.grants.lease(held, _LEASE_S) if held.now >= held.renew_at else None
        if lease:
            self._renewed(held, lease)

    def _held(self) -> Held:
        held = self.owner.held(self.grants)
        if held.is_lost(self.owner.under) and held.failure:
            raise self.owner.lost(held.failure)
        return held

    def _renewed(self, held: Held, lease: str) -> Secret | None:
        """Return a new token; None if there is none, or if the grant was replaced meanwhile."""
        grant = self._granted(held, lease)
        if grant is None:
            return None
        # Stored at all cost: Webex may not take the old refresh token any more.
        is_kept = insist(lambda: self.grants.renew(held, grant), self.insist_s)
        return grant.access_token if is_kept else None

    def _granted(self, held: Held, lease: str) -> Grant | None:
        """Return a new grant; None if Webex refuses. The stored one stays until a new one works."""
        if held.refresh is None:
            return None
        try:
            return self.oauth.refresh(self.owner.client, held.refresh)
        except BadClientError as error:
            self.grants.fail(held, lease, error.failure)
            log.error(  # noqa: TRY400  # the operator mends a setting, not the code
                "Webex refuses the client, and nothing is lost: correct %s: %s",
                self.owner.client_settings,
                error,
            )
            raise ClientRefusedError(error.failure) from error
        except WebexError as error:
            if not is_refused_for_good(error.failure):
                self.grants.fail(held, lease, error.failure)
                raise
            refused = error.failure
        other = self.owner.second_chance(held)
        if other is not None:
            log.warning("%s: a kept token was refused, the setting is tried", self.owner.name)
            self.grants.prolong(held, lease, _LEASE_S)
            return self._granted(replace(held, refresh=other), lease)
        if self.grants.lose(held, lease, refused, self.owner.under):
            self.owner.has_ended(refused)
        return None


def as_raised(failure: Failure) -> Exception:
    """Return the exception for a failure that another process has noted.

    A refusal among them is one of the client: that of a grant is noted as its loss.
    """
    is_of_client = is_refused_for_good(failure)
    return ClientRefusedError(failure) if is_of_client else WebexError(failure)
