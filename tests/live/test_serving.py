"""How gunicorn serves the bot: how many processes, what it takes, and whom it believes."""

import contextlib
import re
import socket
from collections.abc import Mapping
from pathlib import Path

import pytest
import requests

from bot.sandbox import Sandbox
from bot.sandbox.bot_process import bot_process
from bot.sandbox.seed import name
from tests.ending import children
from tests.live.conftest import Live
from tests.registered import register

ROOT = Path(__file__).parents[2]
_CLIENT = "203.0.113.9"
_SAID = {
    "X-Forwarded-For": f"198.51.100.1, {_CLIENT}",
    "X-Forwarded-Proto": "https",
    "X-Forwarded-Host": "evil.example",
    "Script-Name": "/elsewhere",
    "Path-Info": "/webhook",
}


def _access_log(settings: Mapping[str, str], folder: Path, *asked: Mapping[str, str]) -> list[str]:
    """Ask for /healthz with each of these headers; return what the access log says of it."""
    log = folder / "log"
    format_ = "<%(h)s %(U)s %({wsgi.url_scheme}e)s>"
    options = ("--access-logfile", "-", "--access-logformat", format_)
    with log.open("wb") as file, bot_process(ROOT, settings, file, *options):
        for headers in asked:
            said = requests.get(f"{settings['PUBLIC_URL']}/healthz", headers=headers, timeout=9)
            assert said.text == "ok\n"
    lines: list[str] = re.findall("<(.*)>", log.read_text())
    return [line for line in lines if "healthz" in line]


_ITSELF = "127.0.0.1 /healthz http"


@pytest.mark.parametrize(
    ("changes", "shown"),
    [
        pytest.param({"FORWARDED_ALLOW_IPS": "*"}, _ITSELF, id="gunicorn's own variable says all"),
        pytest.param({"TRUSTED_PROXIES": "10.0.0.0/8, ::1"}, _ITSELF, id="others are"),
        pytest.param(
            {"TRUSTED_PROXIES": "127.0.0.0/8"}, f"{_CLIENT} /healthz https", id="this one is"
        ),
    ],
)
def test_what_is_forwarded_is_believed_of_trusted_proxies_only(
    settings: dict[str, str], tmp_path: Path, changes: Mapping[str, str], shown: str
) -> None:
    assert _access_log({**settings, **changes}, tmp_path, _SAID, {}) == [shown, _ITSELF]


@pytest.mark.parametrize(
    ("changes", "count"),
    [
        pytest.param({"WEB_CONCURRENCY": "3"}, 1, id="one, whatever the platform says"),
        pytest.param({"WORKERS": "2", "WEB_CONCURRENCY": "3"}, 2, id="as many as are set"),
        pytest.param(
            {"WORKERS": "2", "GUNICORN_CMD_ARGS": "--workers 3"}, 3, id="gunicorn's own word counts"
        ),
    ],
)
def test_the_setting_says_how_many_processes_answer(
    webex: Sandbox, settings: dict[str, str], tmp_path: Path, changes: Mapping[str, str], count: int
) -> None:
    settings |= changes
    register(settings)
    with (tmp_path / "log").open("wb") as log, bot_process(ROOT, settings, log) as process:
        webex.courier.copies = 2
        asked = [webex.say(name.JOHN_EMAIL, name.UNICORN, "@Roomdesk help") for _ in range(4)]
        for one in asked:
            webex.wait_for_reply(one.id)
        assert webex.wait_until_delivered()
        assert len(children(process.pid)) == count
        assert [len(webex.replies(one.id)) for one in asked] == [1] * 4


@pytest.mark.parametrize(
    ("request_line", "headers", "status"),
    [
        pytest.param("GET /connect?code=" + "c" * 3000, 10, 400, id="a long code is looked at"),
        pytest.param("GET /connect?code=" + "c" * 5000, 10, 414, id="the line is too long"),
        pytest.param("GET /healthz", 63, 200, id="many headers"),
        pytest.param("GET /healthz", 70, 431, id="too many headers"),
    ],
)
def test_a_request_has_its_limits(live: Live, request_line: str, headers: int, status: int) -> None:
    lines = ["Host: b", *(f"X-{number}: y" for number in range(headers - 1))]
    assert _status(live.port, request_line, lines) == status


def test_a_header_that_is_too_long_is_refused(live: Live) -> None:
    assert _status(live.port, "GET /healthz", ["Host: b", f"X: {'y' * 4000}"]) == 200
    assert _status(live.port, "GET /healthz", ["Host: b", f"X: {'y' * 5000}"]) == 431


def _status(port: int, request_line: str, headers: list[str]) -> int:
    with contextlib.closing(socket.create_connection(("127.0.0.1", port), 30)) as client:
        client.sendall("\r\n".join([f"{request_line} HTTP/1.1", *headers, "", ""]).encode())
        return int(client.recv(100).split()[1])
