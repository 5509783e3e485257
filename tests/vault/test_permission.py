"""Connecting an account: the link, what comes back, and what is kept of it."""

import contextlib
from http.client import HTTPConnection
from pathlib import Path
from urllib.parse import parse_qs, urlencode, urlsplit

import pytest

from bot import settings
from bot.argument import Person
from bot.errors import AskError, NotSetUpError, UnavailableError
from bot.inbox.database import engine_for
from bot.inbox.ledger import Ledger
from bot.sandbox import Fault
from bot.sandbox.bot_process import settings_for
from bot.sandbox.grant import PREFERENCES
from bot.sandbox.seed import name
from bot.vault.access import Access, access_for
from bot.vault.consents import LASTS_S, Consents
from bot.vault.permission import Outcome
from bot.vault.person import NoConnectionError
from bot.vault.seal import Seal
from bot.webex.bearer import Bearer, Connections

from .conftest import Vault

JOHN = Person(id=name.JOHN_ID)


def came_back(link: str, login: str) -> dict[str, str]:
    """Open the link, accept as somebody (nobody: decline), and return what Webex sends along."""
    return query_of(location(f"{link}&{urlencode({'login': login})}"))


def location(url: str) -> str:
    """Return where a page sends the browser."""
    parts = urlsplit(url)
    connection = HTTPConnection(parts.netloc, timeout=10)
    with contextlib.closing(connection):
        connection.request("GET", f"{parts.path}?{parts.query}")
        return connection.getresponse().headers["Location"]


def query_of(url: str) -> dict[str, str]:
    return {key: values[0] for key, values in parse_qs(urlsplit(url).query).items()}


def connect(access: Access, login: str = name.JOHN_EMAIL, person: Person = JOHN) -> Outcome:
    return access.permission.receive(came_back(access.begin(person), login))


@pytest.fixture
def process(vault: Vault) -> Access:
    return vault.process()


def test_the_link_asks_for_just_what_is_needed_and_proves_who_exchanges_the_code(
    sqlite_vault: Vault,
) -> None:
    link = urlsplit(sqlite_vault.process().begin(JOHN))
    query = query_of(link.geturl())
    assert link._replace(query="").geturl() == f"{sqlite_vault.webex.url}authorize"
    state, challenge = query.pop("state"), query.pop("code_challenge")
    assert (len(state), len(challenge)) == (43, 43)
    assert query == {
        "response_type": "code",
        "client_id": name.CLIENT_ID,
        "redirect_uri": "http://127.0.0.1:1/connect",
        "scope": "meeting:preferences_read spark:people_read",
        "code_challenge_method": "S256",
    }


def test_who_comes_back_as_themselves_is_connected(vault: Vault, process: Access) -> None:
    assert connect(process) is Outcome.CONNECTED
    assert vault.told == [(name.JOHN_EMAIL, "Connected")]
    bearer = process.own(JOHN)
    assert isinstance(bearer, Bearer)
    assert bearer.get("people/me")["emails"] == [name.JOHN_EMAIL]
    other = vault.process().own(JOHN)
    assert isinstance(other, Bearer)
    assert bearer.get("meetingPreferences/personalMeetingRoom")["topic"] == "John's PMR"


def test_another_process_may_receive_what_comes_back(vault: Vault, process: Access) -> None:
    link = process.begin(JOHN)
    assert vault.process().permission.receive(came_back(link, name.JOHN_EMAIL)) is Outcome.CONNECTED


def test_somebody_else_is_refused_and_forgotten(vault: Vault, process: Access) -> None:
    assert connect(process, name.ANA_EMAIL) is Outcome.SOMEBODY_ELSE
    assert vault.rows("grants") == []
    assert vault.told == []
    ana = Person(id=vault.webex.world.person(name.ANA_EMAIL).id)
    for person in (JOHN, ana):
        assert isinstance(process.own(person), NoConnectionError)


def test_a_link_is_good_for_one_use(vault: Vault, process: Access) -> None:
    query = came_back(process.begin(JOHN), name.JOHN_EMAIL)
    assert process.permission.receive(query) is Outcome.CONNECTED
    since = len(vault.webex.calls())
    assert process.permission.receive(query) is Outcome.UNKNOWN
    assert len(vault.webex.calls()) == since


def test_of_two_who_come_back_at_once_one_is_let_in(vault: Vault) -> None:
    ledger, seal = vault.ledger(), Seal.passing()
    consent = Consents(ledger, seal).begin("somebody")
    assert Consents(ledger, seal).use(consent.state) == consent
    assert Consents(ledger, seal).use(consent.state) is None


def test_a_link_is_good_for_ten_minutes(vault: Vault, process: Access) -> None:
    query = came_back(process.begin(JOHN), name.JOHN_EMAIL)
    vault.forward(LASTS_S + 1)
    assert process.permission.receive(query) is Outcome.UNKNOWN
    process.begin(JOHN)
    assert len(vault.rows("consents")) == 1  # the one before is pruned


def test_a_new_link_ends_the_one_before(process: Access) -> None:
    query = came_back(process.begin(JOHN), name.JOHN_EMAIL)
    process.begin(JOHN)
    assert process.permission.receive(query) is Outcome.UNKNOWN


@pytest.mark.parametrize("query", [{}, {"code": "x"}, {"state": "", "code": "x"}, {"state": "x"}])
def test_a_state_that_nobody_made_is_refused_without_a_call(
    vault: Vault, process: Access, query: dict[str, str]
) -> None:
    assert process.permission.receive(query) is Outcome.UNKNOWN
    assert vault.webex.calls() == []


