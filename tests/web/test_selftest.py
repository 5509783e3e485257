import json
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.events import webhook
from bot.secret import Secret
from bot.web import selftest

_NONCE = "0123456789abcdef" * 2
_SECRET, _TOKEN = Secret("secret"), Secret("token")


def test_a_self_test_is_an_event_that_nobody_waits_for() -> None:
    body = selftest.delivery(_NONCE)
    assert webhook.read(body) is None
    assert selftest.nonce_in(body) == _NONCE


@pytest.mark.parametrize(
    "changes",
    [
        {"resource": "rooms"},
        {"event": "created"},
        {"data": {"nonce": "x" * 32}},
        {"data": {"nonce": "0" * 31}},
        {"data": {"nonce": 7}},
        {"data": []},
    ],
    ids=["resource", "event", "no digits", "too short", "a number", "no object"],
)
def test_what_only_resembles_one_is_none(changes: dict[str, Any]) -> None:
    body = json.loads(selftest.delivery(_NONCE)) | changes
    assert selftest.nonce_in(json.dumps(body).encode()) is None


@given(st.recursive(st.none() | st.text() | st.integers(), lambda one: st.lists(one)))
def test_no_other_json_is_one(value: object) -> None:
    assert selftest.nonce_in(json.dumps(value).encode()) is None


def test_the_answer_takes_the_nonce_the_secret_and_the_token() -> None:
    answers = {
        selftest.answer(_NONCE, _SECRET, _TOKEN),
        selftest.answer(_NONCE[::-1], _SECRET, _TOKEN),
        selftest.answer(_NONCE, Secret("another"), _TOKEN),
        selftest.answer(_NONCE, _SECRET, Secret("another")),
    }
    assert len(answers) == 4
    assert all(map(selftest.is_answer, answers))


def test_the_answer_shows_no_secret_and_signs_no_delivery() -> None:
    answer = selftest.answer(_NONCE, _SECRET, _TOKEN)
    assert "secret" not in answer
    assert "token" not in answer
    signature = webhook.signature_of(selftest.delivery(_NONCE), _SECRET).decode()
    assert signature not in answer


@pytest.mark.parametrize("text", ["", "ok", "not for me", "self-test", "self-test abc"])
def test_another_page_is_no_answer(text: str) -> None:
    assert not selftest.is_answer(text)
