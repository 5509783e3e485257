"""`make demo`: a page, until it is interrupted."""

import os
import re
import signal
import socket
import subprocess
import sys
from pathlib import Path

import pytest
import requests

from bot.sandbox.bot_process import bot_process, free_port, settings_for, sync_webhooks
from bot.sandbox.seed import name
from tests.ending import children, wait_until_ended, watched

ROOT = Path(__file__).parents[2]
_ENVIRON = {"PATH": os.environ["PATH"], "HOME": os.environ["HOME"], "NO_BROWSER": "1"}


@pytest.mark.parametrize(
    ("ending", "code"), [(signal.SIGINT, 0), (signal.SIGTERM, 1)], ids=["interrupt", "terminate"]
)
def test_the_page_is_there_until_the_demonstration_ends(ending: signal.Signals, code: int) -> None:
    with subprocess.Popen(
        [sys.executable, "-m", "bot.sandbox"],
        cwd=ROOT,
        env=_ENVIRON,
        stdout=subprocess.PIPE,
        stderr=subprocess.STDOUT,
        text=True,
    ) as demo:
        assert demo.stdout
        first = demo.stdout.readline()
        found = re.search(r"http://127\.0\.0\.1:\d+/", first)
        assert found, first + demo.stdout.read()
        assert "Roomdesk" in requests.get(found[0], timeout=30).text
        seen = requests.get(f"{found[0]}state", {"who": name.JOHN_EMAIL}, timeout=30).json()
        assert [one["author"]["name"] for one in seen["messages"]] == [
            *("Noor Haddad", "Roomdesk"),
            *("Ana Ruiz", "Roomdesk"),
            *("John Andersen", "Roomdesk"),
        ]
        with watched(children(demo.pid)) as bot:
            assert len(bot) == 1
            demo.send_signal(ending)
            said = demo.stdout.read()
            wait_until_ended(bot)
    assert demo.returncode == code
    assert "Traceback" not in said


@pytest.mark.parametrize(
    ("port", "said"),
    [
        ("abc", "PORT=abc is no port: give a number from 1 to 65535, or none.\n"),
        ("65536", "PORT=65536 is no port: give a number from 1 to 65535, or none.\n"),
        ("-1", "PORT=-1 is no port: give a number from 1 to 65535, or none.\n"),
    ],
)
def test_a_port_that_is_none_is_said_in_a_sentence(port: str, said: str) -> None:
    assert _ended(PORT=port) == (1, said)


def test_a_port_that_somebody_has_is_said_in_a_sentence() -> None:
    with socket.create_server(("127.0.0.1", 0)) as taken:
        port = taken.getsockname()[1]
        said = f"PORT={port} cannot be used: Address already in use. Give another.\n"
        assert _ended(PORT=str(port)) == (1, said)


def test_another_way_to_hear_is_said_in_a_sentence() -> None:
    said = "EVENTS=mail is unknown: give socket or webhook, or none.\n"
    assert _ended(EVENTS="mail") == (1, said)


def test_one_thing_is_asked_of_a_bot_that_hears_by_the_event_socket() -> None:
    code, said = _ended(EVENTS="socket", ASK="sites")
    assert (code, said.splitlines()[0]) == (0, "Your Webex sites")


def _ended(**wishes: str) -> tuple[int, str]:
    done = subprocess.run(
        [sys.executable, "-m", "bot.sandbox"],
        cwd=ROOT,
        env={**_ENVIRON, **wishes},
        capture_output=True,
        text=True,
        check=False,
        timeout=120,
    )
    return done.returncode, done.stdout + done.stderr


def test_a_bot_of_one_s_own_connects_with_the_settings_that_are_printed(tmp_path: Path) -> None:
    port = free_port()
    with subprocess.Popen(
        [sys.executable, "-m", "bot.sandbox"],
        cwd=ROOT,
        env={**_ENVIRON, "OWN_BOT": "1", "PORT": str(port)},
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        text=True,
    ) as webex:
        assert webex.stdin
        assert webex.stdout
        shown = {}
        while "HELPDESK_PEOPLE" not in shown:
            key, _, value = webex.stdout.readline().strip().partition("=")
            shown[key] = value
        assert shown["WEBEX_API_URL"] == f"http://127.0.0.1:{port}/v1/"
        settings = {**settings_for("", free_port(), tmp_path / "bot.db"), **shown}
        settings["PUBLIC_URL"] = f"http://127.0.0.1:{settings['PORT']}"
        sync_webhooks(ROOT, settings)
        with (tmp_path / "log").open("wb") as log, bot_process(ROOT, settings, log):
            said, _ = webex.communicate("room\n/quit\n", timeout=60)
    assert "Project Unicorn - Sprint 0" in said
    assert webex.returncode == 0
