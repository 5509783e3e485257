"""What one process does for the vault: renew ahead of the end, seal anew, forget."""

import logging

import pytest

from bot.sandbox import Fault
from bot.sandbox.api.access_token import ACCESS_LIFE_S, REFRESH_LIFE_S
from bot.sandbox.seed import name
from bot.tokens.access import Access
from bot.tokens.consents import LASTS_S
from bot.tokens.grants import RENEW_AHEAD_S
from bot.tokens.person import NoConnectionError
from bot.tokens.token_health import TokenState
from bot.webex.bearer import Bearer
from bot.webex.model.named import Person
from tests.tokens.conftest import KEY, OLDER_KEY, Vault
from tests.tokens.test_authorization import JOHN, connect


@pytest.fixture
def process(vault: Vault) -> Access:
    return vault.process()


def _key_ids(vault: Vault) -> set[object]:
    return {row["key_id"] for row in vault.rows("grants")}


def test_a_setting_is_tried_at_the_start(vault: Vault, process: Access) -> None:
    process.renewal.look()
    assert process.organisation.health().state is TokenState.OK
    process.renewal.look()
    vault.process().renewal.look()
    assert vault.refreshes() == 1


def test_nothing_is_asked_of_webex_where_nothing_is_set_up(vault: Vault) -> None:
    vault.process(WEBEX_REFRESH_TOKEN="").renewal.look()
    assert vault.webex.calls() == []


def test_connections_are_renewed_a_day_before_they_end(vault: Vault, process: Access) -> None:
    process.renewal.look()
    connect(process)
    before = vault.refreshes()
    vault.forward(ACCESS_LIFE_S - RENEW_AHEAD_S - 60)
    process.renewal.look()
    assert vault.refreshes() == before
    vault.forward(61)
    process.renewal.look()
    assert vault.refreshes() == before + 2
    process.renewal.look()
    assert vault.refreshes() == before + 2


def test_connections_that_nobody_uses_live_on(vault: Vault, process: Access) -> None:
    vault.webex.world.switches.rotate_refresh_tokens = True
    connect(process)
    for _ in range(REFRESH_LIFE_S // ACCESS_LIFE_S + 2):
        vault.forward(ACCESS_LIFE_S - RENEW_AHEAD_S + 60)
        process.renewal.look()
    assert isinstance(process.own(JOHN), Bearer)
    assert vault.told == [(name.JOHN_EMAIL, "Connected")]


def test_while_webex_is_away_it_is_not_asked_for_each_connection(
    vault: Vault, process: Access
) -> None:
    process.renewal.look()
    for email in (name.JOHN_EMAIL, name.ANA_EMAIL):
        connect(process, email, Person(id=vault.webex.world.person(email).id))
    vault.forward(ACCESS_LIFE_S)
    away = vault.webex.faults.add(Fault(path="/access_token", status=503))
    for tried in (1, 2, 3, 3):
        process.renewal.look()
        assert vault.webex.faults.hits(away) == tried
    vault.webex.faults.remove(away)
    vault.forward(301)
    process.renewal.look()
    assert all(row["failure"] is None for row in vault.rows("grants"))
    assert len(vault.told) == 2


def test_a_person_is_told_once_that_their_connection_has_ended(
    vault: Vault, process: Access
) -> None:
    connect(process)
    vault.told.clear()
    vault.webex.world.refresh_tokens = {}
    vault.forward(ACCESS_LIFE_S)
    others = [vault.process() for _ in range(2)]
    for one in (process, *others):
        one.renewal.look()
        ended = one.own(JOHN)
        assert isinstance(ended, NoConnectionError)
        assert ended.title == "Your connection has ended"
        assert ended.try_lines == ("connect",)
    assert vault.told == [(name.JOHN_EMAIL, "Your connection has ended")]
    connect(process)
    assert isinstance(others[0].own(JOHN), Bearer)


def test_who_asks_first_is_told_too_and_nobody_else(vault: Vault, process: Access) -> None:
    connect(process)
    vault.told.clear()
    vault.webex.world.refresh_tokens = {}
    vault.forward(ACCESS_LIFE_S)
    assert isinstance(process.own(JOHN), NoConnectionError)
    process.renewal.look()
    assert vault.told == [(name.JOHN_EMAIL, "Your connection has ended")]


def test_an_older_key_opens_until_all_is_sealed_with_the_newest(
    vault: Vault, caplog: pytest.LogCaptureFixture
) -> None:
    caplog.set_level(logging.INFO, "bot.tokens")
    first = vault.process(TOKEN_KEY=OLDER_KEY)
    first.renewal.look()
    connect(first)
    asked, old_ids = vault.refreshes(), _key_ids(vault)
    both = vault.process(TOKEN_KEY=f"{KEY},{OLDER_KEY}")
    assert isinstance(both.own(JOHN), Bearer)
    both.renewal.look()
    assert _key_ids(vault).isdisjoint(old_ids)
    both.renewal.look()
    both.renewal.look()
    said = [record.getMessage() for record in caplog.records]
    assert said == ["key 2 of TOKEN_KEY seals nothing any more: it can be removed"]
    last = vault.process()
    assert isinstance(last.own(JOHN), Bearer)
    last.organisation.get()
    assert vault.refreshes() == asked


def test_hosts_that_change_the_key_one_after_the_other_read_each_other(vault: Vault) -> None:
    connect(vault.process(TOKEN_KEY=OLDER_KEY))
    orders = (OLDER_KEY, f"{OLDER_KEY},{KEY}", f"{KEY},{OLDER_KEY}", KEY)
    hosts = [vault.process(TOKEN_KEY=OLDER_KEY) for _ in range(2)]
    for keys in orders[1:]:
        for number in range(2):
            hosts[number] = vault.process(TOKEN_KEY=keys)
            hosts[number].renewal.look()
            assert [isinstance(host.own(JOHN), Bearer) for host in hosts] == [True, True]


def test_what_no_key_opens_is_logged_and_has_to_be_connected_again(
    vault: Vault, caplog: pytest.LogCaptureFixture
) -> None:
    connect(vault.process(TOKEN_KEY=OLDER_KEY))
    process = vault.process()
    process.renewal.look()
    assert "no key of TOKEN_KEY opens 1 kept connections: add the key before" in caplog.messages
    ended = process.own(JOHN)
    assert isinstance(ended, NoConnectionError)
    assert ended.title == "Connect your account"
    # With its key it is there again.
    assert isinstance(vault.process(TOKEN_KEY=f"{KEY},{OLDER_KEY}").own(JOHN), Bearer)


def test_consents_that_nobody_came_back_with_are_forgotten(vault: Vault, process: Access) -> None:
    process.begin(JOHN)
    vault.forward(LASTS_S + 1)
    process.renewal.look()
    assert vault.rows("consents") == []


def test_a_lost_grant_is_left_alone(vault: Vault, process: Access) -> None:
    vault.webex.world.refresh_tokens = {}
    process.renewal.look()
    vault.forward(600)
    process.renewal.look()
    vault.process().renewal.look()
    assert vault.refreshes() == 1
    assert process.organisation.health().state is TokenState.LOST
