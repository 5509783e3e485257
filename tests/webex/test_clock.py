"""What time it is at Webex."""

import time
from datetime import UTC, datetime, timedelta
from email.utils import format_datetime

import pytest
import requests

from bot.sandbox import Sandbox
from bot.sandbox.seed import name
from bot.secret import Secret
from bot.webex.bearer import Bearer, Connections, FixedToken
from bot.webex.clock import WebexClock


def _answer(date: str | None) -> requests.Response:
    response = requests.Response()
    if date is not None:
        response.headers["Date"] = date
    return response


def _off_s(clock: WebexClock) -> float:
    return round(clock.at(time.monotonic()) - time.time(), -1)


def _date(off_s: float) -> str:
    return format_datetime(datetime.now(UTC) + timedelta(seconds=off_s), usegmt=True)


def test_it_is_ours_before_webex_has_answered() -> None:
    assert _off_s(WebexClock()) == 0


@pytest.mark.parametrize("off_s", [-90, 0, 3600])
def test_it_is_what_the_latest_answer_says(off_s: int) -> None:
    clock = WebexClock()
    for date in ("Sun, 01 Mar 2026 12:00:00 GMT", _date(off_s)):
        clock.note(_answer(date))
    assert _off_s(clock) == off_s


@pytest.mark.parametrize("date", [None, "", "today", "99 Foo 2026", "Sun, 01 Mar 2026 12:00:00"])
def test_an_answer_that_does_not_say_changes_nothing(date: str | None) -> None:
    clock = WebexClock()
    clock.note(_answer(_date(-90)))
    clock.note(_answer(date))
    assert _off_s(clock) == -90


def test_every_call_tells_it(webex: Sandbox) -> None:
    connections = Connections(webex.url, 1)
    connections.clock.note(_answer(_date(-90)))
    Bearer(connections, FixedToken(Secret(name.BOT_TOKEN))).get("people/me")
    assert _off_s(connections.clock) == 0
