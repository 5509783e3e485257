"""The wait for a signal ends however the signal comes."""

import signal
import threading
from collections.abc import Iterator
from types import FrameType

import pytest

from bot.sandbox.ending import wait_for_signal


class EndedError(Exception):
    """What the handler raises."""


def _end(_number: int, _frame: FrameType | None) -> None:
    raise EndedError


@pytest.fixture(autouse=True)
def _handled() -> Iterator[None]:
    before = signal.signal(signal.SIGUSR1, _end)
    yield
    signal.pthread_sigmask(signal.SIG_UNBLOCK, [signal.SIGUSR1])
    signal.signal(signal.SIGUSR1, before)


def _send(to: int) -> threading.Timer:
    """Send the signal to a thread, a moment later."""
    timer = threading.Timer(0.05, signal.pthread_kill, [to, signal.SIGUSR1])
    timer.start()
    return timer


def test_a_signal_ends_the_wait() -> None:
    sent = _send(threading.get_ident())
    with pytest.raises(EndedError):
        wait_for_signal()
    sent.join()


def test_a_signal_that_another_thread_gets_ends_it_too() -> None:
    signal.pthread_sigmask(signal.SIG_BLOCK, [signal.SIGUSR1])
    go_on = threading.Event()

    def other() -> None:
        signal.pthread_sigmask(signal.SIG_UNBLOCK, [signal.SIGUSR1])
        go_on.wait()

    thread = threading.Thread(target=other)
    thread.start()
    assert thread.ident
    sent = _send(thread.ident)
    with pytest.raises(EndedError):
        wait_for_signal()
    sent.join()
    go_on.set()
    thread.join()
