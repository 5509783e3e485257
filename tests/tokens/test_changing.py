"""What each access was granted for, as far as changes go."""

import logging
from dataclasses import replace

import pytest

from bot.sandbox.grant import ADMIN_PREFERENCES, PREFERENCES
from bot.sandbox.seed import name
from bot.secret import Secret
from bot.tokens.authorization import ConsentOutcome
from bot.tokens.organisation import WRITE as ORG_WRITE
from bot.tokens.person import WRITE, grant_name
from bot.webex.model.named import Person
from bot.webex.oauth import Grant
from tests.tokens.conftest import Vault
from tests.tokens.test_authorization import came_back

JOHN = Person(id=name.JOHN_ID, email=name.JOHN_EMAIL)


def test_who_connects_may_change_their_room(vault: Vault) -> None:
    process = vault.process()
    assert not process.may_change(JOHN)
    outcome = process.authorization.receive(came_back(process.begin(JOHN), name.JOHN_EMAIL))
    assert outcome is ConsentOutcome.CONNECTED
    assert process.may_change(JOHN)
    assert vault.process().may_change(JOHN)
    process.end(JOHN)
    assert not process.may_change(JOHN)


def test_who_connected_where_changes_are_off_may_not(vault: Vault) -> None:
    process = vault.process(WRITES="off")
    process.authorization.receive(came_back(process.begin(JOHN), name.JOHN_EMAIL))
    assert not vault.process().may_change(JOHN)


@pytest.mark.parametrize(
    ("granted", "asked", "may_change"),
    [
        pytest.param(None, (WRITE,), True, id="as asked, since Webex does not tell"),
        pytest.param(None, (), False, id="from before"),
        pytest.param(frozenset({WRITE}), (), True, id="told"),
        pytest.param(frozenset({PREFERENCES}), (WRITE,), False, id="less than was asked for"),
    ],
)
def test_what_webex_tells_counts_and_else_what_was_asked_for(
    vault: Vault, granted: frozenset[str] | None, asked: tuple[str, ...], may_change: bool
) -> None:
    process = vault.process()
    process.people.put(name.JOHN_ID, Grant(Secret("a"), 3600, Secret("r"), granted), asked)
    assert process.may_change(JOHN) is may_change


def test_a_renewal_that_does_not_tell_leaves_it_as_it_was(vault: Vault) -> None:
    process = vault.process()
    process.people.put(name.JOHN_ID, Grant(Secret("a"), 3600, Secret("r"), frozenset({WRITE})))
    grants = process.people._grants
    held = grants.read(grant_name(name.JOHN_ID))
    assert held
    assert grants.renew(held, Grant(Secret("b"), 3600, Secret("s")))
    assert process.may_change(JOHN)
    held = grants.read(grant_name(name.JOHN_ID))
    assert held
    assert grants.renew(held, Grant(Secret("c"), 3600, Secret("t"), frozenset({PREFERENCES})))
    assert not process.may_change(JOHN)


def test_the_organisation_s_access_says_what_it_was_granted_for(vault: Vault) -> None:
    organisation = vault.process().organisation
    assert organisation.may_write() is None  # before the setting was tried
    organisation.get()
    assert organisation.may_write() is True
    old = vault.webex.world.refresh_tokens[name.ORG_REFRESH_TOKEN]
    vault.webex.world.refresh_tokens[name.ORG_REFRESH_TOKEN] = replace(
        old, scopes=frozenset({ADMIN_PREFERENCES})
    )
    vault.forward(15 * 24 * 3600)
    organisation.get()
    assert organisation.may_write() is False


def test_where_there_is_no_organisation_s_access_nobody_knows(vault: Vault) -> None:
    process = vault.process(
        WEBEX_REFRESH_TOKEN="", WEBEX_ORG_CLIENT_ID="", WEBEX_ORG_CLIENT_SECRET=""
    )
    assert process.organisation.may_write() is None


def test_an_administrator_is_asked_for_changes_unless_they_are_off(sqlite_vault: Vault) -> None:
    for writes in ("on", "off"):
        process = sqlite_vault.process(WRITES=writes)
        client = process.organisation.client
        assert client
        url, _ = process.authorization.ask_administrator(client)
        asked = ORG_WRITE.replace(":", "%3A") in url
        assert asked is (writes == "on")


def test_an_integration_without_the_scope_is_told_to_the_operator(
    sqlite_vault: Vault, caplog: pytest.LogCaptureFixture
) -> None:
    clients = sqlite_vault.webex.world.clients
    clients[name.CLIENT_ID] = replace(
        clients[name.CLIENT_ID], scopes=frozenset({PREFERENCES, "spark:people_read"})
    )
    process = sqlite_vault.process()
    outcome = process.authorization.receive(came_back(process.begin(JOHN), name.JOHN_EMAIL))
    assert outcome is ConsentOutcome.FAILED
    (line,) = [one for one in caplog.records if one.levelno == logging.ERROR]
    assert "meeting:preferences_write, or set WRITES=off" in line.getMessage()
