"""A bot in a set-up that may be broken, and everything that an operator can ask about it."""

import contextlib
import json
import subprocess
import sys
from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import requests

from bot.sandbox import Sandbox
from bot.sandbox.bot_process import end, environ_of
from bot.sandbox.seed import name
from tests.chat.running import command
from tests.registered import register

ROOT = Path(__file__).parents[3]
# What more than the bot reads.
_OF_A_PROCESS = {"HTTPS_PROXY", "PYTHONPATH"}
METRICS_TOKEN = "a token for the figures"


@dataclass(frozen=True, slots=True)
class Stage:
    """A Webex, a folder, and the settings of the bot and of the operator's commands."""

    webex: Sandbox
    folder: Path
    settings: dict[str, str]
    _prefix: list[str] = field(default_factory=list)

    def enter(self, process_id: int) -> None:
        """Let the bot and the commands see the disks that this process sees."""
        there = ["--user", "--mount", "--preserve-credentials", "--target", str(process_id)]
        self._prefix[:] = ["nsenter", *there, "env", f"--chdir={ROOT}"]

    @contextlib.contextmanager
    def bot(self) -> Iterator[subprocess.Popen[bytes]]:
        """Start it, until the end of the block; whether it serves is another matter."""
        with (self.folder / "log").open("ab") as log:
            process = self._run("gunicorn", "app:app", "--bind", self._address, stderr=log)
            try:
                yield process
            finally:
                end(process)

    @contextlib.contextmanager
    def working_bot(self) -> Iterator[None]:
        """Run a bot that has answered something."""
        with self.bot():
            self.wait_until_serving()
            self.webex.wait_for_reply(self.say("help"), timeout_s=60)
            assert self.webex.wait_until_delivered()
            yield

    def say(self, line: str) -> str:
        """Say something to the bot; return the message's id."""
        return self.webex.say(name.JOHN_EMAIL, name.UNICORN, f"@Roomdesk {line}").id

    def sync_webhooks(self) -> None:
        """Register the webhooks, as the settings are now."""
        register(self.settings)

    def check(self) -> list[dict[str, Any]]:
        """Return what `roomdesk check` finds: in this process, if all it takes is its settings."""
        if self._prefix or self.settings.keys() & _OF_A_PROCESS:
            check = "flask", "--app", "app", "check", "--json"
            with self._run(*check, stdout=subprocess.PIPE, stderr=subprocess.PIPE) as process:
                told, said = map(bytes.decode, process.communicate())
        else:
            done = command(self.settings, "check", "--json")
            told, said = done.stdout, done.stderr
        assert "Traceback" not in said
        found: list[dict[str, Any]] = json.loads(told)["checks"]
        return found

    def _run(self, *command: str, **streams: Any) -> subprocess.Popen[bytes]:
        return subprocess.Popen(  # noqa: S603  # our own commands
            [*self._prefix, sys.executable, "-m", *command],
            cwd=ROOT,
            env=environ_of(self.settings),
            **streams,
        )

    @property
    def _address(self) -> str:
        return f"127.0.0.1:{self.settings['PORT']}"

    @property
    def log(self) -> str:
        return (self.folder / "log").read_text()

    def page(self, path: str) -> str:
        """Return a page of the bot; nothing where it does not serve."""
        headers = {"Authorization": f"Bearer {METRICS_TOKEN}"}
        with contextlib.suppress(requests.ConnectionError):
            return requests.get(f"http://{self._address}{path}", headers=headers, timeout=30).text
        return ""

    def wait_until_serving(self) -> None:
        self.wait_until("/healthz", "ok")

    def wait_until(self, path: str, line: str) -> None:
        """Wait until a page has a line."""
        while line not in self.page(path).splitlines():
            self.webex.wait_for(lambda: False, 0.1)

    def wait_for_log(self, words: str) -> None:
        """Wait until the log has these words."""
        while words not in self.log:
            self.webex.wait_for(lambda: False, 0.1)
