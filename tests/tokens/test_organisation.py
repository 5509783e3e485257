"""The organisation's token: fetched when needed, kept, renewed by one at a time, or lost."""

import threading
from concurrent.futures import ThreadPoolExecutor

import pytest

from bot.errors import AccessLostError, NotSetUpError, Trouble, WebexError
from bot.sandbox import Fault
from bot.sandbox.api.access_token import ACCESS_LIFE_S
from bot.sandbox.grant import ADMIN_PREFERENCES
from bot.sandbox.seed import name
from bot.tokens.access import Access
from bot.tokens.held import AHEAD_S
from bot.tokens.token_health import TokenState
from bot.webex.bearer import Bearer, Connections
from tests.tokens.conftest import KEY, OLDER_KEY, Vault

_PATH = "/access_token"


@pytest.fixture
def process(vault: Vault) -> Access:
    return vault.process()


@pytest.fixture
def no_key(sqlite_vault: Vault) -> Access:
    """A process that may keep nothing."""
    return sqlite_vault.process(TOKEN_KEY="")


def test_a_token_is_fetched_when_first_needed_and_kept(vault: Vault, process: Access) -> None:
    assert vault.refreshes() == 0
    first = process.organisation.get()
    assert first.reveal() in vault.webex.world.tokens
    vault.forward(3600)
    assert process.organisation.get() == first
    assert vault.refreshes() == 1


def test_a_token_is_refreshed_ahead_of_its_end(vault: Vault, process: Access) -> None:
    first = process.organisation.get()
    vault.forward(ACCESS_LIFE_S - AHEAD_S - 60)
    assert process.organisation.get() == first
    vault.forward(61)
    assert process.organisation.get() != first
    assert vault.refreshes() == 2


def test_without_a_key_each_process_has_a_token_of_its_own(sqlite_vault: Vault) -> None:
    one, other = (sqlite_vault.process(TOKEN_KEY="") for _ in range(2))
    assert one.organisation.get() == one.organisation.get()
    assert one.organisation.get() != other.organisation.get()
    assert sqlite_vault.rows("grants") == []


def test_many_threads_of_two_processes_fetch_a_token_once(vault: Vault) -> None:
    vault.webex.world.switches.rotate_refresh_tokens = True
    vault.webex.faults.add(Fault(path=_PATH, hang_s=0.1))
    processes = [vault.process(), vault.process()]
    together = threading.Barrier(8)

    def get(number: int) -> str:
        together.wait(10)
        return processes[number % 2].organisation.get().reveal()

    with ThreadPoolExecutor(8) as pool:
        assert len(set(pool.map(get, range(8)))) == 1
        assert vault.refreshes() == 1
        vault.forward(ACCESS_LIFE_S)
        assert len(set(pool.map(get, range(8)))) == 1
    assert vault.refreshes() == 2


def test_whoever_waits_for_a_renewal_that_fails_does_not_try_too(vault: Vault) -> None:
    vault.webex.faults.add(Fault(path=_PATH, status=503, hang_s=0.3))
    processes = [vault.process() for _ in range(4)]
    processes[0].organisation.is_set_up()
    together = threading.Barrier(4)

    def get(number: int) -> object:
        together.wait(10)
        with pytest.raises(WebexError) as error:
            processes[number].organisation.get()
        return error.value.failure.what

    with ThreadPoolExecutor(4) as pool:
        assert [*pool.map(get, range(4))] == [503] * 4
    assert vault.refreshes() < 4


def test_a_refresh_token_that_was_replaced_is_used_from_then_on(
    vault: Vault, process: Access
) -> None:
    vault.webex.world.switches.rotate_refresh_tokens = True
    for fetched in range(1, 4):
        process.organisation.get()
        assert vault.refreshes() == fetched
        assert name.ORG_REFRESH_TOKEN not in vault.webex.world.refresh_tokens
        vault.forward(ACCESS_LIFE_S)
    # A process that starts later goes on with it.
    vault.process().organisation.get()
    assert vault.refreshes() == 4


