"""roomdesk ask as its operator runs it, beside a bot that works."""

import subprocess
import sys
from pathlib import Path

from bot.sandbox import Sandbox
from bot.sandbox.bot_process import environ_of
from bot.sandbox.seed import name
from tests.chat.running import roomdesk

ROOT = Path(__file__).parents[2]


def test_it_prints_its_answer_and_nothing_else_unless_it_is_told_to(
    webex: Sandbox, tmp_path: Path
) -> None:
    with roomdesk(webex, tmp_path) as chat:
        chat.ask("help")  # by now there is a database
        quiet, verbose = (
            subprocess.run(  # noqa: S603  # our own command
                [sys.executable, ROOT / "app.py", "ask", "pmr", "--as", name.JOHN_EMAIL, *more],
                cwd=tmp_path,
                env=environ_of(chat.environ),
                capture_output=True,
                text=True,
                check=False,
            )
            for more in ([], ["-v"])
        )
    assert (quiet.returncode, quiet.stdout.splitlines()[0], quiet.stderr) == (
        0,
        "Your personal room",
        "",
    )
    assert verbose.stdout == quiet.stdout
    said = f"{name.JOHN_EMAIL} asked “pmr” 1:1: answered, on the terminal of the bot"
    assert verbose.stderr.rstrip().endswith(said)
