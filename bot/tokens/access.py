"""Everybody's access to Webex besides the bot's own, put together from the settings."""

from collections.abc import Callable
from dataclasses import dataclass

from sqlalchemy import StaticPool, create_engine

from bot.database.schema.tables import metadata
from bot.database.transactions import Database
from bot.errors import AskError, NotSetUpError
from bot.settings.settings import Settings
from bot.tokens.authorization import Authorization
from bot.tokens.consents import Consents
from bot.tokens.grants import Grants
from bot.tokens.keeper import Keep, Keeper
from bot.tokens.organisation import Organisation
from bot.tokens.person import ConnectedPeople, NoConnectionError, Tell
from bot.tokens.renewal import Renewal
from bot.tokens.seal import Seal
from bot.webex.bearer import Bearer, Connections
from bot.webex.model.named import Person
from bot.webex.oauth import OAuth

PATH = "/connect"


@dataclass(frozen=True, slots=True)
class Access:
    """The organisation's access and people's own.

    `consents` are those of people; `missing` names the settings without which nobody can connect
    an account.
    """

    organisation: Organisation
    people: ConnectedPeople
    authorization: Authorization
    consents: Consents
    renewal: Renewal
    missing: tuple[str, ...]
    close: Callable[[], None]

    @property
    def is_offered(self) -> bool:
        """Whether people can connect their accounts."""
        return not self.missing

    def begin(self, person: Person) -> str:
        """Return the link where a person connects their account.

        Raises:
            NotSetUpError: nobody can.
            AskError: Webex did not tell who asks.
        """
        client = self.authorization.client
        if self.missing or client is None:
            raise NotSetUpError("Connecting your own account", self.missing)
        if person.id is None:
            raise AskError("I don’t know who you are", "Ask me 1:1.")
        return self.authorization.ask_person(person.id, client)

    def end(self, person: Person) -> bool:
        """Delete a person's connection, and the links they were sent; False if there was none."""
        if person.id is not None:
            self.consents.forget(person.id)
        return self.people.end(person)

    def may_change(self, person: Person) -> bool:
        """Tell whether somebody’s own access changes their settings. Raises: UnavailableError."""
        return self.people.may_change(person)

    def own(self, person: Person) -> Bearer | AskError | None:
        """Return what calls Webex as that person, or what to tell them; None: nobody can connect.

        Raises: WebexError, UnavailableError.
        """
        try:
            return self.people.bearer(person)
        except NoConnectionError as error:
            return None if self.missing else error


def access_for(
    settings: Settings,
    database: Database,
    connections: Connections,
    tell: Tell,
    keep: Keep = Keeper,
) -> Access:
    """Return the access of the settings; `tell` sends somebody a reply 1:1, `keep` renews tokens.

    Without TOKEN_KEY nothing is kept: the organisation's token is in memory, of this process
    alone, and nobody can connect.
    """
    keys = settings.token_keys
    vault = database if keys else _in_memory()
    seal = Seal(keys) if keys else Seal.passing()
    grants, consents = Grants(vault, seal), Consents(vault, seal)
    oauth = OAuth(settings.api_url, connections.metrics)
    organisation = Organisation(
        grants, oauth, settings.org_client, settings.org_refresh_token, keep
    )
    client = settings.integration if keys else None
    # What was kept of people can be deleted without a key too.
    asked = Consents(database, seal)
    people = ConnectedPeople(Grants(database, seal), oauth, client, connections, tell, keep)
    authorization = Authorization(
        consents,
        oauth,
        connections,
        f"{settings.public_url or ''}{PATH}",
        client,
        people,
        organisation,
        tell,
        settings.writes,
    )
    renewal = Renewal(vault, seal, grants, consents, organisation, people)
    close = vault.close if vault is not database else _nothing
    missing = missing_for_connect(settings)
    return Access(organisation, people, authorization, asked, renewal, missing, close)


def missing_for_connect(settings: Settings) -> tuple[str, ...]:
    """Return the settings that `connect` needs and that are not set."""
    has_client = settings.integration is not None
    needs = {
        "PUBLIC_URL": settings.public_url is not None,
        "TOKEN_KEY": bool(settings.token_keys),
        "WEBEX_CLIENT_ID": has_client,
        "WEBEX_CLIENT_SECRET": has_client,
    }
    return tuple(name for name, is_set in needs.items() if not is_set)


def _in_memory() -> Database:
    # A database in memory: its tables are made at once, without migrations.
    return Database(
        create_engine("sqlite://", poolclass=StaticPool, connect_args={"check_same_thread": False}),
        make_ready=metadata.create_all,
    )


def _nothing() -> None:
    """There is nothing to close."""
