"""Asking somebody for their permission, and what comes back from Webex."""

import logging
from collections.abc import Mapping
from dataclasses import dataclass
from enum import Enum

from bot import ids
from bot.database.retry import insist
from bot.errors import UnavailableError, WebexError
from bot.reply.blocks import Button, Reply, Text
from bot.secret import Secret
from bot.settings.reader import Client
from bot.telemetry.log.entry import Told
from bot.tokens import organisation, person
from bot.tokens.consents import Consent, Consents
from bot.tokens.organisation import ORGANISATION, Organisation
from bot.webex.bearer import Bearer, Connections, FixedToken
from bot.webex.model.named import Person
from bot.webex.oauth import Grant, OAuth
from bot.webex.people import People

log = logging.getLogger(__name__)
audit = logging.getLogger("roomdesk.audit")

CONNECTED = Reply(
    "Connected",
    [
        Text("I can show you your own room now. To end that, type: disconnect"),
        Button("pmr", says="pmr"),
    ],
)


class ConsentOutcome(Enum):
    """What became of somebody who came back from Webex."""

    CONNECTED = "connected"
    UNKNOWN = "unknown"  # the link is used, too old or not ours
    DECLINED = "declined"
    FAILED = "failed"
    SOMEBODY_ELSE = "somebody else"
    TOO_LITTLE = "too little"  # an administrator's, without the scope that it is for


@dataclass(frozen=True, slots=True)
class Authorization:
    """Asks for consents and takes them; `redirect_uri` is where Webex sends people back to.

    `client` is the integration behind `connect`, None if that is off. `writes`: the scopes for
    changes are asked for too. A code is good for one use, so what was granted is kept as soon as
    the database answers again within `insist_s`.
    """

    consents: Consents
    oauth: OAuth
    connections: Connections
    redirect_uri: str
    client: Client | None
    people: person.ConnectedPeople
    organisation: Organisation
    tell: person.Tell
    writes: bool = False
    insist_s: float = 10.0

    def ask_person(self, person_id: str, client: Client) -> str:
        """Return a link for one person. Raises: UnavailableError."""
        return self._link(self.consents.begin(person_id), client, self._asked(is_for_all=False))

    def ask_administrator(self, client: Client) -> tuple[str, Consent]:
        """Return a link for an administrator, and what to wait for. Raises: UnavailableError."""
        consent = self.consents.begin(ORGANISATION)
        return self._link(consent, client, self._asked(is_for_all=True)), consent

    def _asked(self, *, is_for_all: bool) -> tuple[str, ...]:
        whose = organisation if is_for_all else person
        return (*whose.SCOPES, *([whose.WRITE] if self.writes else []))

    def receive(self, query: Mapping[str, str]) -> ConsentOutcome:
        """Take what came back: `state` with `code` or `error` (RFC 6749, 4.1.2).

        Raises: UnavailableError.
        """
        state, consent = query.get("state"), None
        try:
            consent = self.consents.use(Secret(state)) if state else None
            outcome = self._received(consent, query) if consent else ConsentOutcome.UNKNOWN
        except UnavailableError:
            _audit(consent, "database away")
            raise
        _audit(consent, outcome.value)
        if consent:
            self._end(consent, outcome)
        return outcome

    def _received(self, consent: Consent, query: Mapping[str, str]) -> ConsentOutcome:
        if query.get("error") == "access_denied":
            return ConsentOutcome.DECLINED
        is_for_all = consent.purpose == ORGANISATION
        client = self.organisation.client if is_for_all else self.client
        if query.get("error") == "invalid_scope":
            needed = " ".join(self._asked(is_for_all=is_for_all))
            log.error("the integration lacks a scope: it needs %s, or set WRITES=off", needed)
            return ConsentOutcome.FAILED
        if client is None or not query.get("code"):
            log.warning("a consent came back without a code")
            return ConsentOutcome.FAILED
        try:
            grant = self.oauth.exchange(
                client, self.redirect_uri, Secret(query["code"]), consent.verifier
            )
            is_asker = is_for_all or self._is_of(grant, consent.purpose)
        except WebexError as error:
            log.warning("a consent could not be used: %s", error)
            return ConsentOutcome.FAILED
        if not is_asker:
            log.warning("somebody came back with another account than the one that asked")
            return ConsentOutcome.SOMEBODY_ELSE
        if is_for_all and organisation.lacks_scope(grant):
            log.warning("an administrator's consent lacks the scope that it was asked for")
            return ConsentOutcome.TOO_LITTLE
        return self._kept(grant, consent)

    def _is_of(self, grant: Grant, person_id: str) -> bool:
        bearer = Bearer(self.connections, FixedToken(grant.access_token))
        return ids.same(People(bearer).me().id, person_id)

    def _kept(self, grant: Grant, consent: Consent) -> ConsentOutcome:
        purpose = consent.purpose
        if purpose == ORGANISATION:
            asked = self._asked(is_for_all=True)
            insist(lambda: self.organisation.put(grant, asked), self.insist_s)
            return ConsentOutcome.CONNECTED
        if not insist(lambda: self._put(grant, consent), self.insist_s):
            return ConsentOutcome.UNKNOWN
        self.tell(purpose, CONNECTED)
        return ConsentOutcome.CONNECTED

    def _put(self, grant: Grant, consent: Consent) -> bool:
        """Keep what a person granted; False if they have disconnected meanwhile."""
        self.people.put(consent.purpose, grant, self._asked(is_for_all=False))
        # They forget the consent first and the connection after it: one of the two sees the other.
        if not self.consents.is_there(consent):
            self.people.end(Person(id=consent.purpose))
            return False
        self.consents.close(consent.purpose)
        return True

    def _end(self, consent: Consent, outcome: ConsentOutcome) -> None:
        try:
            insist(lambda: self.consents.end(consent, outcome.value), self.insist_s)
        except UnavailableError as error:
            log.warning("whoever waits for a consent is not told: %s", error)

    def _link(self, consent: Consent, client: Client, scopes: tuple[str, ...]) -> str:
        return self.oauth.consent_url(
            client, self.redirect_uri, scopes, consent.state, consent.verifier
        )


def _audit(consent: Consent | None, outcome: str) -> None:
    """Log the line of what came back, without anything that opens something."""
    purpose = consent and consent.purpose
    is_for_all = purpose == ORGANISATION
    line: dict[str, object] = {
        "event": "connect",
        "purpose": purpose and ("organisation" if is_for_all else "person"),
        "person": None if is_for_all else purpose,
        "outcome": outcome,
    }
    whose = "the organisation’s access" if is_for_all else "somebody’s own account"
    audit.info(Told(f"{whose if consent else 'a link that nobody waits for'}: {outcome}", line))
