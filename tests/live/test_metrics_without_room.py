"""No room for figures, or no folder: they may be lost, the process and its answers may not."""

import os
import shutil
import signal
import subprocess
import sys
from collections.abc import Mapping
from pathlib import Path

import pytest
import requests

from bot.sandbox import Sandbox
from bot.sandbox.bot_process import bot_process, sync_webhooks
from bot.sandbox.seed import name
from tests.ending import children
from tests.live.test_metrics import ROOT, TOKEN, settings

__all__ = ["settings"]


_COUNTS = """
import os, sys
from pathlib import Path
from bot.telemetry.metrics import folder
shared = folder.begin()
os.environ["PROMETHEUS_MULTIPROC_DIR"] = str(shared)
from bot.telemetry.metrics.exposition import Exposition

def count():
    metrics = Exposition(shared).metrics
    if "before" in sys.argv:
        fill()
    for number in range(60):
        for status in range(20):
            metrics.called(f"GET /{'x' * 40}/{number}", str(status), 0.1)

def fill():
    with open(shared / "rest", "ab", buffering=0) as rest:
        try:
            while True:
                rest.write(bytes(4096))
        except OSError:
            pass

if "first" in sys.argv:
    fill()
child = os.fork()
if not child:
    count()
    os._exit(0)
assert os.waitpid(child, 0)[1] == 0, "the worker died"
fill()
folder.bury(shared, child)
print("alive", [file.name.rstrip("0123456789.db") for file in shared.glob("counter*.db")])
"""


def _on_a_small_disk(*words: str) -> str:
    """Return what the program above prints that has 1 MiB for temporary files."""
    mounted = "mount -t tmpfs -o size=1m none /mnt && "
    shell = ["unshare", "--user", "--map-root-user", "--mount", "sh", "-c"]
    try:
        subprocess.run([*shell, f"{mounted}true"], check=True, capture_output=True)  # noqa: S603
    except (OSError, subprocess.CalledProcessError):
        pytest.skip("this machine lets nobody mount a disk of their own")
    run = f'{mounted}TMPDIR=/mnt exec "$@"'
    done = subprocess.run(  # noqa: S603  # our own program
        [*shell, run, "sh", sys.executable, "-c", _COUNTS, *words],
        cwd=ROOT,
        capture_output=True,
        text=True,
        check=False,
        timeout=60,
    )
    assert done.returncode == 0, done.stderr
    return done.stdout


def test_who_buries_on_a_full_disk_lives_and_the_figures_stay() -> None:
    assert _on_a_small_disk() == "alive ['counter_']\n"


def test_a_worker_whose_disk_fills_up_goes_on_counting() -> None:
    assert _on_a_small_disk("before") == "alive ['counter_']\n"


def test_a_worker_that_begins_on_a_full_disk_counts_nothing() -> None:
    assert _on_a_small_disk("first") == "alive []\n"


def test_a_bot_whose_folder_was_removed_answers_and_its_next_process_too(
    webex: Sandbox, settings: Mapping[str, str], tmp_path: Path
) -> None:
    sync_webhooks(ROOT, settings)
    headers = {"Authorization": f"Bearer {TOKEN}"}
    with (tmp_path / "log").open("wb") as log, bot_process(ROOT, settings, log) as gunicorn:
        (shared,) = tmp_path.glob("roomdesk-metrics-*")
        shutil.rmtree(shared)
        before = children(gunicorn.pid)
        for _ in range(2):
            asked = webex.say(name.JOHN_EMAIL, name.UNICORN, "@Roomdesk help")
            webex.wait_for_reply(asked.id)
            page = requests.get(f"{settings['PUBLIC_URL']}/metrics", headers=headers, timeout=10)
            assert page.status_code == 200
            assert "roomdesk_database_up 1.0" in page.text
            for one in set(before) & set(children(gunicorn.pid)):
                os.kill(one, signal.SIGKILL)
            while set(before) & set(children(gunicorn.pid)) or not children(gunicorn.pid):
                webex.wait_for(lambda: False, 0.02)
        assert gunicorn.poll() is None
    assert "Traceback" not in (tmp_path / "log").read_text()
