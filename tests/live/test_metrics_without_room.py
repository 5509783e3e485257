"""No folder for figures: they may be lost, the process and its answers may not."""

import os
import shutil
import signal
from collections.abc import Mapping
from pathlib import Path

from bot.sandbox import Sandbox
from bot.sandbox.bot_process import bot_process
from bot.sandbox.seed import name
from tests.ending import children, wait_until_ended, watched
from tests.live.test_metrics import ROOT, settings
from tests.registered import register

__all__ = ["settings"]


def test_a_bot_whose_folder_was_removed_answers_and_its_next_processes_too(
    webex: Sandbox, settings: Mapping[str, str], tmp_path: Path
) -> None:
    register(settings)
    with (
        (tmp_path / "log").open("wb") as log,
        bot_process(ROOT, settings, log, "--workers", "2") as gunicorn,
    ):
        (shared,) = tmp_path.glob("roomdesk-metrics-*")
        shutil.rmtree(shared)
        for _ in range(2):
            asked = webex.say(name.JOHN_EMAIL, name.UNICORN, "@Roomdesk help")
            webex.wait_for_reply(asked.id)
            before = children(gunicorn.pid)
            with watched(before) as watches:
                for one in before:
                    os.kill(one, signal.SIGKILL)
                wait_until_ended(watches)
        assert gunicorn.poll() is None
    told = (tmp_path / "log").read_text()
    assert "Traceback" not in told
    assert "this process counts nothing for /metrics" in told
