"""flask ask as its operator runs it, beside a bot that works."""

import subprocess
import sys
from pathlib import Path

from bot.sandbox import Sandbox
from bot.sandbox.bot_process import environ_of
from bot.sandbox.seed import name
from tests.chat.running import roomdesk

ROOT = Path(__file__).parents[2]


def test_it_runs_as_a_command_of_its_own(webex: Sandbox, tmp_path: Path) -> None:
    with roomdesk(webex, tmp_path) as chat:
        chat.ask("help")  # by now there is a database
        done = subprocess.run(  # noqa: S603  # our own command
            [sys.executable, "-m", "flask", "--app", "app", "ask", "pmr", "--as", name.JOHN_EMAIL],
            cwd=ROOT,
            env=environ_of(chat.environ),
            capture_output=True,
            text=True,
            check=False,
        )
    assert (done.returncode, done.stdout.splitlines()[0]) == (0, "John's PMR")
    assert done.stderr == ""
