"""Asking somebody for their permission, and what comes back from Webex."""

import logging
from collections.abc import Mapping
from dataclasses import dataclass
from enum import Enum

from bot import ids
from bot.errors import WebexError
from bot.reply import Button, Reply, Text
from bot.secret import Secret
from bot.settings import Client
from bot.vault import organisation, person
from bot.vault.consents import Consent, Consents
from bot.vault.organisation import ORGANISATION, Organisation
from bot.webex.bearer import Bearer, Connections, FixedToken
from bot.webex.oauth import Grant, OAuth
from bot.webex.people import People as Directory

log = logging.getLogger(__name__)

CONNECTED = Reply(
    "Connected",
    [
        Text("I can show you your own room now. To end that, type: disconnect"),
        Button("pmr", says="pmr"),
    ],
)


class Outcome(Enum):
    """What became of somebody who came back from Webex."""

    CONNECTED = "connected"
    UNKNOWN = "unknown"  # the link is used, too old or not ours
    DECLINED = "declined"
    FAILED = "failed"
    SOMEBODY_ELSE = "somebody else"


@dataclass(frozen=True, slots=True)
class Permission:
    """Asks for consents and takes them; `redirect_uri` is where Webex sends people back to.

    `client` is the integration behind `connect`, None if that is off.
    """

    consents: Consents
    oauth: OAuth
    connections: Connections
    redirect_uri: str
    client: Client | None
    people: person.People
    organisation: Organisation
    tell: person.Tell

    def ask_person(self, person_id: str, client: Client) -> str:
        """Return a link for one person. Raises: UnavailableError."""
        return self._link(self.consents.begin(person_id), client, person.SCOPES)

    def ask_administrator(self, client: Client) -> tuple[str, Consent]:
        """Return a link for an administrator, and what to wait for. Raises: UnavailableError."""
        consent = self.consents.begin(ORGANISATION)
        return self._link(consent, client, organisation.SCOPES), consent

    def receive(self, query: Mapping[str, str]) -> Outcome:
        """Take what came back: `state` with `code` or `error` (RFC 6749, 4.1.2).

        Raises: UnavailableError.
        """
        state = query.get("state")
        consent = self.consents.use(Secret(state)) if state else None
        if consent is None:
            return Outcome.UNKNOWN
        outcome = self._received(consent, query)
        self.consents.end(consent, outcome.value)
        return outcome

    def _received(self, consent: Consent, query: Mapping[str, str]) -> Outcome:
        if query.get("error") == "access_denied":
            return Outcome.DECLINED
        is_for_all = consent.purpose == ORGANISATION
        client = self.organisation.client if is_for_all else self.client
        if client is None or not query.get("code"):
            log.warning("a consent came back without a code")
            return Outcome.FAILED
        try:
            grant = self.oauth.exchange(
                client, self.redirect_uri, Secret(query["code"]), consent.verifier
            )
            is_asker = is_for_all or self._is_of(grant, consent.purpose)
        except WebexError as error:
            log.warning("a consent could not be used: %s", error)
            return Outcome.FAILED
        if not is_asker:
            log.warning("somebody came back with another account than the one that asked")
            return Outcome.SOMEBODY_ELSE
        self._keep(grant, consent.purpose)
        return Outcome.CONNECTED

    def _is_of(self, grant: Grant, person_id: str) -> bool:
        bearer = Bearer(self.connections, FixedToken(grant.access_token))
        return ids.same(Directory(bearer).me().id, person_id)

    def _keep(self, grant: Grant, purpose: str) -> None:
        if purpose == ORGANISATION:
            self.organisation.put(grant)
        else:
            self.people.put(purpose, grant)
            self.tell(purpose, CONNECTED)

    def _link(self, consent: Consent, client: Client, scopes: tuple[str, ...]) -> str:
        return self.oauth.consent_url(
            client, self.redirect_uri, scopes, consent.state, consent.verifier
        )
