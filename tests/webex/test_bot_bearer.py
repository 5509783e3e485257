"""A bot token that Webex refuses: said once, tried once a minute, taken up again."""

import logging

import pytest

from bot.errors import WebexError
from bot.sandbox import Fault, Sandbox
from bot.sandbox.seed import name
from bot.secret import Secret
from bot.webex.bearer import Connections
from bot.webex.bot_bearer import BotBearer
from tests.by_hand import Clock

_REFUSAL = Fault(path="*", status=401)


def _bearer(webex: Sandbox, clock: Clock) -> BotBearer:
    return BotBearer(Connections(webex.url, 2), Secret(name.BOT_TOKEN), clock)


def _refused(bearer: BotBearer) -> float | None:
    """Ask, and return the seconds after which it is of use to ask again."""
    with pytest.raises(WebexError) as caught:
        bearer.get("people/me")
    assert caught.value.failure.what == 401
    return caught.value.failure.retry_after_s


def test_a_refused_token_is_said_once_and_tried_once_a_minute(
    webex: Sandbox, caplog: pytest.LogCaptureFixture
) -> None:
    clock = Clock()
    bearer = _bearer(webex, clock)
    assert bearer.is_accepted()
    fault, before = webex.faults.add(_REFUSAL), len(webex.calls())
    assert _refused(bearer) is None
    assert not bearer.is_accepted()
    for waited, wait in ((0, 20), (40, 20), (19, 1)):
        clock.now += waited
        assert _refused(bearer) == pytest.approx(wait)
    assert len(webex.calls()) - before == 2  # it is made sure of
    clock.now += 1
    assert _refused(bearer) is None
    assert _refused(bearer) == 20
    assert len(webex.calls()) - before == 3
    webex.faults.remove(fault)
    clock.now += 60
    assert bearer.get("people/me")
    assert bearer.is_accepted()
    assert bearer.get("people/me")
    told = [(record.levelno, "WEBEX_BOT_TOKEN" in record.message) for record in caplog.records]
    assert told == [(logging.ERROR, True), (logging.WARNING, False)]
    assert name.BOT_TOKEN not in caplog.text


def test_a_try_that_does_not_arrive_tells_nothing(webex: Sandbox) -> None:
    clock = Clock()
    bearer = _bearer(webex, clock)
    refusal = webex.faults.add(_REFUSAL)
    _refused(bearer)
    webex.faults.remove(refusal)
    broken = webex.faults.add(Fault(path="*", status=503))
    clock.now += 60
    with pytest.raises(WebexError, match="503"):
        bearer.get("people/me")
    webex.faults.remove(broken)
    assert not bearer.is_accepted()
    assert _refused(bearer) == 20


def test_one_call_that_is_refused_is_no_dead_token(webex: Sandbox) -> None:
    bearer = _bearer(webex, Clock())
    webex.faults.add(Fault(path="/rooms/*", status=401))
    with pytest.raises(WebexError, match="401"):
        bearer.get("rooms/some")
    assert bearer.is_accepted()
    assert bearer.get("people/me")
