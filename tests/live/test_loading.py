"""What the bot loads as it starts."""

import subprocess
import sys
from pathlib import Path

ROOT = Path(__file__).parents[2]


def test_what_draws_for_the_terminal_is_not_loaded_by_the_bot() -> None:
    loads = "import sys, bot.application; print(*sorted(sys.modules))"
    loaded = subprocess.run(  # noqa: S603  # our own program
        [sys.executable, "-c", loads], cwd=ROOT, capture_output=True, text=True, check=True
    ).stdout.split()
    assert "bot.cli.ask" in loaded
    assert {"rich", "bot.cli.checks.everything"}.isdisjoint(loaded)
