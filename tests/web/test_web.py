"""The receiver: what is let in, what is refused, and that nothing is a 500."""

import base64
import hashlib
import hmac
import json
from collections.abc import Mapping

import pytest
from flask.testing import FlaskClient
from hypothesis import given
from hypothesis import strategies as st
from werkzeug.test import TestResponse

from bot.errors import UnavailableError
from bot.events.intake import Intake
from bot.secret import Secret
from bot.tokens.authorization import ConsentOutcome
from bot.web import LONGEST_BODY, Inside, create_app, selftest
from bot.webex.model.event import Event
from bot.webex.model.profile import Profile
from tests.chunked import chunked

TOKEN = "a token for the figüres"
_NEW, _OLD = Secret("the new secret"), Secret("the old secret")
_TOKEN = Secret("the bot’s token")
_NONCE = "0123456789abcdef" * 2


class _Context:
    """Accepts events into a list; `down` is a database that does not answer."""

    def __init__(self, *, has_metrics: bool = True) -> None:
        self.accepted: list[Event] = []
        self.down = False
        self.fails: Exception | None = None
        self.parts = {"database": True, "workers": True}
        self.delivered: list[tuple[str, bool]] = []
        self.came_back: list[dict[str, str]] = []
        self.outcome = ConsentOutcome.CONNECTED
        me = Profile("me", None, None, None)
        intake = Intake(lambda: me, self.accept, insist=lambda write: write())
        inside = Inside(
            intake.receive,
            self.connect,
            self.look,
            lambda outcome, took_s: self.delivered.append((outcome, took_s is not None)),
            self.figures,
            lambda nonce, secret: selftest.answer(nonce, secret, _TOKEN),
        )
        app = create_app((_NEW, _OLD), inside, Secret(TOKEN) if has_metrics else None)
        self.client: FlaskClient = app.test_client()

    def figures(self) -> tuple[bytes, str]:
        self.check()
        return b"some figures", "text/plain; version=0.0.4"

    def accept(self, event: Event) -> bool:
        self.check()
        is_new = event not in self.accepted
        self.accepted += [event] if is_new else []
        return is_new

    def connect(self, query: Mapping[str, str]) -> ConsentOutcome:
        self.check()
        self.came_back.append(dict(query))
        return self.outcome

    def look(self) -> Mapping[str, bool]:
        self.check()
        return self.parts

    def check(self) -> None:
        if self.down:
            raise UnavailableError("down")
        if self.fails:
            raise self.fails

    def deliver(
        self, body: bytes, secret: Secret = _NEW, headers: Mapping[str, str] | None = None
    ) -> tuple[int, str]:
        response = self.post(body, secret, headers)
        return response.status_code, response.text.strip()

    def post(
        self, body: bytes, secret: Secret = _NEW, headers: Mapping[str, str] | None = None
    ) -> TestResponse:
        signature = hmac.new(secret.reveal().encode(), body, "sha1").hexdigest()
        sent = {"X-Spark-Signature": signature, **(headers or {})}
        return self.client.post("/webhook", data=body, headers=sent)


@pytest.fixture
def desk() -> _Context:
    return _Context()


def _body(**changes: object) -> bytes:
    data = {"id": "message", "roomId": "room", "personId": "ana", "personEmail": "ana@example.com"}
    return json.dumps({"resource": "messages", "event": "created", "data": data | changes}).encode()


def test_a_signed_question_is_accepted(desk: _Context) -> None:
    assert desk.deliver(_body()) == (200, "accepted")
    assert desk.accepted == [
        Event("messages", "created", "message", "room", "ana", "ana@example.com")
    ]


def test_the_old_secret_is_good_while_it_is_being_changed(desk: _Context) -> None:
    assert desk.deliver(_body(), _OLD) == (200, "accepted")


