"""What a session sends with each call."""

from collections.abc import Iterator
from typing import Any

import pytest
from werkzeug import Request, Response
from werkzeug.utils import redirect

from bot.sandbox.http_server import served
from bot.telemetry.metrics.port import SILENT
from bot.webex.session import Session, Transport


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


@pytest.fixture
def base(webex: _Webex) -> Iterator[str]:
    with served(webex) as port:
        yield f"http://127.0.0.1:{port}/v1/"


@pytest.fixture
def session(base: str) -> Iterator[Session]:
    with Session(base) as session:
        session.mount("http://", Transport(SILENT))
        session.headers["Authorization"] = "Bearer token"
        yield session


def test_each_call_carries_the_headers_of_the_session(
    webex: _Webex, base: str, session: Session
) -> None:
    session.get(f"{base}rooms", params={"max": 1})
    session.post(f"{base}messages", json={"text": "é"})
    read, posted = webex.asked
    assert [one.headers["Authorization"] for one in webex.asked] == ["Bearer token"] * 2
    assert read.full_path == "/v1/rooms?max=1"
    assert posted.get_json() == {"text": "é"}


def test_no_cookie_is_sent_back(webex: _Webex, base: str, session: Session) -> None:
    for _ in range(2):
        session.get(f"{base}rooms")
    assert [dict(one.cookies) for one in webex.asked] == [{}, {}]


def test_the_hooks_of_the_session_see_each_response(base: str, session: Session) -> None:
    seen: list[int] = []
    session.hooks["response"].append(lambda response, **_: seen.append(response.status_code))
    session.get(f"{base}rooms")
    session.delete(f"{base}messages/one")
    assert seen == [200, 200]


def test_a_call_goes_on_where_it_is_sent_to(webex: _Webex, base: str, session: Session) -> None:
    seen: list[int] = []
    session.hooks["response"].append(lambda response, **_: seen.append(response.status_code))
    assert session.post(f"{base}moved", json={"text": "é"}, timeout=5).url == f"{base}rooms"
    assert [(one.method, one.path) for one in webex.asked] == [
        ("POST", "/v1/moved"),
        ("POST", "/v1/rooms"),
    ]
    assert webex.asked[1].get_json() == {"text": "é"}
    assert seen == [307, 200]
    session.get(f"{base}rooms")
    assert dict(webex.asked[-1].cookies) == {}


def test_a_call_goes_nowhere_else_if_it_is_not_to(
    webex: _Webex, base: str, session: Session
) -> None:
    assert session.get(f"{base}moved", allow_redirects=False).status_code == 307
    assert len(webex.asked) == 1


def test_the_time_that_a_call_may_take_counts_for_each_step(base: str, session: Session) -> None:
    given: list[object] = []
    adapter = session.get_adapter(base)
    send = adapter.send

    def noted(*how: Any, **more: Any) -> Any:
        given.append(more["timeout"])
        return send(*how, **more)

    adapter.send = noted  # type: ignore[method-assign]
    session.get(f"{base}moved", timeout=7)
    assert given == [7, 7]


def test_a_call_goes_through_the_proxy_of_the_environment(
    webex: _Webex, base: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("http_proxy", base)
    for name in ("no_proxy", "NO_PROXY"):
        monkeypatch.delenv(name, raising=False)
    with Session("http://webex.example/v1/") as session:
        session.mount("http://", Transport(SILENT))
        session.get("http://webex.example/v1/rooms", timeout=5)
    (asked,) = webex.asked
    assert (asked.url, asked.headers["Host"]) == ("http://webex.example/v1/rooms", "webex.example")


# The connections that it keeps open.


def test_one_connection_serves_call_after_call(webex: _Webex, base: str, session: Session) -> None:
    for path in ("rooms", "people/me", "moved"):
        session.get(f"{base}{path}")
    session.post(f"{base}messages", json={})
    assert len(webex.connections) == 1


def test_each_host_has_connections_of_its_own(webex: _Webex, base: str, session: Session) -> None:
    other = _Webex()
    with served(other) as port:
        for _ in range(2):
            session.get(f"{base}rooms")
            session.get(f"http://127.0.0.1:{port}/v1/people/me")
    assert [one.path for one in webex.asked] == ["/v1/rooms"] * 2
    assert [one.path for one in other.asked] == ["/v1/people/me"] * 2
