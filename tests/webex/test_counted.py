"""Every call to Webex is counted once, whatever becomes of it."""

from contextlib import suppress
from dataclasses import dataclass, field

import pytest
import requests

from bot.errors import WebexError
from bot.sandbox import Fault, Sandbox
from bot.sandbox.bot_process import free_port
from bot.sandbox.seed import name
from bot.secret import Secret
from bot.settings.reader import Client
from bot.telemetry.metrics.port import Silent
from bot.webex.bearer import Bearer, Connections, FixedToken
from bot.webex.counted import CountedAdapter, endpoint
from bot.webex.oauth import OAuth


@dataclass
class Counting(Silent):
    """Keeps what it is told of calls."""

    calls: list[tuple[str, str]] = field(default_factory=list)

    def called(self, endpoint: str, status: str, took_s: float) -> None:
        assert took_s >= 0
        self.calls.append((endpoint, status))


def _get(url: str, path: str) -> list[tuple[str, str]]:
    counting = Counting()
    bearer = Bearer(Connections(url, 1, counting), FixedToken(Secret(name.BOT_TOKEN)))
    with suppress(WebexError):
        bearer.get(path)
    return counting.calls


@pytest.mark.parametrize(
    ("fault", "status"),
    [
        (None, "200"),
        (Fault(status=404), "404"),
        (Fault(status=429, body="html"), "429"),
        (Fault(status=200, body="not-json"), "200"),
        (Fault(cut=True), "unreachable"),
    ],
    ids=["well", "a refusal", "too many", "garbled", "a connection that breaks"],
)
def test_a_call_is_counted_with_its_status(
    webex: Sandbox, fault: Fault | None, status: str
) -> None:
    if fault:
        webex.faults.add(fault)
    assert _get(webex.url, f"rooms/{name.UNICORN_ID}") == [("GET /rooms/{id}", status)]


def test_a_call_below_the_api_s_other_path_is_counted_under_the_same_name(webex: Sandbox) -> None:
    origin = webex.url.removesuffix("v1/")
    assert _get(webex.url, f"{origin}api/v1/people/me") == [("GET /people/me", "404")]


def test_a_call_to_nobody_is_counted() -> None:
    url = f"http://127.0.0.1:{free_port()}/v1/"
    assert _get(url, "people/me") == [("GET /people/me", "unreachable")]


def test_a_call_that_takes_too_long_is_counted(webex: Sandbox) -> None:
    counting = Counting()
    webex.faults.add(Fault(hang_s=60))
    with requests.Session() as session:
        session.mount(webex.url, CountedAdapter(counting))
        with pytest.raises(requests.Timeout):
            session.get(f"{webex.url}people/me", timeout=0.05)
    assert counting.calls == [("GET /people/me", "timeout")]


def test_a_renewal_of_a_token_is_a_call_too(webex: Sandbox) -> None:
    counting = Counting()
    client = Client(name.ORG_CLIENT_ID, Secret(name.ORG_CLIENT_SECRET))
    OAuth(webex.url, counting).refresh(client, Secret(name.ORG_REFRESH_TOKEN))
    assert counting.calls == [("POST /access_token", "200")]


@pytest.mark.parametrize(
    ("path", "shown"),
    [
        ("/v1/people/me", "/people/me"),
        (f"/v1/rooms/{name.UNICORN_ID}/meetingInfo", "/rooms/{id}/meetingInfo"),
        ("/v1/people/ana@example.com", "/people/{id}"),
        ("/v1/meetings/1234567890/numbers?email=ana@example.com", "/meetings/{id}/numbers"),
        ("/api/v1/telephony/globalCallInNumbers", "/telephony/globalCallInNumbers"),
        ("/v1/attachment/actions/x1", "/attachment/actions/{id}"),
    ],
)
def test_nothing_but_words_is_left_of_a_path(path: str, shown: str) -> None:
    assert endpoint("GET", f"https://webexapis.com{path}") == f"GET {shown}"
