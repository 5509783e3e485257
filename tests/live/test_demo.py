"""`make demo`: a page, until it is interrupted."""

import os
import re
import signal
import subprocess
import sys
from pathlib import Path

import pytest
import requests

from tests.ending import children, wait_until_ended, watched

ROOT = Path(__file__).parents[2]


@pytest.mark.parametrize(
    ("ending", "code"), [(signal.SIGINT, 0), (signal.SIGTERM, 1)], ids=["interrupt", "terminate"]
)
def test_the_page_is_there_until_the_demonstration_ends(ending: signal.Signals, code: int) -> None:
    environ = {"PATH": os.environ["PATH"], "HOME": os.environ["HOME"], "NO_BROWSER": "1"}
    with subprocess.Popen(
        [sys.executable, "-m", "bot.sandbox"],
        cwd=ROOT,
        env=environ,
        stdout=subprocess.PIPE,
        stderr=subprocess.STDOUT,
        text=True,
    ) as demo:
        assert demo.stdout
        first = demo.stdout.readline()
        found = re.search(r"http://127\.0\.0\.1:\d+/", first)
        assert found, first + demo.stdout.read()
        assert "Roomdesk" in requests.get(found[0], timeout=30).text
        with watched(children(demo.pid)) as bot:
            assert len(bot) == 1
            demo.send_signal(ending)
            said = demo.stdout.read()
            wait_until_ended(bot)
    assert demo.returncode == code
    assert "Traceback" not in said
