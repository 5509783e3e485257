"""Answers that come, but not whole, not soon or not small."""

from collections.abc import Iterator

import pytest
import requests

from bot.sandbox import Fault, Sandbox
from bot.sandbox.bad_answer import Answer, sent
from bot.sandbox.seed import name

from .web import Api


def test_a_body_can_be_cut_after_the_headers(bot: Api, webex: Sandbox) -> None:
    usual = bot.get("people/me")
    webex.faults.add(Fault(cut_body=True, times=1))
    with pytest.raises(requests.exceptions.ChunkedEncodingError):
        bot.get("people/me")
    webex.faults.add(Fault(cut_body=True, times=1))
    with bot.call("GET", "people/me", stream=True) as cut:
        assert (cut.status_code, cut.headers["Content-Length"]) == (200, str(len(usual.content)))
        first = cut.raw.read(10)
    assert usual.content.startswith(first)
    assert bot.get("people/me").content == usual.content


def test_a_call_whose_body_is_cut_has_taken_effect(bot: Api, webex: Sandbox) -> None:
    webex.faults.add(Fault("POST", "/messages", cut_body=True))
    with pytest.raises(requests.exceptions.ChunkedEncodingError):
        bot.post("messages", roomId=name.UNICORN_ID, text="one")
    assert [message.text for message in webex.messages(name.UNICORN)] == ["one"]


def test_the_body_of_an_error_can_be_cut_too(bot: Api, webex: Sandbox) -> None:
    webex.faults.add(Fault(status=503, cut_body=True))
    with pytest.raises(requests.exceptions.ChunkedEncodingError):
        bot.get("people/me")


def test_a_body_can_come_byte_by_byte() -> None:
    slept: list[float] = []

    def parts() -> Iterator[tuple[bytes, int]]:
        _, body = sent(Fault(drip_s=0.5), Answer("200 OK", {}, b"abc"), slept.append)
        for part in body:
            yield part, len(slept)

    assert [*parts()] == [(b"a", 0), (b"b", 1), (b"c", 2)]
    assert slept == [0.5] * 3


def test_a_dripping_body_is_the_usual_one_and_ends_with_the_sandbox(
    bot: Api, webex: Sandbox
) -> None:
    usual = bot.get("people/me").content
    webex.faults.add(Fault(drip_s=0.0001, times=1))
    assert bot.get("people/me").content == usual
    webex.faults.add(Fault(drip_s=3600.0))
    with bot.call("GET", "people/me", stream=True) as dripping:
        assert dripping.raw.read(1) == usual[:1]
        webex.faults.close()


def test_a_body_can_be_huge_and_still_right(bot: Api, webex: Sandbox) -> None:
    usual = bot.get("people/me")
    webex.faults.add(Fault(pad_bytes=200_000))
    huge = bot.get("people/me")
    assert huge.json() == usual.json()
    assert len(huge.content) == len(usual.content) + 200_000


def test_one_token_can_be_dead_while_the_others_live(
    bot: Api, john: Api, nobody: Api, webex: Sandbox
) -> None:
    webex.faults.add(Fault(status=401, caller=name.BOT_EMAIL))
    assert [api.get("people/me").status_code for api in (bot, john)] == [401, 200]
    webex.faults.clear()
    webex.faults.add(Fault(status=503, caller=""))
    assert [api.get("people/me").status_code for api in (bot, nobody)] == [200, 503]


def test_an_answer_can_hang_after_the_call_has_taken_effect(bot: Api, webex: Sandbox) -> None:
    webex.faults.add(Fault("POST", "/messages", hang_s=3600.0, after=True, times=1))
    with pytest.raises(requests.exceptions.ReadTimeout):
        bot.session.post(
            bot.url + "messages",
            json={"roomId": name.UNICORN_ID, "text": "one"},
            headers={"Authorization": f"Bearer {bot.token}"},
            timeout=0.2,
        )
    assert webex.wait_for(lambda: len(webex.messages(name.UNICORN)) == 1)


def test_answers_are_dated_by_webex_s_clock(bot: Api, webex: Sandbox) -> None:
    webex.world.switches.clock_ahead_s = -90.0
    assert bot.get("people/me").headers["Date"] == "Sun, 01 Mar 2026 11:58:30 GMT"
    webex.faults.add(Fault(status=503))
    assert bot.get("people/me").headers["Date"] == "Sun, 01 Mar 2026 11:58:30 GMT"
    webex.faults.clear()
    date = "Thu, 01 Jan 1970 00:00:00 GMT"
    webex.faults.add(Fault(status=503, headers={"Date": date}))
    assert bot.get("people/me").headers["Date"] == date
