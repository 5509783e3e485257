from concurrent.futures import ThreadPoolExecutor
from contextvars import copy_context

import pytest
import requests

from bot.errors import WebexError
from bot.sandbox import Fault, Sandbox
from bot.telemetry.context import traced_in
from bot.webex.together import Together
from bot.webex.trace import note
from tests.by_hand import bearer_at


def _response(tracking_id: str | None) -> requests.Response:
    response = requests.Response()
    if tracking_id is not None:
        response.headers["trackingID"] = tracking_id
    return response


def test_each_call_of_a_question_leaves_its_tracking_id(webex: Sandbox) -> None:
    bearer, ids = bearer_at(webex), list[str]()
    webex.faults.add(Fault(path="/people/nobody", status=503))
    with traced_in(ids):
        bearer.get("people/me")
        with pytest.raises(WebexError) as error:
            bearer.get("people/nobody")
    bearer.get("people/me")  # of no question
    assert [one[:7] for one in ids] == ["ROUTER_", "ROUTER_"]
    assert ids[1] == error.value.failure.tracking_id


def test_calls_side_by_side_belong_to_the_question_that_makes_them(webex: Sandbox) -> None:
    bearer, ids = bearer_at(webex), list[str]()
    with ThreadPoolExecutor(4) as pool:

        def ask() -> None:
            with traced_in(ids):
                Together(pool)(*[lambda: bearer.get("people/me")] * 4)

        copy_context().run(ask)
        pool.submit(lambda: bearer.get("people/me")).result()
    assert len(set(ids)) == 4


def test_within_a_question_another_one_keeps_to_itself() -> None:
    outer, inner = list[str](), list[str]()
    with traced_in(outer):
        with traced_in(inner):
            note(_response("inner"))
        note(_response("outer"))
    assert (outer, inner) == (["outer"], ["inner"])


def test_what_no_question_asked_is_not_noted() -> None:
    note(_response("nobody's"))


def test_a_response_without_one_leaves_none_and_a_long_one_is_cut() -> None:
    ids: list[str] = []
    with traced_in(ids):
        note(_response(None))
        note(_response(""))
        note(_response("x" * 101))
    assert ids == ["x" * 100]


def test_of_many_calls_the_latest_are_kept() -> None:
    ids: list[str] = []
    with traced_in(ids):
        for number in range(1000):
            note(_response(str(number)))
    assert ids == [str(number) for number in range(800, 1000)]
