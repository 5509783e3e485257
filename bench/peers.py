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
def _as_documented(
    title: str, module: str, programs: Callable[[], Path], stage: Stage
) -> Iterator[Program]:
    """Run a peer as its documents start it: Flask's own server."""
    port = free_port()
    command = (programs() / "python", f"{module}.py")
    with _running(title, command, port, stage) as program:
        yield program


@contextlib.contextmanager
def _under_gunicorn(
    title: str, module: str, programs: Callable[[], Path], stage: Stage, threads: int = THREADS
) -> Iterator[Program]:
    """Run a peer with as many workers and threads as answer in the bot."""
    port = free_port()
    size = ("--worker-class", "gthread", "--workers", "1", "--threads", str(threads))
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
        stage.batch([program], THREADS)
        yield program


DOCUMENTED = "webexteamsbot 0.1.4.2, as its documents start it"
EQUAL = f"webexteamsbot 0.1.4.2, one gunicorn worker with {THREADS} threads"
# So few that what limits is the latency of Webex, and not the machine.
FEW_THREADS = 8
FEW = f"webexteamsbot 0.1.4.2, {FEW_THREADS} threads each"
NODE = "webex-node-bot-framework 2.3.14"

PEERS: Mapping[str, Peer] = {
    DOCUMENTED: partial(_as_documented, DOCUMENTED, "teamsbot", install.webexteamsbot),
    EQUAL: partial(_under_gunicorn, EQUAL, "teamsbot", install.webexteamsbot),
    "the SDK in Flask, as tutorials start it": partial(
        _as_documented, "tutorial", "tutorial", install.ours
    ),
    f"the SDK in Flask, one gunicorn worker with {THREADS} threads": partial(
        _under_gunicorn, "tutorial", "tutorial", install.ours
    ),
    NODE: _node,
}

with_few_threads: Peer = partial(
    _under_gunicorn, FEW, "teamsbot", install.webexteamsbot, threads=FEW_THREADS
)
