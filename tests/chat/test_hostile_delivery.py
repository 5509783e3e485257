"""Deliveries that are signed and yet not what Webex sends, or not for the first time."""

import gzip
import json
import logging
from collections.abc import Iterator, Mapping
from datetime import UTC, datetime, timedelta
from logging.handlers import QueueHandler
from queue import SimpleQueue
from typing import Any

import pytest
import requests

from bot.sandbox import Sandbox, demo_world, running
from bot.sandbox.envelope import SIGNATURE, sign
from bot.sandbox.moment import stamp
from bot.sandbox.seed import name
from tests.chat.running import Chat, Open, roomdesk


def deliver(chat: Chat, body: bytes, headers: Mapping[str, str] | None = None) -> tuple[int, str]:
    signed = {SIGNATURE: sign(name.WEBHOOK_SECRET, body), **(headers or {})}
    response = requests.post(f"{chat.url}/webhook", data=body, headers=signed, timeout=9)
    return response.status_code, response.text.strip()


@pytest.fixture(scope="module")
def quiet(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Chat]:
    """A bot that nobody else asks."""
    with running(demo_world()) as webex, roomdesk(webex, tmp_path_factory.mktemp("bot")) as chat:
        yield chat


@pytest.fixture
def audit() -> Iterator[SimpleQueue[Any]]:
    """What the audit says of each question that has ended."""
    lines: SimpleQueue[Any] = SimpleQueue()
    handler, log = QueueHandler(lines), logging.getLogger("roomdesk.audit")
    level = log.level
    log.addHandler(handler)
    log.setLevel(logging.INFO)
    yield lines
    log.removeHandler(handler)
    log.setLevel(level)


def body_of(**changes: object) -> bytes:
    data = {"id": "message", "roomId": "room", "personId": "ana", **changes}
    return json.dumps({"resource": "messages", "event": "created", "data": data}).encode()


def test_a_body_is_taken_as_it_comes_whatever_it_is_said_to_be_packed_in(chat: Chat) -> None:
    packed = gzip.compress(body_of(id="packed"))
    assert deliver(chat, packed, {"Content-Encoding": "gzip"}) == (
        400,
        "not a Webex delivery: the body is not JSON",
    )
    # Signed before it was packed, it is not what was signed.
    signature = sign(name.WEBHOOK_SECRET, body_of(id="packed"))
    headers = {"Content-Encoding": "gzip", SIGNATURE: signature}
    assert deliver(chat, packed, headers)[0] == 401


def test_what_would_unpack_to_gigabytes_is_not_unpacked(chat: Chat) -> None:
    bomb = gzip.compress(b" " * 50_000_000, 9)
    assert len(bomb) < 64 * 1024
    assert deliver(chat, bomb, {"Content-Encoding": "gzip"})[0] == 400


@pytest.mark.parametrize(
    ("body", "status"),
    [
        pytest.param(b"[" * 60_000, 400, id="lists in lists"),
        pytest.param(b'{"data":' * 8000, 400, id="objects in objects"),
        pytest.param(body_of(deep=[[[[[[]]]]]]), 200, id="some depth in what nobody reads"),
        pytest.param(body_of(id="big", x="y" * 60_000), 200, id="large, and what Webex sends"),
        pytest.param(body_of(x="y" * 70_000), 413, id="too large"),
        pytest.param(b'{"a": ' + b"9" * 60_000 + b"}", 400, id="a number without end"),
        pytest.param(b'{"data": {"id": "a"}, "data": [], ' + body_of()[1:], 200, id="keys twice"),
        pytest.param(body_of().decode().encode("utf-16"), 200, id="another encoding of JSON"),
        pytest.param(body_of(personEmail="\ud800\x00\u202e@example.com"), 200, id="half a pair"),
    ],
)
def test_json_of_any_shape_is_taken_or_refused(chat: Chat, body: bytes, status: int) -> None:
    assert deliver(chat, body)[0] == status


