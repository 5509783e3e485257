"""This machine's clock beside Webex's."""

from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest

from bot.cli.checks.finding import Finding
from bot.sandbox import Fault, Sandbox, demo_world, running
from tests.cli.checks.examined import environ, examined


def _found(webex: Sandbox, folder: Path) -> Finding:
    return examined(environ(webex, folder))["clock"]


@pytest.mark.parametrize(
    ("ahead", "seen"),
    [
        (timedelta(minutes=-20), "the clock of this machine is 20 minutes ahead of Webex’s"),
        (timedelta(hours=3), "the clock of this machine is 3 hours behind Webex’s"),
    ],
    ids=["ahead", "behind"],
)
def test_a_clock_that_is_off_is_told(tmp_path: Path, ahead: timedelta, seen: str) -> None:
    with running(demo_world(lambda: datetime.now(UTC) + ahead)) as webex:
        found = _found(webex, tmp_path)
    assert (found.grade.value, found.seen) == ("warn", seen)


def test_one_that_goes_with_webex_s_is_fine(webex: Sandbox, tmp_path: Path) -> None:
    assert _found(webex, tmp_path).seen == "it goes with Webex’s"


def test_a_refusal_tells_the_time_too(webex: Sandbox, tmp_path: Path) -> None:
    webex.faults.add(Fault(status=403))
    assert _found(webex, tmp_path).grade.value == "ok"


def test_without_webex_nobody_knows(webex: Sandbox, tmp_path: Path) -> None:
    webex.faults.add(Fault(cut=True))
    found = _found(webex, tmp_path)
    assert (found.grade.value, found.seen) == ("skipped", "needs Webex")
