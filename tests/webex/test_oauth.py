"""The token endpoint: what is sent, and what odd answers come to."""

import json
import threading
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any
from urllib.parse import parse_qs

import pytest

from bot.errors import Trouble, WebexError
from bot.sandbox.http_server import served
from bot.secret import Secret
from bot.settings.reader import Client
from bot.webex.oauth import Grant, OAuth

if TYPE_CHECKING:
    from _typeshed.wsgi import StartResponse, WSGIEnvironment

CLIENT = Client("client", Secret("client secret +&=%"))
GOOD = {"access_token": "a", "expires_in": 10, "refresh_token": "r"}


@dataclass
class Endpoint:
    """Answers with `status` and `body`, and keeps what it was sent."""

    body: Any = field(default_factory=lambda: dict(GOOD))
    status: str = "200 OK"
    headers: list[tuple[str, str]] = field(default_factory=list)
    sent: list[dict[str, str]] = field(default_factory=list)
    lock: threading.Lock = field(default_factory=threading.Lock)
    oauth: OAuth = field(default_factory=lambda: OAuth(""))

    def __call__(
        self, environ: "WSGIEnvironment", start_response: "StartResponse"
    ) -> Iterable[bytes]:
        form = parse_qs(environ["wsgi.input"].read().decode())
        with self.lock:
            self.sent.append({key: values[0] for key, values in form.items()})
        start_response(self.status, [("Content-Type", "application/json"), *self.headers])
        return [self.body if isinstance(self.body, bytes) else json.dumps(self.body).encode()]


@pytest.fixture
def endpoint() -> Iterator[Endpoint]:
    found = Endpoint()
    with served(found) as port:
        found.oauth = OAuth(f"http://127.0.0.1:{port}/v1/")
        yield found


@pytest.mark.parametrize(
    ("scope", "read"),
    [("one:a two:b", frozenset({"one:a", "two:b"})), ("", None), (None, None), (["one"], None)],
)
def test_scopes_are_read_where_webex_tells_them(
    endpoint: Endpoint, scope: object, read: frozenset[str] | None
) -> None:
    endpoint.body |= {"scope": scope}
    assert endpoint.oauth.refresh(CLIENT, Secret("old")).scopes == read


def test_a_refresh_sends_what_webex_documents(endpoint: Endpoint) -> None:
    assert endpoint.oauth.refresh(CLIENT, Secret("old +&=%")) == Grant(Secret("a"), 10, Secret("r"))
    assert endpoint.sent == [
        {
            "grant_type": "refresh_token",
            "client_id": "client",
            "client_secret": "client secret +&=%",
            "refresh_token": "old +&=%",
        }
    ]


def test_an_exchange_proves_who_asked(endpoint: Endpoint) -> None:
    verifier = Secret("v" * 43)
    endpoint.oauth.exchange(CLIENT, "https://bot.example.com/connect", Secret("code"), verifier)
    assert endpoint.sent == [
        {
            "grant_type": "authorization_code",
            "client_id": "client",
            "client_secret": "client secret +&=%",
            "code": "code",
            "code_verifier": "v" * 43,
            "redirect_uri": "https://bot.example.com/connect",
        }
    ]


def test_where_no_new_refresh_token_comes_the_old_one_stays(endpoint: Endpoint) -> None:
    del endpoint.body["refresh_token"]
    assert endpoint.oauth.refresh(CLIENT, Secret("old")).refresh_token == Secret("old")


def test_a_lifetime_that_is_not_told_is_none(endpoint: Endpoint) -> None:
    del endpoint.body["expires_in"]
    assert endpoint.oauth.refresh(CLIENT, Secret("old")).expires_in_s == 0


@pytest.mark.parametrize(
    "body",
    [
        b"",
        b"<html>",
        [],
        "a",
        7,
        None,
        {},
        {"access_token": ""},
        {"access_token": 7.5, "error": "x"},
        {"error": "invalid_grant", "error_description": "no"},
        GOOD | {"expires_in": "soon"},
        GOOD | {"expires_in": [1]},
        b"[" * 50_000,
    ],
    ids=lambda body: repr(body)[:40],
)
def test_an_answer_without_tokens_is_said_to_be_odd(endpoint: Endpoint, body: object) -> None:
    endpoint.body = body
    with pytest.raises(WebexError) as error:
        endpoint.oauth.refresh(CLIENT, Secret("old"))
    assert error.value.failure.what is Trouble.GARBLED


@pytest.mark.parametrize("status", ["201 Created", "204 No Content", "302 Found", "307 Temporary"])
def test_no_other_success_is_one_and_no_redirect_is_followed(
    endpoint: Endpoint, status: str
) -> None:
    endpoint.status, endpoint.headers = status, [("Location", "/v1/elsewhere")]
    with pytest.raises(WebexError) as error:
        endpoint.oauth.refresh(CLIENT, Secret("old"))
    assert error.value.failure.what is Trouble.GARBLED
    assert len(endpoint.sent) == 1


@pytest.mark.parametrize("status", ["400 Bad Request", "401 No", "429 Slow", "503 Away"])
@pytest.mark.parametrize("body", [b"", b"<html>", GOOD, {"error": "invalid_grant"}, ["x"]])
def test_a_refusal_is_one_whatever_its_body(endpoint: Endpoint, status: str, body: object) -> None:
    endpoint.status, endpoint.body = status, body
    endpoint.headers = [("trackingID", "ROUTER_1"), ("Retry-After", "rand(30)")]
    with pytest.raises(WebexError) as error:
        endpoint.oauth.refresh(CLIENT, Secret("old"))
    failure = error.value.failure
    assert (failure.what, failure.tracking_id) == (int(status[:3]), "ROUTER_1")
    assert failure.endpoint == "POST /access_token"
