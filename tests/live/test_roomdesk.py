"""The file `roomdesk`: the operator's commands from any folder, installed in whatever way."""

import os
import shutil
import subprocess
import sys
from collections.abc import Mapping
from pathlib import Path

import pytest

from bot.sandbox import Sandbox
from bot.sandbox.bot_process import environ_of, settings_for
from bot.sandbox.seed import name
from bot.settings import env_file
from bot.settings.environment import EX_CONFIG

ROOT = Path(__file__).parents[2]
_BIN = Path(sys.executable).parent


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """Return a folder with the code and what it runs on, and no settings."""
    folder = tmp_path / "a folder"
    folder.mkdir()
    for part in ("app.py", "roomdesk"):
        shutil.copy(ROOT / part, folder)
    (folder / "bot").symlink_to(ROOT / "bot")
    (folder / ".venv").symlink_to(sys.prefix)
    return folder


def _run(
    command: Path, *arguments: str, environ: Mapping[str, str] | None = None
) -> subprocess.CompletedProcess[str]:
    """Run a command from a folder that is not its own."""
    return subprocess.run(  # noqa: S603  # our own command
        [command, *arguments],
        cwd="/",
        env=environ_of(environ or {}),
        capture_output=True,
        text=True,
        stdin=subprocess.DEVNULL,
        timeout=60,
        check=False,
    )


def test_it_lists_the_commands_whatever_the_settings(folder: Path) -> None:
    done = _run(folder / "roomdesk", "--help")
    assert (done.returncode, done.stderr) == (0, "")
    assert done.stdout.startswith("Usage: roomdesk [OPTIONS] COMMAND [ARGS]...")
    listed = _run(folder / "roomdesk", "--help", environ=settings_for("http://h", 1, folder / "x"))
    names = {line.split()[0] for line in listed.stdout.split("Commands:\n")[1].splitlines()}
    assert {"check", "ask", "inbox", "db", "org", "webhooks", "init"} <= names


def test_from_any_folder_it_means_the_settings_and_the_database_beside_it(folder: Path) -> None:
    values = {"WEBEX_BOT_TOKEN": "token", "WEBEX_WEBHOOK_SECRET": "secret"}
    env_file.write(folder / ".env", values, folder / ".env.example")
    done = _run(folder / "roomdesk", "db", "upgrade")
    assert (done.returncode, done.stderr) == (0, "")
    assert done.stdout.startswith("The database was empty and has schema")
    assert (folder / "roomdesk.db").exists()


def test_through_a_link_it_is_the_same_one(folder: Path, tmp_path: Path) -> None:
    (tmp_path / "roomdesk").symlink_to(folder / "roomdesk")
    done = _run(tmp_path / "roomdesk", "webhooks", "sync")
    assert done.returncode == EX_CONFIG
    assert "WEBEX_BOT_TOKEN is not set" in done.stderr


def test_where_the_platform_installs_what_it_needs_it_takes_that(folder: Path) -> None:
    (folder / ".venv").unlink()
    done = _run(
        folder / "roomdesk", "check", "--help", environ={"PATH": f"{_BIN}:{os.environ['PATH']}"}
    )
    assert (done.returncode, done.stderr) == (0, "")
    assert done.stdout.startswith("Usage: roomdesk check [OPTIONS]")


def test_where_nothing_is_installed_it_says_how_to(folder: Path, tmp_path: Path) -> None:
    (folder / ".venv").unlink()
    bare = tmp_path / "bin"
    bare.mkdir()
    (bare / "python3").write_text("#!/bin/sh\nexit 1\n")  # no module of that name
    (bare / "python3").chmod(0o755)
    done = _run(folder / "roomdesk", "check", environ={"PATH": f"{bare}:{os.environ['PATH']}"})
    assert (done.returncode, done.stdout) == (1, "")
    assert done.stderr == (
        f"Roomdesk is not installed yet: there is no {folder}/.venv. "
        f"Run: make -C '{folder}' install\n"
    )


def test_it_writes_the_settings_beside_itself_and_starts_with_them(
    webex: Sandbox, folder: Path, tmp_path: Path
) -> None:
    answers = tmp_path / "answers"
    answers.write_text(f"WEBEX_BOT_TOKEN={name.BOT_TOKEN}\nWEBEX_API_URL={webex.url}\n")
    done = subprocess.run(  # noqa: S603  # our own command
        [folder / "roomdesk", "init", "--answers", answers.name],
        cwd=tmp_path,
        env=environ_of({}),
        capture_output=True,
        text=True,
        timeout=60,
        check=False,
    )
    assert (done.returncode, done.stderr) == (0, "")
    checked = _run(folder / "roomdesk", "check")
    assert f"Roomdesk ({name.BOT_EMAIL}), a bot" in checked.stdout
