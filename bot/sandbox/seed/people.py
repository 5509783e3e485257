"""Who there is, and with which tokens."""

from datetime import UTC, datetime

from ..grant import (
    ADMIN_ORGANIZATIONS,
    ADMIN_PREFERENCES,
    ADMIN_PREFERENCES_WRITE,
    MESSAGING,
    PREFERENCES,
    PREFERENCES_WRITE,
    Client,
    RefreshToken,
    Token,
)
from ..record import Person, PersonKind
from ..world import World
from . import name

_SINCE = datetime(2015, 10, 18, 14, 26, 16, tzinfo=UTC)
_ADMIN = frozenset({ADMIN_PREFERENCES, ADMIN_PREFERENCES_WRITE})
_FAR = datetime(2099, 1, 1, tzinfo=UTC)


def add_people(world: World) -> None:
    """Everybody, with an access token of their own each."""
    world.organizations[name.ORG_ID] = "Example Company"
    world.organizations[name.OTHER_ORG_ID] = "Other Company"
    _person(world, name.JOHN_EMAIL, "John", "Andersen", name.JOHN_TOKEN, person_id=name.JOHN_ID)
    _person(world, name.ANA_EMAIL, "Ana", "Ruiz", name.ANA_TOKEN)
    _person(world, name.HANA_EMAIL, "Hana", "Nováková", name.HANA_TOKEN)
    _person(world, name.NOOR_EMAIL, "Noor", "Haddad", name.NOOR_TOKEN)
    _person(world, name.OLGA_EMAIL, "Olga", "Sorokina", name.OLGA_TOKEN, org=name.OTHER_ORG_ID)
    admin = _person(world, name.ADMIN_EMAIL, "Ada", "Okafor", name.ADMIN_TOKEN)
    own = {PREFERENCES, PREFERENCES_WRITE}
    scopes = MESSAGING | own | _ADMIN | {ADMIN_ORGANIZATIONS}
    world.add_token(Token(name.ADMIN_TOKEN, admin.id, scopes))
    _account(world, name.BOT_EMAIL, "Roomdesk", "bot")
    world.add_token(Token(name.BOT_TOKEN, world.bot().id, MESSAGING, "bot"))
    _account(world, name.STANDUP_EMAIL, "Standup", "bot", name.OTHER_ORG_ID)
    machine = _account(world, name.SERVICE_APP_EMAIL, "Roomdesk Service", "appuser")
    world.add_token(Token(name.SERVICE_APP_TOKEN, machine.id, _ADMIN, "serviceapp"))


def _person(
    world: World,
    email: str,
    first: str,
    last: str,
    token: str,
    *,
    person_id: str | None = None,
    org: str = name.ORG_ID,
) -> Person:
    person = Person(
        person_id or name.stable_id("PEOPLE", email),
        email,
        f"{first} {last}",
        org,
        _SINCE,
        "person",
        first,
        last,
        datetime(2016, 4, 21, 19, 12, 48, 920_000, UTC),
        "active",
    )
    world.add_token(Token(token, person.id, MESSAGING | {PREFERENCES, PREFERENCES_WRITE}))
    return world.add_person(person)


def _account(
    world: World, email: str, display_name: str, kind: PersonKind, org: str = name.ORG_ID
) -> Person:
    key = name.stable_id("PEOPLE", email)
    first = display_name if kind == "bot" else None
    return world.add_person(Person(key, email, display_name, org, _SINCE, kind, first_name=first))


def add_clients(world: World) -> None:
    """The integration behind `connect`, and the organisation's service app."""
    scopes = frozenset({PREFERENCES, PREFERENCES_WRITE, "spark:people_read"})
    world.clients[name.CLIENT_ID] = Client(name.CLIENT_ID, name.CLIENT_SECRET, "Roomdesk", scopes)
    world.clients[name.ORG_CLIENT_ID] = Client(
        name.ORG_CLIENT_ID,
        name.ORG_CLIENT_SECRET,
        "Roomdesk for everybody",
        _ADMIN | {"spark:people_read"},
    )
    world.refresh_tokens[name.ORG_REFRESH_TOKEN] = RefreshToken(
        name.ORG_REFRESH_TOKEN,
        name.ORG_CLIENT_ID,
        world.person(name.SERVICE_APP_EMAIL).id,
        _ADMIN,
        "serviceapp",
        _FAR,
    )
