"""The bot hears by the event socket, and has neither an address nor a webhook's secret."""

import logging
from collections.abc import Iterator
from datetime import UTC, datetime
from pathlib import Path

import pytest
import requests

from bot.events.catch_up import SEEN
from bot.sandbox import Fault, Sandbox, demo_world, running
from bot.sandbox.seed import name
from tests.chat.running import Chat, by_socket, roomdesk, says


@pytest.fixture(scope="module", name="webex")
def sandbox() -> Iterator[Sandbox]:
    with running(demo_world()) as webex:
        yield webex


@pytest.fixture(scope="module", name="chat")
def listening(webex: Sandbox, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Chat]:
    with by_socket(webex, tmp_path_factory.mktemp("bot"), {"METRICS_TOKEN": "x" * 16}) as chat:
        yield chat


def test_a_question_in_a_space_is_answered(chat: Chat) -> None:
    assert says(chat.ask("room")).startswith("**Project Unicorn")


def test_a_question_1_to_1_is_answered(chat: Chat) -> None:
    assert "I am here" in chat.told("status", room=None)


def test_a_press_is_answered(chat: Chat) -> None:
    answer = chat.ask("help")
    assert "Project Unicorn" in says(chat.press(answer, "room"))


def test_a_file_without_words_gets_an_answer_too(chat: Chat) -> None:
    said = chat.webex.say(name.JOHN_EMAIL, None, "", files=("plan.pdf",))
    assert chat.webex.wait_for_reply(said.id)


def test_it_says_hello_where_it_is_added(chat: Chat) -> None:
    chat.webex.remove(name.BOT_EMAIL, name.UNICORN, by=name.JOHN_EMAIL)
    before = len(chat.webex.messages(name.UNICORN))
    chat.webex.invite(name.BOT_EMAIL, name.UNICORN, by=name.JOHN_EMAIL)
    assert chat.webex.wait_for(lambda: len(chat.webex.messages(name.UNICORN)) > before)
    assert "Hello, I am Roomdesk" in says(chat.webex.messages(name.UNICORN)[-1])


def test_the_help_desk_sees_how_the_socket_is(chat: Chat) -> None:
    told = chat.told("status", name.HANA_EMAIL, None)
    assert "Event socket: connected" in told.replace("**", "")
    for label in ("Connected since", "Last event", "Reconnects", "Gaps found"):
        assert label in told
    assert "Webhooks" not in told


def test_the_figures_tell_it_too(chat: Chat) -> None:
    headers = {"Authorization": f"Bearer {'x' * 16}"}
    text = requests.get(f"{chat.url}/metrics", headers=headers, timeout=10).text
    assert "roomdesk_socket_connected 1.0" in text.splitlines()
    assert "roomdesk_socket_reconnects_total 0.0" in text.splitlines()
    assert "roomdesk_socket_gaps_total 0.0" in text.splitlines()
    assert "roomdesk_socket_connected_since_seconds " in text
    assert "roomdesk_signatures_ok" not in text


def test_it_is_ready_and_names_the_socket(chat: Chat) -> None:
    page = requests.get(f"{chat.url}/readyz", timeout=10)
    parts = [line.partition(":")[0] for line in page.text.splitlines()]
    assert page.status_code == 200
    assert parts == ["database", "workers", "bot token", "organisation token", "event socket"]


def test_a_delivery_is_taken_for_a_stranger_s(chat: Chat) -> None:
    headers = {"X-Spark-Signature": "0" * 40}
    assert (
        requests.post(f"{chat.url}/webhook", b"{}", headers=headers, timeout=10).status_code == 401
    )


def test_it_is_not_ready_while_the_token_is_refused(
    webex_by_hand: Sandbox, tmp_path: Path, caplog: pytest.LogCaptureFixture
) -> None:
    webex = webex_by_hand
    with by_socket(webex, tmp_path) as chat:
        page = requests.get(f"{chat.url}/readyz", timeout=10)
        assert page.status_code == 200
        with webex.world.lock:
            token = webex.world.tokens.pop(name.BOT_TOKEN)
        webex.socket.cut()
        while "bot token: fail" not in page.text.splitlines():
            page = requests.get(f"{chat.url}/readyz", timeout=10)
        with webex.world.lock:
            webex.world.tokens[name.BOT_TOKEN] = token
    assert (page.status_code, "event socket: fail" in page.text) == (503, True)
    (error,) = [one.getMessage() for one in caplog.records if one.levelno == logging.ERROR]
    assert "set WEBEX_BOT_TOKEN and restart" in error


def test_heard_by_socket_and_by_webhook_it_is_one_question(
    webex_by_hand: Sandbox, tmp_path: Path
) -> None:
    webex = webex_by_hand
    with (
        roomdesk(webex, tmp_path) as delivered,  # which registers its webhooks
        by_socket(webex, tmp_path, delivered.environ) as chat,
    ):
        asked = [chat.say("help") for _ in range(5)]
        for one in asked:
            webex.wait_for_reply(one.id)
        assert webex.wait_until_delivered()
        assert webex.wait_for(lambda: not webex.socket.unacknowledged())
    assert [len(webex.replies(one.id)) for one in asked] == [1] * 5


def test_nothing_counts_as_heard_while_nobody_listens(
    webex_by_hand: Sandbox, tmp_path: Path
) -> None:
    webex = webex_by_hand
    with by_socket(webex, tmp_path) as chat:
        chat.ask("help")
        parts = chat.app.extensions["roomdesk"].start()
        webex.faults.add(Fault("GET", "/apps/wx2/registrations/*/messages", status=503))
        ended_at = datetime.now(UTC)
        webex.socket.cut()
        missed = chat.say("room")
        parts.housekeeping.look()
        assert parts.housekeeping._upkeep.marked(SEEN) < ended_at.timestamp()
        webex.faults.clear()
        assert webex.wait_for_reply(missed.id, 30)


def test_with_an_address_people_can_connect(webex_by_hand: Sandbox, tmp_path: Path) -> None:
    with by_socket(webex_by_hand, tmp_path, {"PUBLIC_URL": "https://desk.example.com"}) as chat:
        assert "authorize?" in chat.told("connect", room=None)
