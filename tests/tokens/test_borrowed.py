"""A command of the operator's uses what the bot keeps, and changes nothing."""

from collections.abc import Callable

import pytest

from bot.errors import (
    AccessLostError,
    ClientRefusedError,
    NotSetUpError,
    RefusedError,
    RoomdeskError,
    WebexError,
)
from bot.sandbox import Fault
from bot.sandbox.api.access_token import ACCESS_LIFE_S
from bot.sandbox.seed import name
from bot.tokens.access import Access
from tests.tokens.conftest import OLDER_KEY, Vault
from tests.tokens.test_authorization import JOHN, connect

_PATH = "/access_token"


@pytest.fixture
def process(vault: Vault) -> Access:
    found = vault.process()
    found.organisation.get()
    return found


def _refusal(vault: Vault, ask: Callable[[], object]) -> str:
    """Return what an ask is refused with, having seen that it changed and called nothing."""
    before, calls = vault.rows("grants"), len(vault.webex.calls())
    with pytest.raises(RefusedError) as error:
        ask()
    assert (vault.rows("grants"), len(vault.webex.calls())) == (before, calls)
    return error.value.title


def test_what_the_bot_keeps_is_used(vault: Vault, process: Access) -> None:
    borrower = vault.borrower(WEBEX_ORG_CLIENT_SECRET="mistyped")
    assert borrower.organisation.get() == process.organisation.get()
    assert vault.refreshes() == 1


def test_what_has_run_out_is_left_to_the_bot(vault: Vault, process: Access) -> None:
    connect(process)
    vault.forward(ACCESS_LIFE_S)
    borrower = vault.borrower()
    stale = "The access has to be renewed first"
    assert _refusal(vault, borrower.organisation.get) == stale
    assert _refusal(vault, lambda: borrower.own(JOHN)) == stale
    borrower.organisation.renew()
    assert _refusal(vault, borrower.organisation.get) == stale


def test_what_webex_refuses_is_not_dropped(vault: Vault, process: Access) -> None:
    token = process.organisation.get()
    refused = _refusal(vault, lambda: vault.borrower().organisation.refused(token))
    assert refused == "Webex refuses the token that is kept"


@pytest.mark.parametrize(
    "changes",
    [
        pytest.param({"WEBEX_REFRESH_TOKEN": "another"}, id="another setting"),
        pytest.param({"TOKEN_KEY": OLDER_KEY}, id="another key"),
    ],
)
@pytest.mark.usefixtures("process")
def test_settings_that_no_bot_has_used_are_not_tried(vault: Vault, changes: dict[str, str]) -> None:
    untried = _refusal(vault, vault.borrower(**changes).organisation.get)
    assert untried == "No bot has used these settings on this database"


def test_a_database_without_a_grant_gets_none(vault: Vault) -> None:
    untried = _refusal(vault, vault.borrower().organisation.get)
    assert untried == "No bot has used these settings on this database"
    assert vault.rows("grants") == []


def test_without_a_key_only_the_bot_has_a_token(sqlite_vault: Vault) -> None:
    sqlite_vault.process().organisation.get()
    only = _refusal(sqlite_vault, sqlite_vault.borrower(TOKEN_KEY="").organisation.get)
    assert only == "Only the running bot has the organisation’s access"


@pytest.mark.parametrize(
    ("status", "mistyped", "raised"),
    [
        pytest.param(503, {}, WebexError, id="Webex is away"),
        pytest.param(400, {}, AccessLostError, id="the access is lost"),
        pytest.param(
            None, {"WEBEX_ORG_CLIENT_SECRET": "mistyped"}, ClientRefusedError, id="a wrong client"
        ),
    ],
)
def test_why_the_bot_has_none_is_told(
    vault: Vault, status: int | None, mistyped: dict[str, str], raised: type[RoomdeskError]
) -> None:
    vault.webex.world.switches.name_oauth_errors = True
    if status:
        vault.webex.faults.add(Fault(path=_PATH, status=status))
    with pytest.raises(raised):
        vault.process(**mistyped).organisation.get()
    before = vault.rows("grants")
    with pytest.raises(raised):
        vault.borrower(**mistyped).organisation.get()
    assert (vault.rows("grants"), vault.refreshes()) == (before, 1)


def test_what_is_not_set_up_is_nothing_to_borrow(vault: Vault) -> None:
    nothing = {"WEBEX_ORG_CLIENT_ID": "", "WEBEX_ORG_CLIENT_SECRET": ""}
    nothing |= {"WEBEX_CLIENT_ID": "", "WEBEX_CLIENT_SECRET": ""}
    with pytest.raises(NotSetUpError):
        vault.borrower(**nothing).organisation.get()
    assert not vault.borrower(WEBEX_REFRESH_TOKEN="").organisation.is_set_up()


def test_nobody_is_told_and_nothing_lost_where_a_connection_has_ended(
    vault: Vault, process: Access
) -> None:
    connect(process)
    vault.told.clear()
    vault.webex.world.refresh_tokens = {}
    vault.forward(ACCESS_LIFE_S)
    assert _refusal(vault, lambda: vault.borrower().own(JOHN))
    assert vault.told == []
    process.renewal.look()
    assert vault.told == [(name.JOHN_EMAIL, "Your connection has ended")]
