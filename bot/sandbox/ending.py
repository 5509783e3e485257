"""Waiting for the signal that ends this process."""

import os
import signal


def wait_for_signal() -> None:
    """Wait until a signal has come for which there is a handler, which then runs.

    `signal.pause` sleeps on when the signal comes just before it, or to another thread. To block
    the signals and `sigwait` them would block them in the processes that are started here, too.
    """
    come, noted = os.pipe()
    os.set_blocking(noted, False)
    before = signal.set_wakeup_fd(noted)
    try:
        os.read(come, 1)
    finally:
        signal.set_wakeup_fd(before)
        os.close(come)
        os.close(noted)
