"""With LOG_FORMAT=json all that a process says is JSON, its last words too."""

import json
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest

from bot.sandbox.bot_process import environ_of, settings_for

ROOT = Path(__file__).parents[2]
_BEGIN = "from bot.telemetry import log; log.configure('INFO', 'json');"


def _said(*command: str, **settings: str) -> list[dict[str, Any]]:
    """Return the lines of a process of ours."""
    done = subprocess.run(  # noqa: S603  # our own program
        [sys.executable, *command],
        cwd=ROOT,
        env=environ_of(settings),
        capture_output=True,
        text=True,
        check=False,
        timeout=60,
    )
    return [json.loads(line) for line in done.stderr.splitlines()]


@pytest.mark.parametrize(
    ("program", "logger", "message"),
    [
        pytest.param("import warnings; warnings.warn('old')", "py.warnings", "old", id="a warning"),
        pytest.param("1/0", "bot.telemetry.log.uncaught", "ends this process", id="an error"),
        pytest.param(
            "import threading; threading.Thread(target=lambda: 1/0, name='t').start()",
            "bot.telemetry.log.uncaught",
            "ends the thread “t”",
            id="an error in a thread",
        ),
    ],
)
def test_what_nobody_caught_is_a_line_of_the_log(program: str, logger: str, message: str) -> None:
    (line,) = _said("-c", _BEGIN + program)
    assert line["logger"] == logger
    assert message in line["message"]
    assert ("ZeroDivisionError" in line.get("traceback", "")) == ("1/0" in program)


@pytest.mark.parametrize("command", ["gunicorn", "flask"])
def test_settings_that_cannot_be_used_are_one_line(command: str, tmp_path: Path) -> None:
    settings = settings_for("http://127.0.0.1:1", 1, tmp_path / "bot.db")
    wrong = settings | {"LOG_FORMAT": "JSON", "WORKERS": "many"}
    words = ["-m", "gunicorn", "app:app"] if command == "gunicorn" else ["-c", "import app"]
    (line,) = _said(*words, **wrong)
    assert (line["level"], line["logger"]) == ("CRITICAL", "bot")
    assert "WORKERS must be a number" in line["message"]