def test_a_new_setting_goes_before_what_is_kept(vault: Vault, process: Access) -> None:
    process.organisation.get()
    pasted = vault.refresh_token_of(name.ADMIN_EMAIL, name.ORG_CLIENT_ID, ADMIN_PREFERENCES)
    token = vault.process(WEBEX_REFRESH_TOKEN=pasted).organisation.get()
    assert vault.webex.world.tokens[token.reveal()].person_id == (
        vault.webex.world.person(name.ADMIN_EMAIL).id
    )


def test_a_setting_that_is_taken_away_ends_what_came_of_it(vault: Vault, process: Access) -> None:
    process.organisation.get()
    without = vault.process(WEBEX_REFRESH_TOKEN="")
    assert not without.organisation.is_set_up()
    with pytest.raises(NotSetUpError):
        without.organisation.get()


def test_where_a_kept_token_is_refused_the_setting_is_tried_once(
    vault: Vault, process: Access
) -> None:
    world = vault.webex.world
    kept = world.refresh_tokens[name.ORG_REFRESH_TOKEN]
    world.switches.rotate_refresh_tokens = True
    process.organisation.get()
    world.switches.rotate_refresh_tokens = False
    world.refresh_tokens.clear()
    world.refresh_tokens[name.ORG_REFRESH_TOKEN] = kept
    vault.forward(ACCESS_LIFE_S)
    process.organisation.get()
    assert vault.refreshes() == 3
    world.refresh_tokens.clear()
    vault.forward(ACCESS_LIFE_S)
    with pytest.raises(AccessLostError):
        process.organisation.get()
    assert vault.refreshes() == 4


def test_a_token_that_webex_refuses_is_fetched_anew(vault: Vault, process: Access) -> None:
    first = process.organisation.get()
    assert process.organisation.refused(first)
    second = process.organisation.get()
    assert second != first
    assert process.organisation.refused(first)  # somebody noticed late
    assert process.organisation.get() == second
    assert vault.refreshes() == 2


def test_a_call_with_a_token_that_was_revoked_gets_another(vault: Vault, process: Access) -> None:
    bearer = Bearer(Connections(vault.webex.url, 2), process.organisation)
    vault.webex.world.tokens.pop(process.organisation.get().reveal())
    path = "meetingPreferences/personalMeetingRoom"
    assert bearer.get(path, {"userEmail": name.JOHN_EMAIL})["topic"] == "John's PMR"
    assert vault.refreshes() == 2


def test_a_call_that_is_refused_with_every_token_says_so(vault: Vault, process: Access) -> None:
    bearer = Bearer(Connections(vault.webex.url, 2), process.organisation)
    refused = vault.webex.faults.add(Fault(path="/meetingPreferences/*", status=401))
    with pytest.raises(WebexError) as error:
        bearer.get("meetingPreferences/sites")
    assert error.value.failure.what == 401
    assert (vault.webex.faults.hits(refused), vault.refreshes()) == (2, 2)


@pytest.mark.parametrize("code", [400, 401, 403])
def test_access_that_webex_does_not_renew_is_lost_until_something_changes(
    vault: Vault, process: Access, code: int
) -> None:
    vault.webex.faults.add(Fault(path=_PATH, status=code, times=1))
    for _ in range(2):
        with pytest.raises(AccessLostError) as error:
            process.organisation.get()
    failure = error.value.failure
    assert (failure.what, failure.endpoint) == (code, "POST /access_token")
    assert (failure.tracking_id or "").startswith("ROUTER_")
    assert vault.refreshes() == 1
    assert process.organisation.health().state is TokenState.LOST
    # The operator mended the secret of the client.
    vault.webex.world.clients[name.ORG_CLIENT_ID] = vault.webex.world.clients[name.CLIENT_ID]
    with pytest.raises(AccessLostError):
        vault.process(WEBEX_ORG_CLIENT_SECRET="another").organisation.get()
    assert vault.refreshes() == 2


