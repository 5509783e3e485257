"""The file .env: what it holds at the start counts until the end."""

import os
import signal
from pathlib import Path

import pytest
import requests

from bot.sandbox import Sandbox
from bot.sandbox.bot_process import bot_process, free_port, settings_for
from bot.sandbox.seed import name
from tests.ending import children, wait_until_ended, watched
from tests.registered import register

ROOT = Path(__file__).parents[2]
_LATER = [
    pytest.param("ANSWER_THREADS=many\n", id="a mistake"),
    pytest.param("LOG_FORMAT=json\nMETRICS_TOKEN=a-long-enough-token\n", id="good lines"),
]


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """Return a folder with the code, and place for an .env that is no developer's own."""
    for part in ("app.py", "gunicorn.conf.py", "bot"):
        (tmp_path / part).symlink_to(ROOT / part)
    return tmp_path


def _kill_worker(_master: int, worker: int) -> None:
    os.kill(worker, signal.SIGKILL)


def _reload(master: int, _worker: int) -> None:
    os.kill(master, signal.SIGHUP)


@pytest.mark.parametrize("later", _LATER)
def test_what_comes_into_the_file_later_waits_for_a_restart(
    webex: Sandbox, folder: Path, later: str
) -> None:
    settings = settings_for(webex.url, free_port(), folder / "bot.db")
    register(settings)
    token = settings.pop("WEBEX_BOT_TOKEN")
    (folder / ".env").write_text(f"WEBEX_BOT_TOKEN={token}\n")
    log = folder / "log"
    with log.open("wb") as file, bot_process(folder, settings, file) as process:
        (folder / ".env").write_text(later)
        for replace in (_kill_worker, _reload):
            (worker,) = children(process.pid)
            with watched([worker]) as watches:
                replace(process.pid, worker)
                wait_until_ended(watches)
            said = requests.get(f"{settings['PUBLIC_URL']}/healthz", timeout=30)
            assert said.text == "ok\n"
            asked = webex.say(name.JOHN_EMAIL, name.UNICORN, "@Roomdesk room")
            assert webex.wait_for_reply(asked.id, timeout_s=40).card
            figures = requests.get(f"{settings['PUBLIC_URL']}/metrics", timeout=30)
            assert figures.status_code == 404
            assert process.poll() is None
            for _ in range(500):  # gunicorn takes note of it a moment later
                if worker not in children(process.pid):
                    break
                webex.wait_for(lambda: False, 0.02)
            assert worker not in children(process.pid)
    assert [line for line in log.read_text().splitlines() if line.startswith("{")] == []