@pytest.mark.parametrize("signature", [None, "", "0" * 40, "ÿ" * 40, "sha256=" + "0" * 64])
def test_a_stranger_is_refused(desk: _Context, signature: str | None) -> None:
    headers = {} if signature is None else {"X-Spark-Signature": signature}
    assert desk.client.post("/webhook", data=_body(), headers=headers).status_code == 401
    assert desk.accepted == []


def test_the_signature_is_over_the_raw_body(desk: _Context) -> None:
    assert desk.deliver(_body().replace(b": ", b" :\n\t"))[0] == 200


@pytest.mark.parametrize(
    "body",
    [
        b"",
        b"null",
        b"{}",
        b"[" * 30_000,
        b"\xff\xfe",
        _body(id="../rooms"),
        _body(personId="\ud800"),
    ],
    ids=lambda body: repr(body[:20]),
)
def test_what_webex_does_not_send_is_refused(desk: _Context, body: bytes) -> None:
    assert desk.deliver(body)[0] == 400


def test_events_that_nobody_waits_for_are_acknowledged(desk: _Context) -> None:
    assert desk.deliver(b'{"resource": "rooms", "event": "updated", "data": {}}') == (
        200,
        "not for me",
    )


@pytest.mark.parametrize("secret", [_NEW, _OLD], ids=["new secret", "old secret"])
def test_a_self_test_is_answered_with_a_proof_and_leaves_nothing(
    desk: _Context, secret: Secret
) -> None:
    desk.down = True  # it takes no database
    body = selftest.delivery(_NONCE)
    assert desk.deliver(body, secret) == (200, selftest.answer(_NONCE, secret, _TOKEN))
    assert desk.deliver(body, secret) == (200, selftest.answer(_NONCE, secret, _TOKEN))
    assert desk.accepted == []


def test_a_self_test_of_a_stranger_is_refused(desk: _Context) -> None:
    assert desk.deliver(selftest.delivery(_NONCE), Secret("a guess"))[0] == 401


def test_a_body_that_is_too_large_is_refused(desk: _Context) -> None:
    assert desk.deliver(b" " * (LONGEST_BODY + 1))[0] == 413


@pytest.mark.parametrize(
    ("method", "path", "status"),
    [("GET", "/webhook", 405), ("PUT", "/healthz", 405), ("GET", "/nowhere", 404)],
)
def test_other_methods_and_paths_are_refused_as_usual(
    desk: _Context, method: str, path: str, status: int
) -> None:
    response = desk.client.open(path, method=method)
    assert response.status_code == status
    assert response.mimetype == "text/plain"


def test_without_its_database_the_bot_says_so_to_webex(desk: _Context) -> None:
    desk.down = True
    assert desk.deliver(_body())[0] == 503
    assert desk.client.get("/readyz").status_code == 503
    assert desk.client.get("/healthz").status_code == 200


@pytest.mark.parametrize(
    ("parts", "status", "text"),
    [
        ({"database": True, "workers": True}, 200, "database: ok\nworkers: ok\n"),
        ({"database": False, "workers": True}, 503, "database: fail\nworkers: ok\n"),
        ({"database": True, "workers": False}, 503, "database: ok\nworkers: fail\n"),
        (
            {"database": True, "workers": True, "organisation token": False, "webhooks": False},
            200,
            "database: ok\nworkers: ok\norganisation token: fail\nwebhooks: fail\n",
        ),
    ],
)
def test_each_part_is_named_and_only_what_a_process_needs_takes_it_out_of_service(
    desk: _Context, parts: dict[str, bool], status: int, text: str
) -> None:
    desk.parts = parts
    ready = desk.client.get("/readyz")
    assert (ready.status_code, ready.text) == (status, text)


# Figures.


