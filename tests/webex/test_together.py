"""Calls side by side, and what needs no call."""

from concurrent.futures import ThreadPoolExecutor
from threading import get_ident

from bot.webex.together import Known, Together


def _nobody() -> ThreadPoolExecutor:
    """Return an executor that takes nothing."""
    executor = ThreadPoolExecutor(1)
    executor.shutdown()
    return executor


def test_calls_are_made_on_several_threads_and_answered_in_order() -> None:
    with ThreadPoolExecutor(2) as executor:
        one, known, two, three = Together(executor)(get_ident, Known(7), get_ident, get_ident)
    assert known == 7
    assert three == get_ident()
    assert three not in {one, two}


def test_what_is_known_takes_no_thread() -> None:
    together = Together(_nobody())
    assert together(Known("one"), Known(None)) == ("one", None)


def test_the_one_call_among_what_is_known_runs_on_the_thread_that_asks() -> None:
    together = Together(_nobody())
    assert together(Known(1), get_ident, Known(3)) == (1, get_ident(), 3)
