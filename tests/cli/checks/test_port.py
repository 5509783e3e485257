"""Who listens on the bot's port: nobody, this bot, another Roomdesk, or something else."""

import socket
import threading
from pathlib import Path

import pytest

from bot.cli.checks.finding import Finding
from bot.cli.checks.port import port
from bot.sandbox import Sandbox
from bot.sandbox.http_server import served
from bot.settings import settings
from tests.chat.running import roomdesk
from tests.cli.checks.examined import environ
from tests.cli.checks.test_public_url import page


def _found(webex: Sandbox, folder: Path, number: int, **changes: str) -> Finding:
    given = environ(webex, folder, PORT=str(number), **changes)
    (found,) = port(settings.read(given))
    return found


def test_this_bot_is_known_by_its_answer(
    webex: Sandbox, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    with roomdesk(webex, tmp_path) as chat:
        number = int(chat.environ["PORT"])
        monkeypatch.setenv("http_proxy", "http://127.0.0.1:1")  # this machine is asked directly
        assert _found(webex, tmp_path, number).grade.value == "ok"
        changed = _found(webex, tmp_path, number, WEBEX_WEBHOOK_SECRET="one of another deployment")
    assert (changed.grade.value, changed.seen) == (
        "fail",
        f"a Roomdesk with another secret or token listens on port {number}",
    )


def test_another_program_is_named_as_one(webex: Sandbox, tmp_path: Path) -> None:
    with served(page("200 OK", "Welcome")) as number:
        found = _found(webex, tmp_path, number)
    assert (found.grade.value, found.seen) == (
        "fail",
        f"another program has port {number} of this machine: the bot cannot start there",
    )


def test_a_program_that_speaks_no_http_is_another_one(webex: Sandbox, tmp_path: Path) -> None:
    with socket.create_server(("127.0.0.1", 0)) as server:

        def refuse() -> None:
            for _ in range(2):  # whether anybody listens, and who
                server.accept()[0].close()

        thread = threading.Thread(target=refuse)
        thread.start()
        found = _found(webex, tmp_path, server.getsockname()[1])
        thread.join()
    assert found.seen.startswith("another program has port ")


def test_a_port_that_is_free_is_no_failure(webex: Sandbox, tmp_path: Path) -> None:
    found = _found(webex, tmp_path, 1)
    assert (found.grade.value, found.seen) == (
        "skipped",
        "nothing listens on port 1 of this machine",
    )
