"""The log of the real bot: gunicorn's lines and ours in one form, and no secret in any."""

import json
import re
import socket
from collections.abc import Mapping
from pathlib import Path
from typing import Any

import requests

from bot.sandbox import Fault, Sandbox
from bot.sandbox.bot_process import bot_process, free_port, settings_for
from bot.sandbox.seed import name
from tests.registered import register

ROOT = Path(__file__).parents[2]
_CODE, _STATE, _WORDS = "a-code-that-opens", "a-state-that-opens", "tremendous"
_LINE = re.compile(r"\d{4}-\d\d-\d\d \d\d:\d\d:\d\d,\d{3} [A-Z]+ [a-z_.]+( \[question [^]]+\])?: ")


def _logged(webex: Sandbox, folder: Path, form: str, *options: str) -> list[str]:
    """Run the bot at its most talkative, ask it something, and return what it has logged."""
    settings = settings_for(webex.url, free_port(), folder / "bot.db") | {
        "LOG_FORMAT": form,
        "LOG_LEVEL": "DEBUG",
        "METRICS_TOKEN": "a token for the figures",
        "READ_AHEAD": "off",  # which would meet the failure, and be no retry
    }
    register(settings)
    webex.faults.add(Fault(path="/rooms/*", status=503, times=1))
    with (
        (folder / "log").open("wb") as log,
        bot_process(ROOT, settings, log, "--access-logfile", "-", *options),
    ):
        for line in ("room", "pmr pin", f"{_WORDS} nonsense"):
            asked = webex.say(name.JOHN_EMAIL, name.UNICORN, f"@Roomdesk {line}")
            webex.wait_for_reply(asked.id)
        _visit(settings)
    written = (folder / "log").read_text()
    pins = [room["hostPin"] for room in webex.world.pmrs.values()]
    secrets = [settings[key] for key in settings if key.endswith(("TOKEN", "SECRET", "KEY"))]
    assert [one for one in (*secrets, _CODE, _STATE, _WORDS) if one in written] == []
    assert not re.search(rf"\b({'|'.join(pins)})\b", written)
    return written.splitlines()


def _visit(settings: Mapping[str, str]) -> None:
    url = settings["PUBLIC_URL"]
    there = f"{url}/connect?code={_CODE}&state={_STATE}"
    requests.get(there, timeout=10)
    token = settings["METRICS_TOKEN"]
    headers = {"Authorization": f"Bearer {token}", "Referer": there, "Cookie": token}
    requests.get(f"{url}/metrics?token={token}", headers=headers, timeout=10)
    requests.get(f"{url}/readyz", headers=headers, timeout=10)
    # One that ends before its request does: gunicorn shows that at DEBUG, as it came.
    with socket.create_connection(("127.0.0.1", int(settings["PORT"]))) as connection:
        connection.sendall(f"GET /metrics HTTP/1.1\r\nAuthorization: Bearer {token}\r\n".encode())
        connection.shutdown(socket.SHUT_WR)
        connection.recv(1)


def test_each_event_is_one_json_object(webex: Sandbox, tmp_path: Path) -> None:
    lines: list[dict[str, Any]] = [
        json.loads(line) for line in _logged(webex, tmp_path, "json", "--preload")
    ]
    assert all({"time", "level", "logger"} <= set(line) for line in lines)
    loggers = {line["logger"] for line in lines}
    assert loggers >= {
        "gunicorn.error",
        "gunicorn.access",
        "bot.conversation.handler",
        "roomdesk.audit",
    }
    assert loggers.isdisjoint({"urllib3.connectionpool", "webexteamssdk.restsession"})
    (failed,) = [line for line in lines if line["logger"] == "bot.conversation.handler"]
    assert failed["message"].startswith("try 1: GET /rooms/{id}: 503")
    assert failed["tracking_id"] in failed["message"]
    audited = {
        line["command"]: line
        for line in lines
        if line["logger"] == "roomdesk.audit" and line["event"] == "answer"
    }
    assert set(audited) == {"room", "pmr pin", None}
    assert failed["question"] == audited["room"]["question"]
    assert audited["room"]["tracking_ids"][-1] == audited["room"]["tracking_id"]
    visits = {line["path"]: line for line in lines if line["logger"] == "gunicorn.access"}
    assert visits["/connect"].items() >= {"method": "GET", "status": 400}.items()
    assert visits["/metrics"]["took_s"] > 0


def test_for_people_each_event_is_one_line_too(webex: Sandbox, tmp_path: Path) -> None:
    lines = _logged(webex, tmp_path, "human")
    assert [line for line in lines if not _LINE.match(line)] == []
    (failed,) = [line for line in lines if " bot.conversation.handler " in line]
    about = re.search(
        r"bot.conversation.handler (\[question \d+), ROUTER_[\w-]+\]: try 1: GET /rooms", failed
    )
    assert about
    assert any(
        f"roomdesk.audit {about[1]}, " in line and "asked “room” in “Project Unicorn" in line
        for line in lines
    )
    (visit,) = [line for line in lines if "gunicorn.access" in line and "/connect" in line]
    assert '"GET /connect HTTP/1.1" 400' in visit