@pytest.mark.parametrize(
    ("signed", "body", "outcome", "is_timed"),
    [
        pytest.param(True, _body(), "accepted", True, id="a question"),
        pytest.param(True, _body(personId="me"), "my own", True, id="the bot's own"),
        pytest.param(True, b'{"resource": "a", "event": "b"}', "not for me", True, id="others'"),
        pytest.param(True, b"[]", "malformed", True, id="nothing that Webex sends"),
        pytest.param(False, b"{}", "forged", False, id="a stranger's"),
        pytest.param(False, b"\xff", "forged", False, id="a stranger's noise"),
        pytest.param(False, _body(), "wrongly signed", False, id="with another secret"),
        pytest.param(True, b" " * (LONGEST_BODY + 1), "unreadable", False, id="too large a one"),
    ],
)
def test_each_delivery_is_counted_and_a_stranger_s_time_is_not(
    desk: _Context, signed: bool, body: bytes, outcome: str, is_timed: bool
) -> None:
    desk.deliver(body, _NEW if signed else Secret("another"))
    assert desk.delivered == [(outcome, is_timed)]


def test_a_fault_of_ours_is_a_500(desk: _Context) -> None:
    desk.fails = RuntimeError("a fault of ours")
    assert desk.deliver(_body())[0] == 500


def test_a_delivery_that_the_database_did_not_take_is_counted(desk: _Context) -> None:
    desk.down = True
    desk.deliver(_body())
    assert desk.delivered == [("refused", True)]


def _authorised(token: str, scheme: str = "Bearer") -> dict[str, str]:
    # As a client sends it: the bytes of UTF-8.
    return {"Authorization": f"{scheme} {token}".encode().decode("latin-1")}


def test_the_figures_are_for_who_has_the_token(desk: _Context) -> None:
    for headers in (_authorised(TOKEN), _authorised(TOKEN, "bearer")):
        page = desk.client.get("/metrics", headers=headers)
        assert (page.status_code, page.data) == (200, b"some figures")
        assert page.headers["Content-Type"] == "text/plain; version=0.0.4"


@pytest.mark.parametrize(
    "headers",
    [
        {},
        {"Authorization": ""},
        {"Authorization": "Bearer"},
        _authorised("another token of that length"),
        _authorised(TOKEN[:-1]),
        _authorised(TOKEN + "."),
        _authorised(TOKEN, "Basic"),
        {"Authorization": "ÿ" * 40},
    ],
)
def test_the_figures_are_for_nobody_else(desk: _Context, headers: Mapping[str, str]) -> None:
    page = desk.client.get("/metrics", headers=headers)
    assert page.status_code == 401
    assert page.headers["WWW-Authenticate"] == "Bearer"
    assert "figures" not in page.text
    assert TOKEN not in page.text


def test_without_a_token_to_ask_for_there_is_no_such_page() -> None:
    client = _Context(has_metrics=False).client
    for headers in ({}, _authorised(TOKEN)):
        page, nowhere = client.get("/metrics", headers=headers), client.get("/nowhere")
        assert (page.status_code, page.text) == (404, nowhere.text)


# Consents.


@pytest.mark.parametrize(
    ("outcome", "status", "title"),
    [
        (ConsentOutcome.CONNECTED, 200, "Connected."),
        (ConsentOutcome.UNKNOWN, 400, "This link does not work any more."),
        (ConsentOutcome.DECLINED, 200, "Nothing was connected."),
        (ConsentOutcome.FAILED, 502, "That did not work."),
        (ConsentOutcome.SOMEBODY_ELSE, 403, "This is not the account that asked."),
    ],
)
def test_whoever_comes_back_from_webex_sees_a_page(
    desk: _Context, outcome: ConsentOutcome, status: int, title: str
) -> None:
    desk.outcome = outcome
    page = desk.client.get("/connect?state=<i>&code=a'b")
    assert (page.status_code, page.mimetype) == (status, "text/html")
    assert f"<h1>{title}</h1>" in page.text
    assert desk.came_back == [{"state": "<i>", "code": "a'b"}]
    assert "<i>" not in page.text
    assert page.headers["Cache-Control"] == "no-store"
    assert page.headers["Referrer-Policy"] == "no-referrer"
    assert page.headers["X-Content-Type-Options"] == "nosniff"


