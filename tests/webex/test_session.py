"""What a session sends with each call."""

from collections.abc import Iterator
from typing import Any

import pytest
from requests.adapters import HTTPAdapter
from werkzeug import Request, Response

from bot.sandbox.http_server import served
from bot.webex.session import Session


class _Webex:
    """A Webex that sets a cookie with each answer, and keeps what it was asked."""

    def __init__(self) -> None:
        self.asked: list[Request] = []

    def __call__(self, environ: Any, start_response: Any) -> Any:
        request = Request(environ)
        request.get_data()
        self.asked.append(request)
        response = Response(b"{}", mimetype="application/json")
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
        session.mount("http://", HTTPAdapter())
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
