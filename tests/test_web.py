"""The receiver: what is let in, what is refused, and that nothing is a 500."""

import hmac
import json
from collections.abc import Mapping

import pytest
from flask.testing import FlaskClient
from hypothesis import given
from hypothesis import strategies as st

from bot.errors import UnavailableError
from bot.reception import Reception
from bot.secret import Secret
from bot.web import LONGEST_BODY, create_app
from bot.webhook import Event

_NEW, _OLD = Secret("the new secret"), Secret("the old secret")


class _Desk:
    """Accepts events into a list; `down` is a database that does not answer."""

    def __init__(self) -> None:
        self.accepted: list[Event] = []
        self.down = False
        reception = Reception(lambda: "me", self.accept, lambda: None)
        app = create_app((_NEW, _OLD), reception.receive, self.check)
        self.client: FlaskClient = app.test_client()

    def accept(self, event: Event) -> bool:
        self.check()
        is_new = event not in self.accepted
        self.accepted += [event] if is_new else []
        return is_new

    def check(self) -> None:
        if self.down:
            raise UnavailableError("down")

    def deliver(
        self, body: bytes, secret: Secret = _NEW, headers: Mapping[str, str] | None = None
    ) -> tuple[int, str]:
        signature = hmac.new(secret.reveal().encode(), body, "sha1").hexdigest()
        sent = {"X-Spark-Signature": signature, **(headers or {})}
        response = self.client.post("/webhook", data=body, headers=sent)
        return response.status_code, response.text.strip()


@pytest.fixture
def desk() -> _Desk:
    return _Desk()


def _body(**changes: object) -> bytes:
    data = {"id": "message", "roomId": "room", "personId": "ana", "personEmail": "ana@example.com"}
    return json.dumps({"resource": "messages", "event": "created", "data": data | changes}).encode()


def test_a_signed_question_is_accepted(desk: _Desk) -> None:
    assert desk.deliver(_body()) == (200, "accepted")
    assert desk.accepted == [
        Event("messages", "created", "message", "room", "ana", "ana@example.com")
    ]


def test_a_duplicate_is_known_already(desk: _Desk) -> None:
    desk.deliver(_body())
    assert desk.deliver(_body()) == (200, "known already")


def test_the_bot_s_own_message_is_dropped(desk: _Desk) -> None:
    assert desk.deliver(_body(personId="me")) == (200, "my own")
    assert desk.accepted == []


def test_the_old_secret_is_good_while_it_is_being_changed(desk: _Desk) -> None:
    assert desk.deliver(_body(), _OLD) == (200, "accepted")


@pytest.mark.parametrize("signature", [None, "", "0" * 40, "ÿ" * 40, "sha256=" + "0" * 64])
def test_a_stranger_is_refused(desk: _Desk, signature: str | None) -> None:
    headers = {} if signature is None else {"X-Spark-Signature": signature}
    assert desk.client.post("/webhook", data=_body(), headers=headers).status_code == 401
    assert desk.accepted == []


def test_the_signature_is_over_the_raw_body(desk: _Desk) -> None:
    assert desk.deliver(_body().replace(b": ", b" :\n\t"))[0] == 200


@pytest.mark.parametrize(
    "body",
    [
        b"",
        b"null",
        b"[]",
        b"{}",
        b'{"resource": "messages", "event": "created"}',
        _body(id=None),
        _body(id="../rooms"),
        _body(roomId=["room"]),
        _body(personId="\ud800"),
        b"[" * 30_000,
        b"\xff\xfe",
        b"1" * 10_000,
    ],
    ids=lambda body: repr(body[:20]),
)
def test_what_webex_does_not_send_is_refused(desk: _Desk, body: bytes) -> None:
    assert desk.deliver(body)[0] == 400


def test_events_that_nobody_waits_for_are_acknowledged(desk: _Desk) -> None:
    assert desk.deliver(b'{"resource": "rooms", "event": "updated", "data": {}}') == (
        200,
        "not for me",
    )


def test_a_body_that_is_too_large_is_refused(desk: _Desk) -> None:
    assert desk.deliver(b" " * (LONGEST_BODY + 1))[0] == 413


@pytest.mark.parametrize(
    ("method", "path", "status"),
    [("GET", "/webhook", 405), ("PUT", "/healthz", 405), ("GET", "/nowhere", 404)],
)
def test_other_methods_and_paths_are_refused_as_usual(
    desk: _Desk, method: str, path: str, status: int
) -> None:
    response = desk.client.open(path, method=method)
    assert response.status_code == status
    assert response.mimetype == "text/plain"


def test_without_its_database_the_bot_says_so_to_webex(desk: _Desk) -> None:
    desk.down = True
    assert desk.deliver(_body())[0] == 503
    assert desk.client.get("/readyz").status_code == 503
    assert desk.client.get("/healthz").status_code == 200
    desk.down = False
    assert desk.client.get("/readyz").text == "database: ok\n"


@given(
    st.binary(max_size=300)
    | st.recursive(
        st.none() | st.text() | st.integers() | st.floats(),
        lambda inner: (
            st.lists(inner)
            | st.dictionaries(st.sampled_from(["resource", "event", "data", "id", "roomId"]), inner)
        ),
    ).map(lambda value: json.dumps(value).encode())
)
def test_nothing_that_is_signed_makes_a_500(body: bytes) -> None:
    assert _Desk().deliver(body)[0] in {200, 400}