def test_declining_ends_it(vault: Vault, process: Access) -> None:
    assert connect(process, "") is Outcome.DECLINED
    assert vault.rows("grants") == []


@pytest.mark.parametrize("code", ["", "forged"])
def test_a_code_that_webex_did_not_make_connects_nobody(
    vault: Vault, process: Access, code: str
) -> None:
    query = came_back(process.begin(JOHN), name.JOHN_EMAIL) | {"code": code}
    assert process.permission.receive(query) is Outcome.FAILED
    assert vault.rows("grants") == []


@pytest.mark.parametrize("path", ["/access_token", "/people/me"])
@pytest.mark.parametrize(
    "fault", [{"status": 503}, {"status": 200, "body": "list"}, {"cut": True}, {"status": 401}]
)
def test_whatever_webex_does_nobody_is_connected_by_half(
    sqlite_vault: Vault, path: str, fault: dict[str, int]
) -> None:
    sqlite_vault.webex.faults.add(Fault(path=path, **fault))  # type: ignore[arg-type]
    assert connect(sqlite_vault.process()) is Outcome.FAILED
    assert sqlite_vault.rows("grants") == []


def test_a_code_without_its_verifier_is_worth_nothing(sqlite_vault: Vault) -> None:
    access = sqlite_vault.process()
    query = came_back(access.begin(JOHN), name.JOHN_EMAIL)
    other = came_back(access.begin(JOHN), name.JOHN_EMAIL)
    assert access.permission.receive(other | {"code": query["code"]}) is Outcome.FAILED


def test_disconnecting_deletes_what_was_kept(vault: Vault, process: Access) -> None:
    connect(process)
    assert vault.process().end(JOHN)
    assert not process.end(JOHN)
    assert vault.rows("grants") == []
    assert isinstance(process.own(JOHN), NoConnectionError)


def test_a_connection_can_be_deleted_when_connecting_is_off(vault: Vault, process: Access) -> None:
    connect(process)
    assert vault.process(TOKEN_KEY="").end(JOHN)


def test_a_renewal_under_way_does_not_bring_back_what_was_deleted(
    vault: Vault, process: Access
) -> None:
    connect(process)
    people = process.people
    assert process.permission.client
    keeper = people.keeper(name.JOHN_ID, process.permission.client)
    held = keeper.grants.read(keeper.case.name)
    assert held
    assert held.access
    process.end(JOHN)
    grant = process.permission.oauth.refresh(keeper.case.client, held.refresh or held.access)
    assert not keeper.grants.renew(held, grant)
    connect(process)  # nor does it write over what came after
    assert not keeper.grants.renew(held, grant)


@pytest.mark.parametrize(
    ("unset", "missing"),
    [
        (("PUBLIC_URL",), ("PUBLIC_URL",)),
        (("TOKEN_KEY",), ("TOKEN_KEY",)),
        (
            ("WEBEX_CLIENT_ID", "WEBEX_CLIENT_SECRET", "PUBLIC_URL"),
            ("PUBLIC_URL", "WEBEX_CLIENT_ID", "WEBEX_CLIENT_SECRET"),
        ),
    ],
)
def test_without_its_settings_nobody_can_connect(
    sqlite_vault: Vault, unset: tuple[str, ...], missing: tuple[str, ...]
) -> None:
    access = sqlite_vault.process(**dict.fromkeys(unset, ""))
    with pytest.raises(NotSetUpError) as error:
        access.begin(JOHN)
    assert error.value.needs == missing
    assert access.own(JOHN) is None


def test_who_has_no_id_cannot_connect(sqlite_vault: Vault) -> None:
    with pytest.raises(AskError):
        sqlite_vault.process().begin(Person(email=name.JOHN_EMAIL))


def test_a_consent_whose_key_is_gone_has_to_be_asked_for_again(sqlite_vault: Vault) -> None:
    ledger = sqlite_vault.ledger()
    consent = Consents(ledger, Seal.passing()).begin("somebody")
    assert Consents(ledger, Seal.passing()).use(consent.state) is None


def test_an_administrators_consent_serves_everybody(vault: Vault) -> None:
    process = vault.process(WEBEX_REFRESH_TOKEN="")
    client = process.organisation.client
    assert client
    link, consent = process.permission.ask_administrator(client)
    assert process.permission.consents.outcome(consent) is None
    assert process.permission.receive(came_back(link, name.ADMIN_EMAIL)) is Outcome.CONNECTED
    assert process.permission.consents.outcome(consent) == "connected"
    token = vault.process(WEBEX_REFRESH_TOKEN="").organisation.get()
    owner = vault.webex.world.tokens[token.reveal()]
    assert owner.person_id == vault.webex.world.person(name.ADMIN_EMAIL).id
    assert PREFERENCES not in owner.scopes
    # Until somebody sets the setting.
    assert vault.process().organisation.get() != token


def test_a_database_that_is_away_is_said_to_be(sqlite_vault: Vault) -> None:
    nowhere = Path("/nowhere/bot.db")
    read = settings.read(settings_for(sqlite_vault.webex.url, 1, nowhere))
    ledger = Ledger(engine_for(read.database_url, 1))
    access = access_for(read, ledger, Connections(read.api_url, 1), lambda *_: None)
    for call in (
        lambda: access.begin(JOHN),
        lambda: access.own(JOHN),
        lambda: access.end(JOHN),
        lambda: access.permission.receive({"state": "x"}),
        access.organisation.get,
        access.organisation.health,
        access.renewal.look,
    ):
        with pytest.raises(UnavailableError):
            call()
