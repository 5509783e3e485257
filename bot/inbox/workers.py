"""The threads that answer: one hands questions out, many work on them."""

import logging
import threading
import time
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor

from bot.errors import UnavailableError
from bot.inbox.store import LEASE_S, Inbox, Question

log = logging.getLogger(__name__)

# How long another process's question, or one that is due again, may wait to be noticed.
_LOOK_S = 1.0
_RENEW_S = LEASE_S / 3


class Workers:
    """Answers what is in the inbox with `handle`, `threads` questions at once.

    `handle` closes its question in the inbox, whatever happens, and raises nothing.
    """

    def __init__(self, inbox: Inbox, handle: Callable[[Question], None], threads: int) -> None:
        self._inbox = inbox
        self._handle = handle
        self._threads = threads
        self._changed = threading.Condition()
        self._asked = False
        self._stopping = False
        self._running: set[int] = set()
        self._pool = ThreadPoolExecutor(threads, thread_name_prefix="answer")
        self._clerk = threading.Thread(target=self._hand_out, name="clerk", daemon=True)

    def start(self) -> None:
        """Begin to answer."""
        self._clerk.start()

    def wake(self) -> None:
        """Tell that a question was accepted."""
        with self._changed:
            self._asked = True
            self._changed.notify()

    def stop(self) -> None:
        """Take no more questions, and return when those under way are answered."""
        with self._changed:
            self._stopping = True
            self._changed.notify()
        self._clerk.join()
        self._pool.shutdown(wait=True)

    def _hand_out(self) -> None:
        renewed = time.monotonic()
        while not self._stopping:
            try:
                if time.monotonic() - renewed > _RENEW_S:
                    renewed = time.monotonic()
                    self._inbox.renew(tuple(self._running))
                taken = self._take()
            except UnavailableError:
                log.exception("the database does not answer")
                taken = 0
            self._wait(taken)

    def _take(self) -> int:
        with self._changed:
            self._asked = False
            free = self._threads - len(self._running)
        questions = self._inbox.claim(free) if free else []
        with self._changed:
            self._running.update(question.number for question in questions)
        for question in questions:
            self._pool.submit(self._work, question)
        return len(questions)

    def _work(self, question: Question) -> None:
        try:
            self._handle(question)
        except Exception:  # a thread's end; the lease runs out and the question is tried again
            log.exception("question %s", question.number)
        finally:
            with self._changed:
                was_full = len(self._running) >= self._threads
                self._running.discard(question.number)
                if was_full:
                    self._changed.notify()

    def _wait(self, taken: int) -> None:
        with self._changed:
            full = len(self._running) >= self._threads
            if self._stopping or (self._asked and not full) or (taken and not full):
                return
            self._changed.wait(_LOOK_S)