def test_what_is_forgotten_begins_with_the_setting_again(vault: Vault, process: Access) -> None:
    vault.webex.faults.add(Fault(path=_PATH, status=400, times=1))
    with pytest.raises(AccessLostError):
        process.organisation.get()
    assert process.organisation.forget()
    assert not process.organisation.forget()
    process.organisation.get()
    assert process.organisation.health().state is TokenState.OK


@pytest.mark.parametrize(
    ("fault", "what"),
    [
        pytest.param(Fault(status=429, headers={"Retry-After": "7"}), 429, id="too many calls"),
        pytest.param(Fault(status=503, body="html"), 503, id="overloaded"),
        pytest.param(Fault(status=404, body="html"), 404, id="not found"),
        pytest.param(Fault(status=500), 500, id="broken"),
        pytest.param(Fault(cut=True), Trouble.UNREACHABLE, id="cut off"),
        pytest.param(
            Fault(status=302, headers={"Location": "http://127.0.0.1:1/"}),
            Trouble.GARBLED,
            id="sent elsewhere",
        ),
    ],
)
def test_webex_being_away_is_no_loss_of_access(
    vault: Vault, process: Access, fault: Fault, what: int | Trouble
) -> None:
    away = vault.webex.faults.add(fault)
    with pytest.raises(WebexError) as error:
        process.organisation.get()
    assert error.value.failure.what == what
    health = process.organisation.health()
    assert (health.state, health.word) == (TokenState.FAILING, "fail")
    assert "POST /access_token" in (health.why or "")
    vault.webex.faults.remove(away)
    process.organisation.get()
    health = process.organisation.health()
    assert (health.state, health.word, health.why) == (TokenState.OK, "ok", None)


def test_without_its_settings_the_feature_is_not_set_up(sqlite_vault: Vault) -> None:
    for changes in (
        {"WEBEX_REFRESH_TOKEN": ""},
        {
            "WEBEX_ORG_CLIENT_ID": "",
            "WEBEX_ORG_CLIENT_SECRET": "",
            "WEBEX_CLIENT_ID": "",
            "WEBEX_CLIENT_SECRET": "",
        },
    ):
        org = sqlite_vault.process(**changes).organisation
        assert not org.is_set_up()
        assert org.health().in_words() == ("not set up", False)
        with pytest.raises(NotSetUpError) as error:
            org.get()
        assert error.value.needs == (
            "WEBEX_REFRESH_TOKEN",
            "WEBEX_ORG_CLIENT_ID",
            "WEBEX_ORG_CLIENT_SECRET",
        )
    assert sqlite_vault.webex.calls() == []


def test_the_health_tells_how_it_is(sqlite_vault: Vault, no_key: Access) -> None:
    org = no_key.organisation
    health = org.health()
    assert (health.state, health.word, health.is_from_setting) == (TokenState.UNTRIED, "ok", True)
    assert health.in_words() == ("not tried yet", False)
    org.get()
    health = org.health()
    assert (health.state, health.is_from_setting) == (TokenState.OK, False)
    assert health.expires
    assert health.in_words() == (f"works, until {health.expires:%Y-%m-%d %H:%M} UTC", False)
    sqlite_vault.webex.world.refresh_tokens.clear()
    assert org.refused(org.get())
    with pytest.raises(AccessLostError):
        org.get()
    text, is_failure = org.health().in_words()
    assert is_failure
    assert text.startswith("refused by Webex since 20")
    assert "POST /access_token: 401 [tracking id: ROUTER_" in text


def test_a_key_that_was_changed_without_keeping_the_old_one_begins_anew(vault: Vault) -> None:
    vault.process(TOKEN_KEY=OLDER_KEY).organisation.get()
    vault.process(TOKEN_KEY=KEY).organisation.get()
    assert vault.refreshes() == 2


def test_no_secret_shows_in_what_is_raised(sqlite_vault: Vault) -> None:
    with pytest.raises(AccessLostError) as error:
        sqlite_vault.process(WEBEX_REFRESH_TOKEN="worn out").organisation.get()
    shown = f"{error.value!r} {error.value} {error.value.failure!r}"
    assert [one for one in ("worn out", name.ORG_CLIENT_SECRET) if one in shown] == []