def test_the_page_s_policy_lets_its_own_style_in_and_nothing_else(desk: _Context) -> None:
    page = desk.client.get("/connect")
    style = page.text.partition("<style>")[2].partition("</style>")[0]
    digest = base64.b64encode(hashlib.sha256(style.encode()).digest()).decode()
    assert page.headers["Content-Security-Policy"] == (
        f"default-src 'none'; style-src 'sha256-{digest}'; base-uri 'none'; form-action 'none'; "
        "frame-ancestors 'none'"
    )


def test_a_query_of_bytes_that_are_no_text_is_no_link_of_ours(desk: _Context) -> None:
    page = desk.client.get("/connect", environ_overrides={"QUERY_STRING": "state=\xff"})
    assert page.status_code == 400
    assert desk.came_back == []


def test_a_look_at_the_link_does_not_use_it_up(desk: _Context) -> None:
    assert desk.client.head("/connect?state=s&code=c").status_code == 200
    assert desk.came_back == []


def test_without_its_database_the_page_says_to_wait(desk: _Context) -> None:
    desk.down = True
    page = desk.client.get("/connect?state=s&code=c")
    assert page.status_code == 503
    assert "Reload this page in a minute." in page.text


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
    assert _Context().deliver(body)[0] in {200, 400}


def test_a_process_that_ends_has_no_figures_and_says_so(desk: _Context) -> None:
    desk.down = True
    page = desk.client.get("/metrics", headers=_authorised(TOKEN))
    assert (page.status_code, page.text) == (503, "this process is about to end; ask again\n")


# Without the database.


def test_while_the_database_is_away_one_line_tells_and_one_that_it_is_back(
    desk: _Context, caplog: pytest.LogCaptureFixture
) -> None:
    for is_down in (False, True, False, False, True):
        desk.down = is_down
        for _ in range(3):
            desk.deliver(_body())
            desk.client.get("/connect?state=s&code=c")
    away = (
        "the database does not answer: down. What comes in is refused until it does. See: "
        "roomdesk check"
    )
    back = "the database answers again; 6 requests were refused"
    told = [one.getMessage() for one in caplog.records if one.name == "bot.web.outage"]
    assert told == [away, back, away]
    assert [one for one in caplog.records if one.exc_info] == []


# Bodies in chunks.


@pytest.mark.parametrize(
    "chunks",
    [
        pytest.param(b"zz\r\n", id="no number"),
        pytest.param(b"+5\r\nhello\r\n0\r\n\r\n", id="a sign"),
        pytest.param(b"0x5\r\nhello\r\n0\r\n\r\n", id="a prefix"),
        pytest.param(b"\r\n", id="no length"),
        pytest.param(b"5\r\nhelloXX0\r\n\r\n", id="a wrong terminator"),
        pytest.param(b"5\r\nhel", id="an early end"),
        pytest.param(b"5;a\rb\r\nhello\r\n0\r\n\r\n", id="a broken extension"),
        pytest.param(b"5\r\nhello\r\n0\r\nbad\r\n\r\n", id="a broken trailer"),
        pytest.param(b"F" * 20_000, id="a length without end"),
    ],
)
def test_a_body_whose_chunks_are_none_is_refused(
    desk: _Context, chunks: bytes, caplog: pytest.LogCaptureFixture
) -> None:
    environ = {"HTTP_TRANSFER_ENCODING": "chunked", "wsgi.input_terminated": True}
    headers = {"X-Spark-Signature": "0" * 40}
    response = desk.client.post(
        "/webhook",
        headers=headers,
        environ_overrides={**environ, "wsgi.input": chunked(chunks), "CONTENT_LENGTH": ""},
    )
    assert response.status_code == 400
    assert desk.delivered == [("unreadable", False)]
    assert [one for one in caplog.records if one.exc_info] == []
