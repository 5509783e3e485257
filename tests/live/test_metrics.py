"""The figures of a real gunicorn: of all its processes, those that have ended included."""

import os
import signal
import subprocess
import sys
from collections.abc import Mapping
from pathlib import Path

import pytest
import requests

from bot.sandbox import Fault, Sandbox
from bot.sandbox.bot_process import bot_process, environ_of
from bot.sandbox.seed import name
from tests.ending import children, wait_until_ended, watched
from tests.live.conftest import Live
from tests.registered import register
from tests.telemetry.metrics.test_figures import families

ROOT = Path(__file__).parents[2]
TOKEN = "a token for the figures"
QUESTIONS = ("room", "help", "nonsense", "pmr", "help", "help")


@pytest.fixture
def settings(settings: Mapping[str, str], tmp_path: Path) -> Mapping[str, str]:
    # What a new process finds by itself would make a delivery one that was known already.
    more = {"CATCH_UP_MINUTES": "0", "METRICS_TOKEN": TOKEN, "TMPDIR": str(tmp_path)}
    return {**settings, **more}


def _folders(settings: Mapping[str, str]) -> list[Path]:
    return [*Path(settings["TMPDIR"]).glob("roomdesk-metrics-*")]


def _page(settings: Mapping[str, str]) -> dict[tuple[str, ...], float]:
    page = requests.get(
        f"{settings['PUBLIC_URL']}/metrics",
        headers={"Authorization": f"Bearer {TOKEN}"},
        timeout=10,
    )
    assert page.status_code == 200
    return {
        (sample.name, *sample.labels.values()): sample.value
        for family in families(page.text).values()
        for sample in family.samples
    }


def _sum(page: Mapping[tuple[str, ...], float], name: str) -> float:
    return sum(value for key, value in page.items() if key[0] == name)


def _ask(webex: Sandbox) -> None:
    """Ask a few things, two of them delivered twice, and wait for all that comes of it."""
    for line in QUESTIONS:
        webex.courier.copies = 2 if line == "help" else 1
        asked = webex.say(name.JOHN_EMAIL, name.UNICORN, f"@Roomdesk {line}")
        webex.wait_for_reply(asked.id)
    assert webex.wait_until_delivered()


def _wait_for_questions(webex: Sandbox, settings: Mapping[str, str], count: int) -> None:
    """Wait until so many are closed, which is a moment after their answer."""

    def are_closed() -> bool:
        page = _page(settings)
        is_open = _sum(page, "roomdesk_open_questions") > 0
        return not is_open and _sum(page, "roomdesk_questions_total") >= count

    while not are_closed():
        webex.wait_for(lambda: False, 0.02)


def _kill_workers(webex: Sandbox, gunicorn: int) -> None:
    """Kill all workers, and wait until gunicorn has others."""
    before = children(gunicorn)
    with watched(before) as watches:
        for one in before:
            os.kill(one, signal.SIGKILL)
        wait_until_ended(watches)
    while len(children(gunicorn)) < len(before):
        webex.wait_for(lambda: False, 0.02)


@pytest.mark.parametrize("options", [(), ("--preload",)], ids=["plain", "preload"])
def test_the_sum_over_all_processes_is_right_and_stays_so_when_they_die(
    webex: Sandbox, settings: Mapping[str, str], tmp_path: Path, options: tuple[str, ...]
) -> None:
    settings = {**settings, "READ_AHEAD": "off"}  # which would meet the failure, and be no retry
    register(settings)
    webex.faults.add(Fault(path="/rooms/*", status=503, times=1))
    with (
        (tmp_path / "log").open("wb") as log,
        bot_process(ROOT, settings, log, "--workers", "2", *options) as gunicorn,
    ):
        _ask(webex)
        _wait_for_questions(webex, settings, len(QUESTIONS))
        first = _page(settings)
        _kill_workers(webex, gunicorn.pid)
        second = _page(settings)
        _ask(webex)
        _wait_for_questions(webex, settings, 2 * len(QUESTIONS))
        third = _page(settings)
    delivered = [key for key in third if key[0] == "roomdesk_deliveries_total"]
    assert first["roomdesk_deliveries_total", "accepted"] == len(QUESTIONS)
    assert first["roomdesk_deliveries_total", "known_already"] == 3
    assert _sum(third, "roomdesk_deliveries_total") == len(webex.deliveries())
    assert {key: second[key] for key in delivered} == {key: first[key] for key in delivered}
    assert _sum(first, "roomdesk_acknowledge_seconds_count") == _sum(
        first, "roomdesk_deliveries_total"
    )
    for page, times in ((first, 1), (second, 1), (third, 2)):
        assert page["roomdesk_questions_total", "help", "answered"] == 3 * times
        assert page["roomdesk_questions_total", "unknown", "not_understood"] == times
        assert page["roomdesk_answer_seconds_count",] == len(QUESTIONS) * times
        assert page["roomdesk_retries_total", "503"] == 1
        assert page["roomdesk_webex_calls_total", "GET /rooms/{id}", "503"] == 1
        assert page["roomdesk_webex_calls_total", "POST /messages", "200"] == len(QUESTIONS) * times
        assert page["roomdesk_database_up",] == 1
        assert page["roomdesk_dead_letters",] == 0
    assert _folders(settings) == []


def test_the_figures_name_nobody(live: Live) -> None:
    webex, settings = live.webex, live.settings
    _ask(webex)
    page = _page(settings)
    ready = requests.get(f"{live.url}/readyz", timeout=30).text
    shown = f"{[*page]} {ready}"
    people = [person for one in webex.world.people.values() for person in (one.email, one.id)]
    spaces = [space.id for space in webex.world.rooms.values()]
    secrets = [settings[key] for key in settings if key.endswith(("TOKEN", "SECRET", "KEY"))]
    assert [one for one in (*people, *spaces, *secrets) if one in shown] == []


_START = """
import sys
from app import app
desk = app.extensions["roomdesk"]
desk.start()
desk.stop()
print([name for name in ("prometheus_client", "pythonjsonlogger") if name in sys.modules])
"""


def test_what_nobody_wants_is_not_loaded_and_has_no_folder(
    settings: Mapping[str, str], tmp_path: Path
) -> None:
    without = {**settings, "METRICS_TOKEN": ""}
    done = subprocess.run(  # noqa: S603  # our own program
        [sys.executable, "-c", _START],
        cwd=ROOT,
        env=environ_of(without),
        capture_output=True,
        text=True,
        check=True,
        timeout=60,
    )
    assert done.stdout == "[]\n"
    with (tmp_path / "log").open("wb") as log, bot_process(ROOT, without, log, "--workers", "2"):
        assert _folders(settings) == []
        page = requests.get(f"{settings['PUBLIC_URL']}/metrics", timeout=10)
        assert page.status_code == 404
