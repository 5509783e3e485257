"""Faults, latency and the record of calls, as a client meets them."""

import time
from typing import Any

import pytest
import requests

from bot.sandbox import Fault, Sandbox
from bot.sandbox.faults import FaultBody
from bot.sandbox.seed import name

from .web import Api, words


def test_a_fault_answers_in_webex_s_form_with_its_headers(bot: Api, webex: Sandbox) -> None:
    webex.faults.add(Fault(status=429, headers={"Retry-After": "rand(30),add(30)"}))
    answer = bot.get("people/me")
    assert words(answer) == (429, "Too many requests have been sent in a given amount of time.")
    assert answer.headers["Retry-After"] == "rand(30),add(30)"


@pytest.mark.parametrize(("body", "kind"), [("object", dict), ("list", list), ("string", str)])
def test_a_fault_can_have_an_odd_body(
    bot: Api, webex: Sandbox, body: FaultBody, kind: type[Any]
) -> None:
    webex.faults.add(Fault(status=500, body=body))
    answer = bot.get("people/me").json()
    assert isinstance(answer, kind)
    assert not isinstance(answer, dict) or isinstance(answer["errors"], dict)


def test_a_fault_can_have_no_json_at_all(bot: Api, webex: Sandbox) -> None:
    html = webex.faults.add(Fault(status=429, body="html", headers={"Retry-After": "3600"}))
    page = bot.get("people/me")
    assert (page.headers["Content-Type"], page.text[:6]) == ("text/html", "<html>")
    webex.faults.remove(html)
    webex.faults.add(Fault(status=200, body="not-json", times=1))
    half = bot.get("people/me")
    assert half.status_code == 200
    with pytest.raises(requests.exceptions.JSONDecodeError):
        half.json()
    webex.faults.add(Fault(status=502, body="empty"))
    assert bot.get("people/me").content == b""


def test_a_connection_can_be_cut_and_the_next_call_works(bot: Api, webex: Sandbox) -> None:
    webex.faults.add(Fault(cut=True, times=1))
    with pytest.raises(requests.exceptions.ConnectionError):
        bot.get("people/me")
    assert bot.get("people/me").status_code == 200
    assert [call.status for call in webex.calls()] == [0, 200]


def test_only_the_answer_of_a_call_can_be_lost(bot: Api, webex: Sandbox) -> None:
    webex.faults.add(Fault("POST", "/messages", cut=True, after=True, times=1))
    webex.faults.add(Fault("POST", "/messages", status=502, after=True, times=1))
    with pytest.raises(requests.exceptions.ConnectionError):
        bot.post("messages", roomId=name.UNICORN_ID, text="one")
    assert bot.post("messages", roomId=name.UNICORN_ID, text="two").status_code == 502
    assert [message.text for message in webex.messages(name.UNICORN)] == ["one", "two"]


def test_a_fault_strikes_only_where_it_is_aimed(bot: Api, webex: Sandbox) -> None:
    webex.faults.add(Fault("GET", "/rooms/*/meetingInfo", status=410))
    room = f"rooms/{name.UNICORN_ID}"
    assert bot.get(f"{room}/meetingInfo").status_code == 410
    assert bot.get(room).status_code == 200
    assert bot.get("rooms").status_code == 200


def test_a_hanging_call_ends_when_the_client_has_enough(bot: Api, webex: Sandbox) -> None:
    webex.faults.add(Fault(hang_s=60.0, times=1))
    with pytest.raises(requests.exceptions.ReadTimeout):
        bot.session.get(bot.url + "people/me", timeout=0.05)
    assert bot.get("people/me").status_code == 200


def test_a_short_hang_is_followed_by_the_usual_answer(bot: Api, webex: Sandbox) -> None:
    webex.faults.add(Fault(hang_s=0.02))
    assert bot.get("people/me").status_code == 200
    (call,) = webex.calls()
    assert call.ended - call.started >= 0.02


def test_latency_is_never_less_than_asked(bot: Api, webex: Sandbox) -> None:
    webex.faults.latency_s = 0.03
    for _ in range(3):
        assert bot.get("people/me").status_code == 200
    assert all(call.ended - call.started >= 0.03 for call in webex.calls())
    webex.faults.clear()
    assert webex.faults.latency_s == 0


def test_calls_are_recorded_with_who_made_them(bot: Api, nobody: Api, webex: Sandbox) -> None:
    bot.get("rooms", max=1)
    mark = time.monotonic()
    nobody.post("messages")
    made = [
        (call.method, call.path, call.query, call.status, call.token_owner_email)
        for call in webex.calls()
    ]
    assert made == [
        ("GET", "/v1/rooms", "max=1", 200, "roomdesk@webex.bot"),
        ("POST", "/v1/messages", "", 401, None),
    ]
    assert [call.method for call in webex.calls(since=mark)] == ["POST"]


def test_what_is_outside_the_api_is_neither_slow_nor_recorded(nobody: Api, webex: Sandbox) -> None:
    webex.faults.add(Fault(status=500))
    outside = nobody.session.get(nobody.url.removesuffix("v1/"), timeout=10)
    assert (outside.status_code, webex.calls()) == (404, [])