@pytest.mark.parametrize("key", ["id", "roomId", "personId"])
@pytest.mark.parametrize(
    "webex_id", ["../people/me", "..%2fme", "a/b", "a?b", "a#b", "a\r\nb", "a\x00b", "", "x" * 513]
)
def test_an_id_that_could_leave_its_path_is_refused(chat: Chat, key: str, webex_id: str) -> None:
    assert deliver(chat, body_of(**{key: webex_id})) == (
        400,
        f"not a Webex delivery: “{key}” is missing or not what Webex sends",
    )


@pytest.mark.parametrize("email", ["a@b.example\r\nX: y", "x" * 10_000, "<@all>", ["a"], None])
def test_an_address_of_any_form_does_no_harm(chat: Chat, email: object) -> None:
    asked = chat.say("room")
    chat.webex.wait_for_reply(asked.id)
    number = len(chat.webex.deliveries())
    body = body_of(id=f"{asked.id}-{number}", personEmail=email)
    assert deliver(chat, body) == (200, "accepted")


def test_a_delivery_that_is_sent_again_is_answered_once(chat: Chat) -> None:
    asked = chat.say("room")
    chat.webex.wait_for_reply(asked.id)
    assert chat.webex.wait_until_delivered()
    once = next(one for one in chat.webex.deliveries() if asked.id.encode() in one.body)
    for _ in range(3):
        assert deliver(chat, once.body) == (200, "known already")
    chat.ask("room")  # what came before is answered by then
    assert len(chat.webex.replies(asked.id)) == 1


def test_the_replay_of_what_may_be_forgotten_by_now_is_dropped(chat: Chat) -> None:
    old = stamp(datetime.now(UTC) - timedelta(hours=73))
    assert deliver(chat, body_of(id="old", created=old)) == (200, "too old")
    young = stamp(datetime.now(UTC) - timedelta(hours=71))
    assert deliver(chat, body_of(id="young", created=young)) == (200, "accepted")


@pytest.mark.parametrize(
    ("line", "who", "named", "room"),
    [
        pytest.param("pmr pin", name.JOHN_EMAIL, name.ANA_EMAIL, None, id="another’s PIN"),
        pytest.param("pmr", name.OLGA_EMAIL, name.ANA_EMAIL, None, id="another’s room"),
        pytest.param("rooms", name.OLGA_EMAIL, name.JOHN_EMAIL, None, id="another’s spaces"),
        pytest.param(
            f"pmr {name.ANA_EMAIL}",
            name.JOHN_EMAIL,
            name.HANA_EMAIL,
            None,
            id="the help desk’s right",
        ),
        pytest.param(
            "pmr pin", name.JOHN_EMAIL, name.JOHN_EMAIL, name.UNICORN_ID, id="a PIN in a space"
        ),
    ],
)
def test_a_signed_delivery_is_a_hint_and_no_proof(
    quiet: Chat, audit: SimpleQueue[Any], line: str, who: str, named: str, room: str | None
) -> None:
    webex = quiet.webex
    webex.courier.copies = 0  # what Webex itself delivers would be answered
    said = webex.say(who, None, line)
    person, before = webex.world.person(named), len(webex.world.messages)
    lie = body_of(
        id=said.id,
        roomId=room or said.room_id,
        roomType="direct",
        personId=person.id,
        personEmail=person.email,
        created=stamp(said.created),
    )
    assert deliver(quiet, lie) == (200, "accepted")
    differs = "another space" if room else "another person"
    assert f"refused: the delivery names {differs}" in audit.get(timeout=30).getMessage()
    assert len(webex.world.messages) == before


def test_a_bot_that_webex_calls_by_an_older_id_answers_once(webex: Sandbox, desk: Open) -> None:
    webex.world.switches.me = {"id": name.stable_id("PEOPLE", "an older form")}
    try:
        chat = desk({})
        asked = chat.say("help", room=None)
        webex.wait_for_reply(asked.id)
        chat.ask("room")
        assert webex.wait_until_delivered()
        chat.ask("help", who=name.ANA_EMAIL, room=None)
        assert len(webex.replies(asked.id)) == 1
    finally:
        webex.world.switches.me = {}
