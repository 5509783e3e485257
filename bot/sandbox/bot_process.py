"""The real bot, run as its operator would: gunicorn, and nothing but environment variables."""

import atexit
import contextlib
import os
import random
import socket
import subprocess
import sys
import urllib.request
from collections import deque
from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import IO

from .seed import name

_BIN = Path(sys.executable).parent
_READY_S = 30.0
_MOST_MARKS = 64
_marks: deque[socket.socket] = deque()


@atexit.register
def _close_marks() -> None:
    for one in _marks:
        one.close()


def settings_for(api_url: str, port: int, database: Path) -> dict[str, str]:
    """The settings of a bot in the demonstration world, as environment variables."""
    return {
        "WEBEX_BOT_TOKEN": name.BOT_TOKEN,
        "WEBEX_WEBHOOK_SECRET": name.WEBHOOK_SECRET,
        "WEBEX_API_URL": api_url,
        "WEBEX_CLIENT_ID": name.CLIENT_ID,
        "WEBEX_CLIENT_SECRET": name.CLIENT_SECRET,
        "TOKEN_KEY": name.TOKEN_KEY,
        "WEBEX_ORG_CLIENT_ID": name.ORG_CLIENT_ID,
        "WEBEX_ORG_CLIENT_SECRET": name.ORG_CLIENT_SECRET,
        "WEBEX_REFRESH_TOKEN": name.ORG_REFRESH_TOKEN,
        "HELPDESK_PEOPLE": name.HANA_EMAIL,
        "PUBLIC_URL": f"http://127.0.0.1:{port}",
        "DATABASE_URL": f"sqlite:///{database}",
        "PORT": str(port),
    }


def listening(settings: Mapping[str, str], catalog_url: str) -> dict[str, str]:
    """The same bot, which hears events by a socket instead of webhooks.

    It keeps its address, where a person's browser goes for `connect`.
    """
    found = {**settings, "WEBEX_EVENTS": "socket", "WEBEX_CATALOG_URL": catalog_url}
    del found["WEBEX_WEBHOOK_SECRET"]
    return found


def free_port() -> int:
    """Return a TCP port of loopback that nobody listens on.

    The system takes those above for outgoing connections, and could take it before it is used. So
    could other demonstrations and tests: until later, the UDP port of that number tells them.
    """
    while True:
        port = random.randrange(20_000, 32_000)  # noqa: S311  # no secret
        mark = socket.socket(type=socket.SOCK_DGRAM)
        with socket.socket() as one, contextlib.suppress(OSError):
            mark.bind(("127.0.0.1", port))
            one.bind(("127.0.0.1", port))
            _marks.append(mark)
            if len(_marks) > _MOST_MARKS:
                _marks.popleft().close()
            return port
        mark.close()


def sync_webhooks(root: Path, settings: Mapping[str, str]) -> str:
    """Run `flask --app app webhooks sync` in `root`; return what it printed.

    Raises:
        RuntimeError: the command failed; its output is the message.
    """
    command = [str(_BIN / "flask"), "--app", "app", "webhooks", "sync"]
    done = subprocess.run(  # noqa: S603 - our own command
        command,
        cwd=root,
        env=environ_of(settings),
        capture_output=True,
        text=True,
        check=False,
        timeout=60,
    )
    if done.returncode:
        raise RuntimeError(done.stdout + done.stderr)
    return done.stdout


@contextlib.contextmanager
def bot_process(
    root: Path, settings: Mapping[str, str], log: IO[bytes] | int | None = None, *options: str
) -> Iterator[subprocess.Popen[bytes]]:
    """Run `gunicorn app:app` in `root` until the end of the block; at its start it is ready.

    What it logs goes to `log` (None: where this process writes). `options` are for gunicorn.

    Raises:
        RuntimeError: it ended before it was ready.
        TimeoutError: it was not ready in time.
    """
    process = launched(root, settings, log, *options)
    try:
        wait_until_ready(process, int(settings["PORT"]))
        yield process
    finally:
        end(process)


def launched(
    root: Path,
    settings: Mapping[str, str],
    log: IO[bytes] | int | None = None,
    *options: str,
    apart: bool = False,
) -> subprocess.Popen[bytes]:
    """Start `gunicorn app:app` and return at once; `apart` gives it a process group of its own."""
    command = [
        str(_BIN / "gunicorn"),
        "app:app",
        "--bind",
        f"127.0.0.1:{settings['PORT']}",
        *options,
    ]
    return subprocess.Popen(  # noqa: S603 - our own command
        command,
        cwd=root,
        env=environ_of(settings),
        stdout=log,
        stderr=log,
        start_new_session=apart,
    )


def end(process: subprocess.Popen[bytes]) -> None:
    """Let it finish what it does, and wait until it has ended."""
    process.terminate()
    try:
        process.wait(30)
    except subprocess.TimeoutExpired:
        process.kill()
        process.wait()


def environ_of(settings: Mapping[str, str]) -> dict[str, str]:
    """Return the whole environment of a bot: its settings and what any program needs."""
    return {"PATH": os.environ.get("PATH", ""), "HOME": os.environ.get("HOME", ""), **settings}


def wait_until_ready(process: subprocess.Popen[bytes], port: int) -> None:
    """Wait until the bot that `process` is answers that it is ready.

    Raises:
        RuntimeError: it ended before.
        TimeoutError: it was not ready in time.
    """
    waited = 0.0
    while waited < _READY_S:
        url = f"http://127.0.0.1:{port}/readyz"
        with contextlib.suppress(OSError), urllib.request.urlopen(url, timeout=5):
            return
        with contextlib.suppress(subprocess.TimeoutExpired):
            process.wait(0.05)
            raise RuntimeError(f"the bot ended with exit code {process.returncode}")
        waited += 0.05
    raise TimeoutError(f"the bot was not ready within {_READY_S} s")
