"""A person's own connection: who has one, and what they are told when it ends."""

import logging
from collections.abc import Callable, Sequence
from dataclasses import dataclass

from bot import ids
from bot.errors import AskError, Failure, WebexError
from bot.reply.blocks import Button, Reply, Text
from bot.settings.reader import Client
from bot.tokens.grants import Grants
from bot.tokens.held import Held
from bot.tokens.keeper import Keep, Keeper, Kept
from bot.tokens.seal import fingerprint
from bot.webex.bearer import Bearer, Connections
from bot.webex.model.named import Person
from bot.webex.oauth import Grant, OAuth

log = logging.getLogger(__name__)

# https://developer.webex.com/docs/meetings#scopes; people_read tells whose account came back.
SCOPES = ("meeting:preferences_read", "spark:people_read")
WRITE = "meeting:preferences_write"
PREFIX = "person "

ENDED = Reply(
    "Your connection has ended",
    [
        Text("Webex does not let me use your account any more."),
        Button("Connect again", says="connect"),
    ],
)

# Sends somebody, by API id, a reply 1:1.
Tell = Callable[[str, Reply], None]


class NoConnectionError(AskError):
    """The asker has no connection, or it has ended."""


@dataclass(frozen=True, slots=True)
class PersonalGrantOwner:
    """What is particular to a person's grant; `tell` sends them a message."""

    person_id: str
    client: Client
    tell: Tell

    @property
    def name(self) -> str:
        """The name of the grant."""
        return grant_name(self.person_id)

    @property
    def under(self) -> str:
        """The hash of the client."""
        return client_hash(self.client)

    def found(self, grants: Grants) -> Held:
        """Return the grant. Raises: NoConnectionError."""
        return self.held(grants)

    def held(self, grants: Grants) -> Held:
        """Return the grant. Raises: NoConnectionError."""
        held = grants.read(self.name)
        if held is not None and held.refresh is None:
            log.error("no key of TOKEN_KEY opens a connection: its owner has to connect again")
            held = None
        if held is None:
            raise _no_connection("Connect your account")
        return held

    def lost(self, failure: Failure) -> NoConnectionError:  # noqa: ARG002  # they cannot mend it
        """Return what the person is told."""
        return _no_connection("Your connection has ended")

    def second_chance(self, held: Held) -> None:
        """Return None: there is nothing else."""

    @property
    def client_settings(self) -> str:
        """Where the operator finds the client, in words."""
        return "WEBEX_CLIENT_ID and WEBEX_CLIENT_SECRET"

    def has_ended(self, failure: Failure) -> None:
        """Tell the person."""
        log.info("a connection has ended: %s", WebexError(failure))
        self.tell(self.person_id, ENDED)


class ConnectedPeople:
    """The connections of people; `client` None: nobody can connect."""

    def __init__(
        self,
        grants: Grants,
        oauth: OAuth,
        client: Client | None,
        connections: Connections,
        tell: Tell,
        keep: Keep = Keeper,
    ) -> None:
        self._grants = grants
        self._oauth = oauth
        self._client = client
        self._connections = connections
        self._tell = tell
        self._keep = keep

    @property
    def under(self) -> str | None:
        """The hash of the settings that a renewal depends on; None if nobody can connect."""
        return client_hash(self._client) if self._client else None

    def bearer(self, person: Person) -> Bearer:
        """Return a new bearer that calls Webex as that person.

        Raises:
            NoConnectionError: they have no connection, or Webex renews it no more.
            WebexError: Webex does not answer at the moment.
        """
        if self._client is None or person.id is None:
            raise _no_connection("Connect your account")
        keeper = self.keeper(person.id, self._client)
        keeper.get()
        return Bearer(self._connections, keeper)

    def keeper(self, person_id: str, client: Client) -> Kept:
        """Return what keeps a person's token fresh."""
        return self._keep(
            self._grants, self._oauth, PersonalGrantOwner(person_id, client, self._tell)
        )

    def renew(self, person_id: str) -> None:
        """Renew somebody's token ahead of its end. Raises as `Keeper.get` does."""
        if self._client is not None:
            self.keeper(person_id, self._client).renew()

    def may_change(self, person: Person) -> bool:
        """Tell whether somebody is connected and has allowed to change settings too.

        Connections from before that was asked for do not say what they allow, and do not allow it.
        """
        is_known = self._client is not None and person.id is not None
        held = self._grants.read(grant_name(person.id or "")) if is_known else None
        return held is not None and held.scopes is not None and WRITE in held.scopes

    def put(self, person_id: str, grant: Grant, asked: Sequence[str] = SCOPES) -> None:
        """Keep what a person granted, who was asked for these scopes."""
        self._grants.put(grant_name(person_id), grant, person_id=person_id, asked=asked)

    def end(self, person: Person) -> bool:
        """Delete a person's connection; False if there was none."""
        return bool(person.id) and self._grants.forget(grant_name(person.id or ""))


def grant_name(person_id: str) -> str:
    """Return the name of a person's grant, the same for each form of their id."""
    return PREFIX + ids.key_of(person_id)


def client_hash(client: Client) -> str:
    """Return a hash that tells whether a client is still the same."""
    return fingerprint(client.id, client.secret)


def _no_connection(title: str) -> NoConnectionError:
    return NoConnectionError(
        title,
        "Then I show you your own room with your own access. It takes one click on a link that I "
        "send you 1:1.",
        ("connect",),
    )
