"""The threads that answer: a scheduler claims questions from the inbox, and many work on them."""

import heapq
import logging
import threading
import time
from collections.abc import Callable
from queue import SimpleQueue

from bot.errors import SchemaError, UnavailableError
from bot.inbox.alive import Alive
from bot.inbox.question import Key, Question
from bot.inbox.store import LEASE_S, Inbox
from bot.inbox.suspects import Suspects
from bot.webex.model.event import Event

log = logging.getLogger(__name__)

# How often the database is looked at: for questions of other processes, and for dead processes.
LOOK_S = 1.0
_RENEW_S = LEASE_S / 3
# A look takes less, even while the database does not answer. After that, the scheduler is stuck.
STUCK_S = 30.0
_FEW = 4  # questions under way


class Workers:
    """Answers what is in the inbox with `handle`, `threads` questions at once.

    `handle` closes its question in the inbox or hands it back; it returns the seconds after which
    a question that was handed back is due again. `clock` tells how long ago the last look was.
    """

    def __init__(
        self,
        inbox: Inbox,
        alive: Alive,
        handle: Callable[[Question], float | None],
        threads: int,
        clock: Callable[[], float] = time.monotonic,
        look_s: float = LOOK_S,
        renew_s: float = _RENEW_S,
    ) -> None:
        self._look_s, self._renew_s = look_s, renew_s
        self._clock = clock
        self._looked_at = clock()
        self._inbox = inbox
        self._suspects = Suspects(inbox)
        self._alive = alive
        self._handle = handle
        self._changed = threading.Condition()
        self._asked = self._more = False
        self._stopping = self._ended = False
        self._alarms: list[tuple[float, Key]] = []  # when another try is due
        self._running: set[Key] = set()
        self._kept_free = 0  # threads set aside for what is being written down or claimed
        self._queue: SimpleQueue[Question | None] = SimpleQueue()
        self._scheduler = threading.Thread(target=self._hand_out, name="scheduler", daemon=True)
        # Daemons: a call to Webex that hangs may not hold up the end of the process.
        self._threads = [
            threading.Thread(target=self._work, name=f"answer {number}", daemon=True)
            for number in range(threads)
        ]

    def start(self) -> None:
        """Begin to answer."""
        self._alive.begin()
        self._looked_at = self._clock()
        for thread in [self._scheduler, *self._threads]:
            thread.start()

    def are_well(self) -> bool:
        """Tell whether all threads are alive, and questions are taken."""
        is_looking = self._clock() - self._looked_at < STUCK_S
        are_alive = all(thread.is_alive() for thread in [self._scheduler, *self._threads])
        return are_alive and is_looking and not self._stopping

    def are_calm(self) -> bool:
        """Tell whether nothing waits, not even for another try, and few threads are at work."""
        with self._changed:
            waits = self._asked or self._more or self._alarms
            return not waits and len(self._running) <= _FEW

    def accept(self, event: Event) -> bool:
        """Write a question down, durably, and see that it is answered; False if it was known.

        If nothing else waits, a free thread takes it at once, without waiting for the scheduler.

        Raises: UnavailableError.
        """
        with self._changed:
            is_free = self._free > 0 and not self._more and not self._stopping
            self._kept_free += is_free
        is_new, question = False, None
        try:
            is_new, question = self._inbox.take_in(event, at_once=is_free)
        finally:
            with self._changed:
                self._kept_free -= is_free
                if question:
                    self._running.add(question.key)
                # The thread was set aside for nothing; meanwhile others may have waited for it.
                elif is_free and (self._more or self._stopping):
                    self._wake()
        if question:
            self._queue.put(question)
        elif is_new:
            self._wake()
        return is_new

    def _wake(self) -> None:
        with self._changed:
            self._asked = True
            self._changed.notify_all()

    @property
    def _free(self) -> int:
        return len(self._threads) - len(self._running) - self._kept_free

    def stop(self, grace_s: float) -> None:
        """Take no more questions, let those under way finish in `grace_s`, hand back the rest."""
        with self._changed:
            self._stopping = True
            self._changed.wait_for(lambda: not self._running and not self._kept_free, grace_s)
            self._ended = True
            self._changed.notify_all()
        self._scheduler.join(LOOK_S)
        for _ in self._threads:
            self._queue.put(None)
        try:
            # Among them is what the scheduler claimed in the moment of the stop.
            self._inbox.release(tuple(self._running))
        except UnavailableError:
            log.warning("questions could not be handed back; their leases will end")
        self._alive.end()

    def _hand_out(self) -> None:
        renewed = looked = float("-inf")
        trouble: type[UnavailableError] | None = None
        while not self._ended:
            now, self._looked_at = time.monotonic(), self._clock()
            try:
                if now - renewed >= self._renew_s:
                    self._renew()
                    renewed = now  # only now: a renewal that failed is tried again
                if now - looked >= self._look_s:
                    looked = now
                    self._take_over_from_the_dead()
                    self._suspects.look_again()
                self._end_waits(now)
                self._take()
                trouble = None
            except UnavailableError as error:
                if type(error) is not trouble:
                    _complain(error)
                trouble = type(error)
            except Exception:  # without this thread nobody would be answered
                log.exception("questions could not be handed out, which is tried again")
            self._wait()

    def _renew(self) -> None:
        with self._changed:
            running = tuple(self._running)
        self._inbox.renew(running)

    def _end_waits(self, now: float) -> None:
        """Make due the retries whose wait is over by this process's clock."""
        with self._changed:
            ended = [key for alarm, key in self._alarms if alarm <= now]
        if ended:
            self._inbox.due(ended)
            with self._changed:
                self._alarms = [one for one in self._alarms if one[1] not in ended]
                heapq.heapify(self._alarms)

    def _take_over_from_the_dead(self) -> None:
        with self._changed:
            running = tuple(self._running)
        self._inbox.reclaim(running)
        owners = self._inbox.owners()
        for owner in owners:
            if self._alive.is_dead(owner):
                log.warning("taking over from %s, which is gone", owner)
                self._inbox.take_over(owner)
        self._alive.sweep(owners)

    def _take(self) -> None:
        with self._changed:
            self._asked = False
            free = max(self._free, 0)
            self._kept_free += free  # what is written down meanwhile waits
        questions: list[Question] = []
        try:
            questions = self._claimed(free) if free and not self._stopping else []
        finally:
            with self._changed:
                self._kept_free -= free
                self._running.update(question.key for question in questions)
                if self._stopping:  # which has waited for this
                    self._changed.notify_all()
        with self._changed:
            # The inbox gave as many as it was asked for, so more may wait for the next free thread.
            self._more = len(questions) == free
            self._asked |= self._more and self._free > 0
        for question in questions:
            self._queue.put(question)

    def _claimed(self, most: int) -> list[Question]:
        suspects = self._suspects.claim()
        return suspects + self._inbox.claim(most - len(suspects))

    def _work(self) -> None:
        question = self._queue.get()
        while question:
            question = self._next(question, self._handled(question)) or self._queue.get()

    def _handled(self, question: Question) -> float | None:
        """Work on a question; return the seconds after which it is due again, if it is."""
        try:
            return self._handle(question)
        except Exception:  # the lease runs out, and the question comes back
            log.exception(
                "a fault over a question, which comes back when its lease ends",
                extra={"question": question.number},
            )
        return None

    def _next(self, done: Question, wait_s: float | None) -> Question | None:
        """Note that a question is done; while others wait, return the next one to work on."""
        was_more = self._more and not self._stopping
        was_suspect = self._suspects.has_ended(done.key)
        # Claimed here: to wake the scheduler, and be woken by it, would take as long as the query.
        following = self._following() if was_more else []
        with self._changed:
            self._running.discard(done.key)
            self._running.update(question.key for question in following)
            if wait_s is not None:
                heapq.heappush(self._alarms, (time.monotonic() + wait_s, done.key))
            # The scheduler has to learn of a retry, and find out whether more questions wait.
            self._asked |= wait_s is not None or (was_more and not following) or was_suspect
            if self._asked or self._stopping:  # otherwise no thread waits for this
                self._changed.notify_all()
        return following[0] if following else None

    def _following(self) -> list[Question]:
        try:
            return self._inbox.claim(1)
        except Exception:  # noqa: BLE001  # the scheduler meets it too, and logs it
            return []

    def _wait(self) -> None:
        with self._changed:
            now = time.monotonic()
            wait_s = min([self._look_s, *(alarm - now for alarm, _ in self._alarms[:1])])
            self._changed.wait_for(lambda: self._asked or self._ended, wait_s)


def _complain(error: UnavailableError) -> None:
    if isinstance(error, SchemaError):
        log.error("nothing is answered: %s", error)
    else:
        log.warning("the database does not answer: %s. See: roomdesk check", error)
