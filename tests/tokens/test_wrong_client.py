"""A setting that was mistyped takes nothing away: put right, all goes on as before."""

import pytest

from bot.errors import AccessLostError, ClientRefusedError
from bot.sandbox.api.access_token import ACCESS_LIFE_S
from bot.sandbox.seed import name
from bot.tokens.access import Access
from bot.tokens.token_health import TokenState
from bot.webex.bearer import Bearer
from tests.tokens.conftest import OLDER_KEY, Vault
from tests.tokens.test_authorization import JOHN, connect

_WRONG = {"WEBEX_ORG_CLIENT_SECRET": "mistyped"}


@pytest.fixture
def process(vault: Vault) -> Access:
    """A process whose refresh token Webex has replaced, so that the setting’s is used up."""
    vault.webex.world.switches.rotate_refresh_tokens = True
    found = vault.process()
    found.organisation.get()
    return found


@pytest.fixture
def names(vault: Vault) -> None:
    """Webex says what it refuses."""
    vault.webex.world.switches.name_oauth_errors = True


@pytest.mark.parametrize(
    "wrong",
    [
        pytest.param(_WRONG, id="the client’s secret"),
        pytest.param({"WEBEX_REFRESH_TOKEN": "mistyped"}, id="the refresh token"),
        pytest.param({"TOKEN_KEY": OLDER_KEY}, id="the key"),
    ],
)
def test_a_mistyped_setting_takes_nothing_away(
    vault: Vault, process: Access, wrong: dict[str, str]
) -> None:
    vault.forward(ACCESS_LIFE_S)
    mistyped = vault.process(**wrong).organisation
    with pytest.raises(AccessLostError):
        mistyped.get()
    assert mistyped.health().state is TokenState.LOST
    vault.process().organisation.get()
    assert process.organisation.health().state is TokenState.OK


@pytest.mark.usefixtures("names")
def test_a_client_that_webex_refuses_is_named_and_nothing_is_lost(
    vault: Vault, process: Access, caplog: pytest.LogCaptureFixture
) -> None:
    vault.forward(ACCESS_LIFE_S)
    before = [row["sealed"] for row in vault.rows("grants")]
    mistyped = vault.process(**_WRONG).organisation
    for _ in range(2):
        with pytest.raises(ClientRefusedError):
            mistyped.get()
    health = mistyped.health()
    assert (health.state, health.word) == (TokenState.REFUSED, "fail")
    assert health.in_words()[0].startswith("Webex refuses its client’s id and secret since 20")
    assert "nothing is lost: correct WEBEX_ORG_CLIENT_ID and WEBEX_ORG_CLIENT_SECRET" in caplog.text
    assert [row["sealed"] for row in vault.rows("grants")] == before
    process.organisation.get()
    assert process.organisation.health().state is TokenState.OK


@pytest.mark.usefixtures("names")
def test_nobody_is_told_that_their_connection_ended_where_the_client_is_wrong(
    vault: Vault, process: Access, caplog: pytest.LogCaptureFixture
) -> None:
    connect(process)
    vault.told.clear()
    vault.forward(ACCESS_LIFE_S)
    mistyped = vault.process(WEBEX_CLIENT_SECRET="mistyped", **_CLIENT_OF_ITS_OWN)
    mistyped.renewal.look()
    with pytest.raises(ClientRefusedError):
        mistyped.own(JOHN)
    assert "correct WEBEX_CLIENT_ID and WEBEX_CLIENT_SECRET" in caplog.text
    assert vault.told == []
    assert isinstance(process.own(JOHN), Bearer)


_CLIENT_OF_ITS_OWN = {
    "WEBEX_ORG_CLIENT_ID": name.ORG_CLIENT_ID,
    "WEBEX_ORG_CLIENT_SECRET": name.ORG_CLIENT_SECRET,
}
