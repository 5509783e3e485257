"""What a question has read, and what is being read ahead for it."""

import time
from concurrent.futures import Future

import pytest

from bot.errors import Failure, Trouble, WebexError
from bot.webex import reading
from bot.webex.reading import Ahead, Data, remembered_in
from tests.by_hand import AtOnce


def _future(data: Data) -> Future[Data]:
    future: Future[Data] = Future()
    future.set_running_or_notify_cancel()
    future.set_result(data)
    return future


def _fails() -> Data:
    raise WebexError(Failure(Trouble.TIMEOUT, "GET /rooms/{id}"))


def test_what_was_read_ahead_is_at_hand() -> None:
    with remembered_in({}):
        reading.begin("a", AtOnce(), lambda: {"title": "Retro"})
        assert reading.already("a") == {"title": "Retro"}
        assert reading.at_hand("a") == {"title": "Retro"}
        assert reading.already("b") is None


def test_nothing_is_read_ahead_for_nobody_s_question() -> None:
    reading.begin("a", AtOnce(), lambda: {"title": "Retro"})
    assert reading.already("a") is None


def test_a_failure_counts_as_not_read() -> None:
    with remembered_in({}):
        reading.begin("a", AtOnce(), _fails)
        assert reading.already("a") is None
        assert reading.at_hand("a") is None


@pytest.mark.parametrize(
    ("seconds", "is_used"), [(50, True), (61, False)], ids=["for a minute", "no longer"]
)
def test_what_was_read_ahead_is_used_for_a_minute(seconds: float, is_used: bool) -> None:
    with remembered_in({"a": Ahead(_future({"title": "Retro"}), time.monotonic() - seconds)}):
        assert (reading.already("a") is not None) is is_used
        assert (reading.at_hand("a") is not None) is is_used


def test_what_has_not_begun_is_not_waited_for() -> None:
    waiting: Future[Data] = Future()
    with remembered_in({"a": Ahead(waiting)}):
        assert reading.at_hand("a") is None
        assert reading.already("a") is None
    assert waiting.cancelled()


def test_what_is_under_way_is_waited_for_by_whoever_needs_it_alone() -> None:
    running: Future[Data] = Future()
    running.set_running_or_notify_cancel()
    with remembered_in({"a": Ahead(running)}):
        assert reading.at_hand("a") is None
        running.set_result({"title": "Retro"})
        assert reading.already("a") == {"title": "Retro"}


def test_what_is_read_later_takes_its_place() -> None:
    with remembered_in({}):
        reading.begin("a", AtOnce(), _fails)
        reading.keep("a", {"title": "Retro"})
        assert reading.already("a") == {"title": "Retro"}
