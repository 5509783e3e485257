"""Connecting an account: the link, what comes back, and what is kept of it."""

import contextlib
import json
import logging
from collections.abc import Sequence
from dataclasses import replace
from http.client import HTTPConnection
from pathlib import Path
from typing import Any
from urllib.parse import parse_qs, urlencode, urlsplit

import pytest
from sqlalchemy import event

from bot.database.engine import engine_for
from bot.database.transactions import Database
from bot.errors import AskError, NotSetUpError, UnavailableError
from bot.ids import WebexId
from bot.sandbox import Fault
from bot.sandbox.bot_process import settings_for
from bot.sandbox.grant import PREFERENCES
from bot.sandbox.seed import name
from bot.secret import Secret
from bot.settings import settings
from bot.tokens.access import Access, access_for
from bot.tokens.authorization import Authorization, ConsentOutcome
from bot.tokens.consents import LASTS_S, Consents
from bot.tokens.keeper import Keeper
from bot.tokens.person import ConnectedPeople, NoConnectionError, grant_name
from bot.tokens.seal import Seal
from bot.webex.bearer import Bearer, Connections
from bot.webex.model.named import Person
from bot.webex.oauth import Grant, OAuth
from tests.tokens.conftest import Vault

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


def connect(access: Access, login: str = name.JOHN_EMAIL, person: Person = JOHN) -> ConsentOutcome:
    return access.authorization.receive(came_back(access.begin(person), login))


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
        "scope": "meeting:preferences_read spark:people_read meeting:preferences_write",
        "code_challenge_method": "S256",
    }


def test_who_comes_back_as_themselves_is_connected(vault: Vault, process: Access) -> None:
    assert connect(process) is ConsentOutcome.CONNECTED
    assert vault.told == [(name.JOHN_EMAIL, "Connected")]
    bearer = process.own(JOHN)
    assert isinstance(bearer, Bearer)
    assert bearer.get("people/me")["emails"] == [name.JOHN_EMAIL]
    other = vault.process().own(JOHN)
    assert isinstance(other, Bearer)
    assert bearer.get("meetingPreferences/personalMeetingRoom")["topic"] == "John's PMR"


def test_somebody_else_is_refused_and_forgotten(vault: Vault, process: Access) -> None:
    assert connect(process, name.ANA_EMAIL) is ConsentOutcome.SOMEBODY_ELSE
    assert vault.rows("grants") == []
    assert vault.told == []
    ana = Person(id=vault.webex.world.person(name.ANA_EMAIL).id)
    for person in (JOHN, ana):
        assert isinstance(process.own(person), NoConnectionError)


def test_a_link_is_good_for_one_use(vault: Vault, process: Access) -> None:
    query = came_back(process.begin(JOHN), name.JOHN_EMAIL)
    assert process.authorization.receive(query) is ConsentOutcome.CONNECTED
    since = len(vault.webex.calls())
    assert process.authorization.receive(query) is ConsentOutcome.UNKNOWN
    assert len(vault.webex.calls()) == since


def test_for_a_stranger_s_state_nothing_is_written(vault: Vault) -> None:
    engine = engine_for(vault.url, 2)
    consents = Consents(Database(engine, vault.clock), Seal.passing())
    used = consents.begin("somebody")
    consents.use(used.state)
    ran: list[str] = []
    event.listen(engine, "before_cursor_execute", lambda *given: ran.append(given[2].split()[0]))
    for state in (Secret("a stranger's"), used.state):
        assert consents.use(state) is None
    assert ran == ["SELECT", "SELECT"]
    engine.dispose()


def test_a_link_is_good_for_ten_minutes(vault: Vault, process: Access) -> None:
    query = came_back(process.begin(JOHN), name.JOHN_EMAIL)
    vault.forward(LASTS_S + 1)
    assert process.authorization.receive(query) is ConsentOutcome.UNKNOWN
    process.begin(JOHN)
    assert len(vault.rows("consents")) == 1  # the one before is pruned


def test_of_several_links_one_connects(vault: Vault, process: Access) -> None:
    first, *others = (came_back(process.begin(JOHN), name.JOHN_EMAIL) for _ in range(3))
    anas = Person(id=vault.webex.world.person(name.ANA_EMAIL).id)
    of_ana = came_back(process.begin(anas), name.ANA_EMAIL)
    # A question that is answered again makes another link, and the first may have been sent.
    assert process.authorization.receive(first) is ConsentOutcome.CONNECTED
    for query in others:
        assert process.authorization.receive(query) is ConsentOutcome.UNKNOWN
    assert process.authorization.receive(of_ana) is ConsentOutcome.CONNECTED


@pytest.mark.parametrize("connected", [True, False])
def test_no_link_connects_after_disconnecting(
    vault: Vault, process: Access, connected: bool
) -> None:
    if connected:
        connect(process)
    query = came_back(process.begin(JOHN), name.JOHN_EMAIL)
    assert vault.process(TOKEN_KEY="").end(JOHN) is connected
    assert process.authorization.receive(query) is ConsentOutcome.UNKNOWN
    assert vault.rows("grants") == []


