"""What operators see while the settings are wrong."""

import subprocess
import sys
from collections.abc import Mapping
from pathlib import Path

import pytest

from bot.sandbox.bot_process import environ_of, free_port
from bot.settings.environment import EX_CONFIG

ROOT = Path(__file__).parents[2]
_FLASK = ("flask", "--app", "app")
_GUNICORN = ("gunicorn", "app:app")
_WRONG = {
    "WEBEX_BOT_TOKEN": "a-token",  # which is not shown
    "PUBLIC_URL": "http://bot.example.com",
    "PORT": "many",
    "ANSWER_THREADS": "many",
}


def _run(
    *command: str, environ: Mapping[str, str] = _WRONG, folder: Path = ROOT
) -> subprocess.CompletedProcess[str]:
    done = subprocess.run(  # noqa: S603  # our own commands
        [sys.executable, "-m", *command],
        cwd=folder,
        env=environ_of(environ),
        capture_output=True,
        text=True,
        timeout=60,
        check=False,
    )
    assert "Traceback" not in done.stdout + done.stderr
    return done


@pytest.mark.parametrize(
    "command",
    [
        pytest.param((*_FLASK, "ask", "check", "--as", "ana@example.com"), id="a command"),
        pytest.param((*_FLASK, "webhooks", "sync"), id="one of a group"),
        pytest.param((*_FLASK, "run", "--port", "1"), id="one of flask itself"),
        pytest.param(_GUNICORN, id="the server"),
        pytest.param((*_GUNICORN, "--preload"), id="the server that loads first"),
    ],
)
def test_all_but_check_end_with_the_problems_and_a_code_of_their_own(
    command: tuple[str, ...],
) -> None:
    done = _run(*command)
    assert (done.returncode, done.stdout) == (EX_CONFIG, "")
    assert done.stderr == (
        "Roomdesk cannot start. Correct these settings: roomdesk init asks for them, .env.example "
        "explains them.\n"
        "  - WEBEX_WEBHOOK_SECRET is not set\n"
        "  - PUBLIC_URL must be an https address\n"
        "  - ANSWER_THREADS must be a number from 1 to 256\n"
        "  - PORT must be a number from 1 to 65535\n"
    )


def test_check_has_its_help_all_the_same() -> None:
    done = _run(*_FLASK, "check", "--help")
    assert (done.returncode, done.stderr) == (0, "")
    assert done.stdout.startswith("Usage: ")
    assert "--person" in done.stdout


def test_the_help_of_flask_names_check_at_least() -> None:
    done = _run(*_FLASK, "--help")
    assert done.returncode == 0
    assert "\n  check " in done.stdout


def test_check_minds_its_options_all_the_same() -> None:
    done = _run(*_FLASK, "check", "--persn", "ana@example.com")
    assert done.returncode == 2
    assert "--persn" in done.stderr


@pytest.mark.parametrize(
    "command", [(*_FLASK, "webhooks", "sync"), _GUNICORN], ids=["flask", "gunicorn"]
)
def test_a_file_that_cannot_be_read_is_a_problem_with_a_name(
    command: tuple[str, ...], tmp_path: Path
) -> None:
    for part in ("app.py", "gunicorn.conf.py", "bot"):
        (tmp_path / part).symlink_to(ROOT / part)
    (tmp_path / ".env").write_bytes("HELP_CONTACT=Müller\n".encode("latin-1"))
    # Flask reads the file itself, ahead of any code of ours: docs/things-that-go-wrong.md.
    environ = {"FLASK_SKIP_DOTENV": "1", "PORT": str(free_port())}
    done = _run(*command, environ=environ, folder=tmp_path)
    assert (done.returncode, done.stdout) == (EX_CONFIG, "")
    assert f"{tmp_path / '.env'} cannot be read as UTF-8 text" in done.stderr
