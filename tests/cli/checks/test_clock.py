from collections.abc import Iterator
from datetime import UTC, datetime

import pytest

from bot.cli.checks.clock import clock, compared
from bot.sandbox import Fault, Sandbox, demo_world, running


@pytest.fixture
def webex() -> Iterator[Sandbox]:
    with running(demo_world()) as sandbox:
        yield sandbox


@pytest.mark.parametrize(
    ("ahead_s", "grade", "begins"),
    [
        (0.2, "ok", "within 1 s of Webex’s"),
        (-29.0, "ok", "within 29 s of Webex’s"),
        (31.0, "warn", "31 s ahead of Webex’s: ages and waits are off"),
        (-300.0, "warn", "300 s behind Webex’s: ages and waits are off"),
        (301.0, "fail", "301 s ahead of Webex’s: questions look too old"),
        (-7200.0, "fail", "7200 s behind Webex’s: questions look too old"),
    ],
)
def test_the_more_a_clock_is_off_the_worse(ahead_s: float, grade: str, begins: str) -> None:
    found = compared("clock", "Webex’s", ahead_s)
    assert found.grade.value == grade
    assert found.seen.startswith(begins)


@pytest.mark.parametrize(
    ("now", "grade"),
    [("12:00:00", "ok"), ("12:01:00", "warn"), ("11:54:00", "fail")],
)
def test_webex_tells_the_time_to_anybody(webex: Sandbox, now: str, grade: str) -> None:
    headers = {"Date": "Sun, 01 Mar 2026 12:00:00 GMT"}
    webex.faults.add(Fault(path="/people/me", status=401, headers=headers))
    here = datetime.fromisoformat(f"2026-03-01T{now}").replace(tzinfo=UTC).timestamp()
    (found,) = clock(webex.url, lambda: here)
    assert found.grade.value == grade
    assert [call.token_owner_email for call in webex.calls()] == [None]


@pytest.mark.parametrize("header", ["", "yesterday", "Sun, 99 Mar 2026 12:00:00 GMT"])
def test_nonsense_is_no_time(webex: Sandbox, header: str) -> None:
    webex.faults.add(Fault(path="/people/me", status=401, headers={"Date": header}))
    (found,) = clock(webex.url, lambda: 0.0)
    assert (found.grade.value, found.seen) == ("skipped", "Webex did not tell the time")


def test_a_webex_that_is_away_tells_no_time(webex: Sandbox) -> None:
    webex.faults.add(Fault(path="/people/me", cut=True))
    (found,) = clock(webex.url, lambda: 0.0)
    assert found.grade.value == "skipped"
