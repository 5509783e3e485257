"""The peers as running things."""

import contextlib
from collections.abc import Callable, Iterator, Mapping
from contextlib import AbstractContextManager
from functools import partial
from pathlib import Path

from bench.peer import install
from bench.program import Program, started, wait_until_it_answers
from bench.stage import ROOT, THREADS, Stage
from bot.sandbox.bot_process import free_port
from bot.sandbox.seed import name

_FOLDER = ROOT / "bench/peer"

Peer = Callable[[Stage], AbstractContextManager[Program]]


@contextlib.contextmanager
def _under_gunicorn(
    title: str, module: str, programs: Callable[[], Path], stage: Stage
) -> Iterator[Program]:
    """Run a peer with as many workers and threads as answer in the bot."""
    port = free_port()
    size = ("--worker-class", "gthread", "--workers", "1", "--threads", str(THREADS))
    command = (programs() / "gunicorn", f"{module}:app", *size, "--bind", f"127.0.0.1:{port}")
    with _running(title, command, port, stage) as program:
        yield program


@contextlib.contextmanager
def _node(stage: Stage) -> Iterator[Program]:
    more = {
        "NODE_PATH": str(install.node_framework()),
        "HYDRA_SERVICE_URL": stage.pretend.url().rstrip("/"),
    }
    command = ("node", "framework.js")
    with _running(NODE, command, free_port(), stage, more) as program:
        yield program


@contextlib.contextmanager
def _running(
    title: str,
    command: tuple[str | Path, ...],
    port: int,
    stage: Stage,
    more: Mapping[str, str] | None = None,
) -> Iterator[Program]:
    url, log = f"http://127.0.0.1:{port}/", stage.file("peer.log")
    settings = {
        "TOKEN": name.BOT_TOKEN,
        "SECRET": name.WEBHOOK_SECRET,
        "EMAIL": name.BOT_EMAIL,
        "API_URL": stage.pretend.url(),
        "OWN_URL": url,
        "PORT": str(port),
        **(more or {}),
    }
    with started(command, _FOLDER, settings, log) as process:
        wait_until_it_answers(process, url, log)
        program = Program(title, url, process.pid)
        stage.batch(program, THREADS)
        yield program


NODE = "webex-node-bot-framework 2.3.14"
SDK = "the SDK in Flask"

PEERS: Mapping[str, Peer] = {
    "webexteamsbot 0.1.4.2": partial(
        _under_gunicorn, "webexteamsbot", "teamsbot", install.webexteamsbot
    ),
    SDK: partial(_under_gunicorn, "tutorial", "tutorial", install.ours),
    NODE: _node,
}
