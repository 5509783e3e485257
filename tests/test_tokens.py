"""The organisation's access token: fresh, fetched by one thread at a time, and lost politely."""

import threading
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass, field

import pytest

from bot.errors import AccessLostError, NotSetUpError, Trouble, WebexError
from bot.sandbox import Fault, Sandbox, demo_world, running
from bot.sandbox.api.access_token import ACCESS_LIFE_S
from bot.sandbox.faults import FaultBody
from bot.sandbox.seed import name
from bot.secret import Secret
from bot.settings import OrgAccess
from bot.tokens import OrgToken
from bot.webex.bearer import Bearer, Connections
from bot.webex.oauth import OAuth

from .by_hand import Clock

_PATH = "/access_token"
_AHEAD_S = 300


@dataclass
class Org:
    """The organisation's token at a pretend Webex."""

    webex: Sandbox
    clock: Clock = field(default_factory=Clock)
    refresh_token: str = name.ORG_REFRESH_TOKEN

    def __post_init__(self) -> None:
        access = OrgAccess(
            name.ORG_CLIENT_ID, Secret(name.ORG_CLIENT_SECRET), Secret(self.refresh_token)
        )
        self.token = OrgToken(OAuth(self.webex.url), access, self.clock)

    @property
    def fetched(self) -> int:
        return sum(call.path == f"/v1{_PATH}" for call in self.webex.calls())


@pytest.fixture
def webex() -> Iterator[Sandbox]:
    with running(demo_world()) as sandbox:
        yield sandbox


@pytest.fixture
def org(webex: Sandbox) -> Org:
    return Org(webex)


def test_a_token_is_fetched_when_first_needed_and_kept(org: Org) -> None:
    assert org.fetched == 0
    first = org.token.get()
    assert first.reveal() in org.webex.world.tokens
    org.clock.now += 3600
    assert org.token.get() == first
    assert org.fetched == 1


def test_a_token_is_refreshed_ahead_of_its_end(org: Org) -> None:
    first = org.token.get()
    org.clock.now += ACCESS_LIFE_S - _AHEAD_S - 1
    assert org.token.get() == first
    org.clock.now += 1
    assert org.token.get() != first
    assert org.fetched == 2


def test_many_threads_that_need_a_token_fetch_it_once(org: Org) -> None:
    org.webex.faults.add(Fault(path=_PATH, hang_s=0.05))
    together = threading.Barrier(8)

    def get(_number: int) -> Secret:
        together.wait(10)
        return org.token.get()

    with ThreadPoolExecutor(8) as pool:
        assert len({token.reveal() for token in pool.map(get, range(8))}) == 1
        assert org.fetched == 1
        org.clock.now += ACCESS_LIFE_S
        assert len({token.reveal() for token in pool.map(get, range(8))}) == 1
    assert org.fetched == 2


def test_a_refresh_token_that_was_replaced_is_used_from_then_on(org: Org) -> None:
    org.webex.world.switches.rotate_refresh_tokens = True
    for fetched in range(1, 4):
        org.token.get()
        assert org.fetched == fetched
        assert name.ORG_REFRESH_TOKEN not in org.webex.world.refresh_tokens
        org.clock.now += ACCESS_LIFE_S


def test_a_refresh_token_that_was_not_replaced_is_used_again(org: Org) -> None:
    for _ in range(3):
        org.token.get()
        org.clock.now += ACCESS_LIFE_S
    assert org.fetched == 3


def test_a_token_that_webex_refuses_is_fetched_anew(org: Org) -> None:
    first = org.token.get()
    assert org.token.refused(first)
    second = org.token.get()
    assert second != first
    assert org.token.refused(first)  # somebody noticed late
    assert org.token.get() == second
    assert org.fetched == 2


def test_a_call_with_a_token_that_was_revoked_gets_another(org: Org) -> None:
    bearer = Bearer(Connections(org.webex.url, 2), org.token)
    org.webex.world.tokens.pop(org.token.get().reveal())
    path = "meetingPreferences/personalMeetingRoom"
    assert bearer.get(path, {"userEmail": name.JOHN_EMAIL})["topic"] == "John's PMR"
    assert org.fetched == 2


def test_a_call_that_is_refused_with_every_token_says_so(org: Org) -> None:
    bearer = Bearer(Connections(org.webex.url, 2), org.token)
    refused = org.webex.faults.add(Fault(path="/meetingPreferences/*", status=401))
    with pytest.raises(WebexError) as error:
        bearer.get("meetingPreferences/sites")
    assert error.value.failure.what == 401
    assert (org.webex.faults.hits(refused), org.fetched) == (2, 2)


@pytest.mark.parametrize("code", [400, 401, 403])
def test_access_that_webex_does_not_renew_is_lost(org: Org, code: int) -> None:
    org.webex.faults.add(Fault(path=_PATH, status=code, times=1))
    with pytest.raises(AccessLostError) as error:
        org.token.get()
    failure = error.value.failure
    assert (failure.what, failure.endpoint) == (code, "POST /access_token")
    assert (failure.tracking_id or "").startswith("ROUTER_")
    org.token.get()  # the operator may have mended it meanwhile


def test_a_refresh_token_that_webex_does_not_know_is_access_lost(webex: Sandbox) -> None:
    with pytest.raises(AccessLostError):
        Org(webex, refresh_token="worn out").token.get()


@pytest.mark.parametrize(
    ("fault", "what"),
    [
        pytest.param(Fault(status=429, headers={"Retry-After": "7"}), 429, id="too many calls"),
        pytest.param(Fault(status=503, body="html"), 503, id="overloaded"),
        pytest.param(Fault(cut=True), Trouble.UNREACHABLE, id="cut off"),
    ],
)
def test_webex_being_away_is_no_loss_of_access(org: Org, fault: Fault, what: int | Trouble) -> None:
    away = org.webex.faults.add(fault)
    with pytest.raises(WebexError) as error:
        org.token.get()
    assert error.value.failure.what == what
    assert error.value.failure.passes
    org.webex.faults.remove(away)
    org.token.get()


@pytest.mark.parametrize("form", ["not-json", "empty", "list", "string", "html", "error"])
def test_an_odd_answer_is_said_to_be_odd(org: Org, form: FaultBody) -> None:
    org.webex.faults.add(Fault(path=_PATH, status=200, body=form))
    with pytest.raises(WebexError) as error:
        org.token.get()
    assert error.value.failure.what is Trouble.GARBLED


def test_webex_breaking_is_no_loss_of_access(org: Org) -> None:
    org.webex.faults.add(Fault(path=_PATH, status=500))
    with pytest.raises(WebexError) as error:
        org.token.get()
    assert error.value.failure.what == 500


def test_without_its_settings_the_feature_is_not_set_up(webex: Sandbox) -> None:
    token = OrgToken(OAuth(webex.url), None)
    with pytest.raises(NotSetUpError) as error:
        token.get()
    assert error.value.needs == (
        "WEBEX_REFRESH_TOKEN",
        "WEBEX_ORG_CLIENT_ID",
        "WEBEX_ORG_CLIENT_SECRET",
    )
    assert webex.calls() == []


def test_no_secret_shows_in_what_is_raised(webex: Sandbox) -> None:
    with pytest.raises(AccessLostError) as error:
        Org(webex, refresh_token="worn out").token.get()
    shown = f"{error.value!r} {error.value} {error.value.failure!r}"
    assert [one for one in ("worn out", name.ORG_CLIENT_SECRET) if one in shown] == []