def test_who_disconnects_while_they_come_back_is_not_connected(
    vault: Vault, process: Access
) -> None:
    class Disconnecting(OAuth):
        def exchange(self, *what: Any) -> Grant:
            grant = super().exchange(*what)
            assert not process.end(JOHN)
            return grant

    authorization = replace(process.authorization, oauth=Disconnecting(vault.webex.url))
    query = came_back(process.begin(JOHN), name.JOHN_EMAIL)
    assert authorization.receive(query) is ConsentOutcome.UNKNOWN
    assert (vault.rows("grants"), vault.told) == ([], [])


class Away(ConnectedPeople):
    """People's connections in a database that is away for some writes."""

    times = 2

    def put(self, person_id: str, grant: Grant, asked: Sequence[str] = ()) -> None:
        self.times -= 1
        if self.times >= 0:
            raise UnavailableError("away")
        super().put(person_id, grant, asked)


def _away(process: Access, times: int, insist_s: float) -> Authorization:
    authorization = process.authorization
    old = authorization.people
    people = Away(old._grants, old._oauth, old._client, old._connections, old._tell)
    people.times = times
    return replace(authorization, people=people, insist_s=insist_s)


def test_a_database_that_is_away_for_a_moment_loses_no_permission(
    vault: Vault, process: Access
) -> None:
    query = came_back(process.begin(JOHN), name.JOHN_EMAIL)
    assert _away(process, 2, 60).receive(query) is ConsentOutcome.CONNECTED
    assert isinstance(process.own(JOHN), Bearer)
    assert vault.told == [(name.JOHN_EMAIL, "Connected")]


def test_a_permission_that_cannot_be_kept_is_said_to_be(
    sqlite_vault: Vault, caplog: pytest.LogCaptureFixture
) -> None:
    process = sqlite_vault.process()
    query = came_back(process.begin(JOHN), name.JOHN_EMAIL)
    with pytest.raises(UnavailableError), caplog.at_level(logging.INFO, "roomdesk.audit"):
        _away(process, 1, 0).receive(query)
    assert _audited(caplog) == [_line("person", name.JOHN_ID, "database away")]
    assert process.authorization.receive(query) is ConsentOutcome.UNKNOWN
    assert sqlite_vault.told == []


def _audited(caplog: pytest.LogCaptureFixture) -> list[object]:
    """Return the lines of the audit log so far."""
    lines = [one.msg for one in caplog.records if one.name == "roomdesk.audit"]
    caplog.clear()
    return [json.loads(json.dumps(line)) for line in lines]


def _line(purpose: str | None, person: str | None, outcome: str) -> dict[str, str | None]:
    return {"event": "connect", "purpose": purpose, "person": person, "outcome": outcome}


def test_what_comes_back_is_audited_without_what_opens_something(
    sqlite_vault: Vault, caplog: pytest.LogCaptureFixture
) -> None:
    process, receive = sqlite_vault.process(), sqlite_vault.process().authorization.receive
    caplog.set_level(logging.INFO, "roomdesk.audit")
    for login, outcome in (
        (name.ANA_EMAIL, "somebody else"),
        ("", "declined"),
        (name.JOHN_EMAIL, "connected"),
    ):
        query = came_back(process.begin(JOHN), login)
        receive(query)
        assert not any(value in caplog.text for value in query.values() if len(value) > 20)
        assert _audited(caplog) == [_line("person", name.JOHN_ID, outcome)]
    receive(query)
    assert _audited(caplog) == [_line(None, None, "unknown")]
    client = process.organisation.client
    assert client
    link, _ = process.authorization.ask_administrator(client)
    receive(came_back(link, name.ADMIN_EMAIL))
    assert _audited(caplog) == [_line("organisation", None, "connected")]
    process.end(JOHN)
    assert _audited(caplog) == []


def test_ids_that_differ_in_case_alone_are_of_two_people() -> None:
    uuid = "3F2504E0-4F89-41D3-9A0C-0305E82C3301"
    forms = [uuid, uuid.lower(), WebexId("us", "PEOPLE", uuid).encoded()]
    assert {grant_name(form) for form in forms} == {f"person {uuid.lower()}"}
    assert grant_name("opaque") != grant_name("OPAQUE")
    inside = [WebexId("us", "PEOPLE", key).encoded() for key in ("opaque", "Opaque")]
    assert len({grant_name(form) for form in inside}) == 2


@pytest.mark.parametrize("query", [{}, {"code": "x"}, {"state": "", "code": "x"}, {"state": "x"}])
def test_a_state_that_nobody_made_is_refused_without_a_call(
    vault: Vault, process: Access, query: dict[str, str]
) -> None:
    assert process.authorization.receive(query) is ConsentOutcome.UNKNOWN
    assert vault.webex.calls() == []


def test_declining_ends_it(vault: Vault, process: Access) -> None:
    assert connect(process, "") is ConsentOutcome.DECLINED
    assert vault.rows("grants") == []


