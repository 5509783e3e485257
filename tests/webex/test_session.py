"""What goes out with each call, and over which connections."""

from collections.abc import Iterator
from typing import Any

import pytest
from werkzeug import Request, Response
from werkzeug.utils import redirect

from bot.sandbox.http_server import served
from bot.secret import Secret
from bot.webex.bearer import Bearer, Connections, FixedToken


class _Webex:
    """A Webex that sets a cookie with each answer, and keeps what it was asked.

    What begins with `moved` leads to the rooms.
    """

    def __init__(self) -> None:
        self.asked: list[Request] = []
        self.connections: set[tuple[str, str]] = set()

    def __call__(self, environ: Any, start_response: Any) -> Any:
        request = Request(environ)
        request.get_data()
        self.asked.append(request)
        self.connections.add((environ["REMOTE_ADDR"], environ["REMOTE_PORT"]))
        response = Response(b"{}", mimetype="application/json")
        if request.path.startswith("/v1/moved"):
            response = redirect("/v1/rooms", 307)
        response.set_cookie("who", "somebody")
        return response(environ, start_response)


@pytest.fixture
def webex() -> _Webex:
    return _Webex()


def _bearer(base: str) -> Bearer:
    return Bearer(Connections(base, 2), FixedToken(Secret("token")))


@pytest.fixture
def bearer(webex: _Webex) -> Iterator[Bearer]:
    with served(webex) as port:
        yield _bearer(f"http://127.0.0.1:{port}/v1/")


def _post(bearer: Bearer, path: str) -> None:
    bearer.call("POST", lambda api: api._session.post(path, json={"text": "é"}))


def test_each_call_carries_the_token(webex: _Webex, bearer: Bearer) -> None:
    bearer.get("rooms", {"max": 1})
    _post(bearer, "messages")
    read, posted = webex.asked
    assert [one.headers["Authorization"] for one in webex.asked] == ["Bearer token"] * 2
    assert read.full_path == "/v1/rooms?max=1"
    assert posted.get_json() == {"text": "é"}


def test_no_cookie_is_sent_back(webex: _Webex, bearer: Bearer) -> None:
    for path in ("rooms", "moved", "rooms"):
        bearer.get(path)
    assert [dict(one.cookies) for one in webex.asked] == [{}] * 4


def test_a_call_goes_on_where_it_is_sent_to(webex: _Webex, bearer: Bearer) -> None:
    _post(bearer, "moved")
    assert [(one.method, one.path) for one in webex.asked] == [
        ("POST", "/v1/moved"),
        ("POST", "/v1/rooms"),
    ]
    assert webex.asked[1].get_json() == {"text": "é"}
    assert webex.asked[1].headers["Authorization"] == "Bearer token"


def test_a_call_goes_through_the_proxy_of_the_environment(
    webex: _Webex, monkeypatch: pytest.MonkeyPatch
) -> None:
    for name in ("no_proxy", "NO_PROXY"):
        monkeypatch.delenv(name, raising=False)
    with served(webex) as port:
        monkeypatch.setenv("http_proxy", f"http://127.0.0.1:{port}")
        _bearer("http://webex.example/v1/").get("rooms")
    (asked,) = webex.asked
    assert (asked.url, asked.headers["Host"]) == ("http://webex.example/v1/rooms", "webex.example")


def test_one_connection_serves_call_after_call(webex: _Webex, bearer: Bearer) -> None:
    for path in ("rooms", "people/me", "moved"):
        bearer.get(path)
    _post(bearer, "messages")
    assert len(webex.connections) == 1
