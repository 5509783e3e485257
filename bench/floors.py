"""The floors as running things: the bare route, three serial calls."""

import contextlib
import json
import sys
import time
from collections.abc import Iterator, Sequence
from http.client import HTTPConnection
from pathlib import Path
from urllib.parse import urlsplit

from bench.program import Program, started, wait_until_it_answers
from bench.stage import ROOT, Stage
from bot.sandbox.bot_process import free_port
from bot.sandbox.seed import name

_GUNICORN = Path(sys.executable).parent / "gunicorn"
# As in gunicorn.conf.py, which is out of sight where this one runs.
_SAME = ("--worker-class", "bot.web.gunicorn_worker.Worker", "--threads", "8", "--workers", "1")


@contextlib.contextmanager
def bare(stage: Stage) -> Iterator[Program]:
    """Run the route that only checks the signature and writes down."""
    port, log = free_port(), stage.file("bare.log")
    url = f"http://127.0.0.1:{port}/webhook"
    command = (_GUNICORN, "bare:app", *_SAME, "--pythonpath", ROOT, "--bind", f"127.0.0.1:{port}")
    settings = {"SECRET": name.WEBHOOK_SECRET, "DATABASE": str(stage.file("bare.db"))}
    with started(command, ROOT / "bench/floor", settings, log) as process:
        wait_until_it_answers(process, url, log)
        yield Program("a bare route", url, process.pid)


def serial(stage: Stage, bodies: Sequence[bytes]) -> Iterator[float]:
    """Make the three calls of each answer, one after the other; yield the seconds of each three."""
    where = urlsplit(stage.pretend.url())
    connection = HTTPConnection(where.hostname or "", where.port)
    with contextlib.closing(connection):
        for body in bodies:
            room, message = _ids(body)
            stage.pretend.expect(1)
            began = time.monotonic()
            _call(connection, "GET", f"messages/{message}")
            _call(connection, "GET", f"rooms/{room}")
            post = {"roomId": room, "parentId": message, "markdown": "text"}
            _call(connection, "POST", "messages", json.dumps(post))
            yield stage.pretend.answers(1)[0] - began


def _call(connection: HTTPConnection, method: str, path: str, body: str | None = None) -> None:
    headers = {"Authorization": f"Bearer {name.BOT_TOKEN}", "Content-Type": "application/json"}
    connection.request(method, f"/v1/{path}", body, headers)
    answer = connection.getresponse()
    answer.read()
    if answer.status != 200:
        raise RuntimeError(f"{method} {path}: {answer.status}")


def _ids(body: bytes) -> tuple[str, str]:
    data = json.loads(body)["data"]
    return data["roomId"], data["id"]