@pytest.mark.parametrize("code", ["", "forged"])
def test_a_code_that_webex_did_not_make_connects_nobody(
    vault: Vault, process: Access, code: str
) -> None:
    query = came_back(process.begin(JOHN), name.JOHN_EMAIL) | {"code": code}
    assert process.authorization.receive(query) is ConsentOutcome.FAILED
    assert vault.rows("grants") == []


@pytest.mark.parametrize("path", ["/access_token", "/people/me"])
@pytest.mark.parametrize(
    "fault", [{"status": 503}, {"status": 200, "body": "list"}, {"cut": True}, {"status": 401}]
)
def test_whatever_webex_does_nobody_is_connected_by_half(
    sqlite_vault: Vault, path: str, fault: dict[str, int]
) -> None:
    sqlite_vault.webex.faults.add(Fault(path=path, **fault))  # type: ignore[arg-type]
    assert connect(sqlite_vault.process()) is ConsentOutcome.FAILED
    assert sqlite_vault.rows("grants") == []


def test_a_code_without_its_verifier_is_worth_nothing(sqlite_vault: Vault) -> None:
    access = sqlite_vault.process()
    query = came_back(access.begin(JOHN), name.JOHN_EMAIL)
    other = came_back(access.begin(JOHN), name.JOHN_EMAIL)
    assert access.authorization.receive(other | {"code": query["code"]}) is ConsentOutcome.FAILED


def test_disconnecting_deletes_what_was_kept(vault: Vault, process: Access) -> None:
    connect(process)
    assert vault.process().end(JOHN)
    assert not process.end(JOHN)
    assert vault.rows("grants") == []
    assert isinstance(process.own(JOHN), NoConnectionError)


def test_a_renewal_under_way_does_not_bring_back_what_was_deleted(
    vault: Vault, process: Access
) -> None:
    connect(process)
    people = process.people
    assert process.authorization.client
    keeper = people.keeper(name.JOHN_ID, process.authorization.client)
    assert isinstance(keeper, Keeper)
    held = keeper.grants.read(keeper.owner.name)
    assert held
    assert held.access
    process.end(JOHN)
    grant = process.authorization.oauth.refresh(keeper.owner.client, held.refresh or held.access)
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
    database = sqlite_vault.database()
    consent = Consents(database, Seal.passing()).begin("somebody")
    assert Consents(database, Seal.passing()).use(consent.state) is None


def test_an_administrators_consent_serves_everybody(vault: Vault) -> None:
    process = vault.process(WEBEX_REFRESH_TOKEN="")
    client = process.organisation.client
    assert client
    link, consent = process.authorization.ask_administrator(client)
    assert process.authorization.consents.outcome(consent) is None
    assert (
        process.authorization.receive(came_back(link, name.ADMIN_EMAIL)) is ConsentOutcome.CONNECTED
    )
    assert process.authorization.consents.outcome(consent) == "connected"
    token = vault.process(WEBEX_REFRESH_TOKEN="").organisation.get()
    owner = vault.webex.world.tokens[token.reveal()]
    assert owner.person_id == vault.webex.world.person(name.ADMIN_EMAIL).id
    assert PREFERENCES not in owner.scopes
    # Until somebody sets the setting.
    assert vault.process().organisation.get() != token


@pytest.mark.parametrize("tells", [True, False])
def test_an_administrators_consent_to_less_replaces_nothing_where_webex_tells(
    vault: Vault, tells: bool
) -> None:
    class Silent(OAuth):
        def exchange(self, *what: Any) -> Grant:
            return replace(super().exchange(*what), scopes=None)

    process = vault.process(WEBEX_REFRESH_TOKEN="")
    authorization = process.authorization
    client = process.organisation.client
    assert client
    authorization.receive(came_back(authorization.ask_administrator(client)[0], name.ADMIN_EMAIL))
    kept = vault.rows("grants")
    if not tells:
        authorization = replace(authorization, oauth=Silent(vault.webex.url))
    link, consent = authorization.ask_administrator(client)
    query = came_back(link, name.ADMIN_EMAIL)
    codes = vault.webex.world.codes
    codes[query["code"]] = replace(codes[query["code"]], scopes=frozenset({PREFERENCES}))
    outcome = authorization.receive(query)
    assert outcome is (ConsentOutcome.TOO_LITTLE if tells else ConsentOutcome.CONNECTED)
    assert authorization.consents.outcome(consent) == outcome.value
    assert (vault.rows("grants") == kept) is tells


def test_a_database_that_is_away_is_said_to_be(sqlite_vault: Vault) -> None:
    nowhere = Path("/nowhere/bot.db")
    read = settings.read(settings_for(sqlite_vault.webex.url, 1, nowhere))
    database = Database(engine_for(read.database_url, 1))
    access = access_for(read, database, Connections(read.api_url, 1), lambda *_: None)
    for call in (
        lambda: access.begin(JOHN),
        lambda: access.own(JOHN),
        lambda: access.end(JOHN),
        lambda: access.authorization.receive({"state": "x"}),
        access.organisation.get,
        access.organisation.health,
        access.renewal.look,
    ):
        with pytest.raises(UnavailableError):
            call()
