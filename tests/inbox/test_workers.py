import threading
import time
from collections.abc import Callable, Iterable
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass, field

import pytest

from bot.database.transactions import Database
from bot.errors import UnavailableError
from bot.inbox.alive import Alive
from bot.inbox.question import Key, Question
from bot.inbox.store import LEASE_S, Inbox
from bot.inbox.workers import STUCK_S, Workers
from bot.webex.model.event import Event
from tests.inboxes import Clock, Inboxes


def _message(number: int) -> Event:
    return Event("messages", "created", f"message{number}", "room", "person")


def _accept(inbox: Inbox, count: int) -> None:
    for number in range(count):
        inbox.accept(_message(number))


@dataclass
class _Handler:
    """Answers questions, and tells of each."""

    inbox: Inbox
    answered: threading.Semaphore = field(default_factory=lambda: threading.Semaphore(0))
    numbers: list[int] = field(default_factory=list)

    def __call__(self, question: Question) -> None:
        self.numbers.append(question.number)
        self.inbox.answered(question)
        self.answered.release()


@dataclass
class _Holding:
    """Tells that it has begun with a question, and answers it once it may go on."""

    inbox: Inbox
    begun: threading.Semaphore = field(default_factory=lambda: threading.Semaphore(0))
    go: threading.Event = field(default_factory=threading.Event)

    def __call__(self, question: Question) -> None:
        self.begun.release()
        self.go.wait(10)
        self.inbox.answered(question)


def test_every_thread_that_becomes_free_is_used_while_questions_wait(inboxes: Inboxes) -> None:
    inbox = inboxes.of("one")
    _accept(inbox, 200)
    handle = _Handler(inbox)

    # Nothing but what they know themselves makes them look again.
    workers = Workers(inbox, Alive(inboxes.url), handle, threads=4, look_s=3600)
    workers.start()
    assert all(handle.answered.acquire(timeout=10) for _ in range(200))
    workers.stop(10)


def test_what_is_written_down_while_a_thread_is_free_is_answered_without_being_claimed(
    inboxes: Inboxes,
) -> None:
    inbox = _Counted(inboxes.database(), "one")
    handle = _Handler(inbox)

    workers = Workers(inbox, Alive(inboxes.url), handle, threads=2, look_s=3600)
    workers.start()
    assert inbox.has_claimed.acquire(timeout=10)  # the scheduler's first look
    for number in range(20):
        assert workers.accept(_message(number))
        assert handle.answered.acquire(timeout=10)
    assert not workers.accept(_message(3))
    workers.stop(10)
    assert not inbox.has_claimed.acquire(blocking=False)


class _Counted(Inbox):
    """Tells of each time that it is asked for questions."""

    def __init__(self, database: Database, owner: str) -> None:
        super().__init__(database, owner)
        self.has_claimed = threading.Semaphore(0)

    def claim(self, most: int) -> list[Question]:
        found = super().claim(most)
        self.has_claimed.release()
        return found


@pytest.mark.parametrize("lanes", [1, 3, 8])
def test_everything_is_answered_once_however_many_are_written_down_at_once(
    inboxes: Inboxes, lanes: int
) -> None:
    inbox = inboxes.of("one")
    handle = _Handler(inbox)

    workers = Workers(inbox, Alive(inboxes.url), handle, threads=3, look_s=3600)
    workers.start()
    with ThreadPoolExecutor(lanes) as pool:  # each comes twice
        assert sum(pool.map(lambda n: workers.accept(_message(n // 2)), range(200))) == 100
    assert all(handle.answered.acquire(timeout=10) for _ in range(100))
    workers.stop(10)
    assert len(handle.numbers) == len(set(handle.numbers)) == 100


def test_what_is_written_down_while_all_threads_work_waits(inboxes: Inboxes) -> None:
    inbox, other = inboxes.of("one"), inboxes.of("other")
    handle = _Holding(inbox)

    workers = Workers(inbox, Alive(inboxes.url), handle, threads=2)
    workers.start()
    assert all(workers.accept(_message(number)) for number in range(3))
    assert all(handle.begun.acquire(timeout=10) for _ in range(2))
    assert [question.event.id for question in other.claim(10)] == ["message2"]
    handle.go.set()
    workers.stop(10)


def _wait_until(holds: Callable[[], bool]) -> None:
    until = time.monotonic() + 10
    while not holds():
        assert time.monotonic() < until
        time.sleep(0.001)


def test_it_is_calm_while_nothing_waits(inboxes: Inboxes) -> None:
    inbox = inboxes.of("one")
    handle = _Holding(inbox)

    workers = Workers(inbox, Alive(inboxes.url), handle, threads=3, look_s=3600)
    workers.start()
    for number in range(2):
        assert workers.accept(_message(number))
        assert handle.begun.acquire(timeout=10)
    _wait_until(workers.are_calm)
    assert all(workers.accept(_message(number)) for number in (2, 3))
    _wait_until(lambda: not workers.are_calm())
    handle.go.set()
    _wait_until(workers.are_calm)
    workers.stop(10)


def test_it_is_not_calm_while_many_are_under_way(inboxes: Inboxes) -> None:
    inbox = inboxes.of("one")
    handle = _Holding(inbox)

    workers = Workers(inbox, Alive(inboxes.url), handle, threads=8, look_s=3600)
    workers.start()
    for number in range(5):
        _wait_until(workers.are_calm)
        assert workers.accept(_message(number))
        assert handle.begun.acquire(timeout=10)
    assert not workers.are_calm()
    handle.go.set()
    _wait_until(workers.are_calm)
    workers.stop(10)


def test_it_is_not_calm_while_something_waits_for_another_try(inboxes: Inboxes) -> None:
    inbox = inboxes.of("one")

    def handle(question: Question) -> float:
        inbox.later(question, 60.0, "Webex is away", unsaid=True)
        return 60.0

    workers = Workers(inbox, Alive(inboxes.url), handle, threads=2, look_s=3600)
    workers.start()
    _wait_until(workers.are_calm)
    assert workers.accept(_message(0))
    _wait_until(lambda: not workers.are_calm())
    workers.stop(10)


def test_a_database_that_is_away_keeps_no_thread(inboxes: Inboxes) -> None:
    inbox, answered = _Away(inboxes.database(), "one"), threading.Event()

    def handle(question: Question) -> None:
        inbox.answered(question)
        answered.set()

    workers = Workers(inbox, Alive(inboxes.url), handle, threads=1, look_s=3600)
    workers.start()
    with pytest.raises(UnavailableError):
        workers.accept(_message(1))
    inbox.is_away = False
    assert workers.accept(_message(1))
    assert answered.wait(10)
    workers.stop(10)


class _Away(Inbox):
    """Writes nothing down until it is there."""

    is_away = True

    def take_in(self, event: Event, *, at_once: bool) -> tuple[bool, Question | None]:
        if self.is_away:
            raise UnavailableError("away")
        return super().take_in(event, at_once=at_once)


def test_who_was_told_to_stop_takes_nothing_at_once(inboxes: Inboxes) -> None:
    inbox, other = inboxes.of("one"), inboxes.of("other")
    workers = Workers(inbox, Alive(inboxes.url), _nothing, threads=1)
    workers.start()
    workers.stop(10)
    assert workers.accept(_message(1))
    assert len(other.claim(10)) == 1


def test_stopping_waits_for_what_is_being_written_down(inboxes: Inboxes) -> None:
    inbox, other = _Slow(inboxes.database(), "one"), inboxes.of("other")
    workers = Workers(inbox, Alive(inboxes.url), inbox.answered, threads=1)
    workers.start()
    writing = threading.Thread(target=workers.accept, args=[_message(1)])
    writing.start()
    assert inbox.begun.wait(10)
    stopping = threading.Thread(target=workers.stop, args=[10])
    stopping.start()
    inbox.go.set()
    stopping.join(10)
    writing.join(10)
    assert other.owners() == []
    assert other.claim(10) == []


class _Slow(Inbox):
    """Has written something down, and takes its time to say so."""

    def __init__(self, database: Database, owner: str) -> None:
        super().__init__(database, owner)
        self.begun, self.go = threading.Event(), threading.Event()

    def take_in(self, event: Event, *, at_once: bool) -> tuple[bool, Question | None]:
        found = super().take_in(event, at_once=at_once)
        self.begun.set()
        self.go.wait(10)
        return found


def test_no_more_than_the_threads_are_taken_at_once(inboxes: Inboxes) -> None:
    inbox, other = inboxes.of("one"), inboxes.of("other")
    _accept(inbox, 5)
    handle = _Holding(inbox)

    workers = Workers(inbox, Alive(inboxes.url), handle, threads=2)
    workers.start()
    assert all(handle.begun.acquire(timeout=10) for _ in range(2))
    assert len(other.claim(10)) == 3
    handle.go.set()
    workers.stop(10)


class _SlowClaim(Inbox):
    """Takes its time to say what may be answered."""

    def __init__(self, database: Database, owner: str) -> None:
        super().__init__(database, owner)
        self.begun, self.go = threading.Event(), threading.Event()

    def claim(self, most: int) -> list[Question]:
        self.begun.set()
        self.go.wait(10)
        return super().claim(most)


def test_stopping_ends_with_the_claim_that_was_under_way(inboxes: Inboxes) -> None:
    inbox = _SlowClaim(inboxes.database(), "one")
    workers = Workers(inbox, Alive(inboxes.url), _nothing, threads=1)
    workers.start()
    assert inbox.begun.wait(10)
    stopping = threading.Thread(target=workers.stop, args=[3600], daemon=True)
    stopping.start()
    while workers.are_well():
        time.sleep(0.01)
    inbox.go.set()
    stopping.join(20)
    assert not stopping.is_alive()


def test_stopping_finishes_what_runs(inboxes: Inboxes) -> None:
    inbox, other = inboxes.of("one"), inboxes.of("other")
    _accept(inbox, 1)
    begun, go, done = threading.Event(), threading.Event(), threading.Event()

    def handle(question: Question) -> None:
        begun.set()
        go.wait(10)
        inbox.answered(question)
        done.set()

    workers = Workers(inbox, Alive(inboxes.url), handle, threads=1)
    workers.start()
    assert begun.wait(10)
    stopping = threading.Thread(target=workers.stop, args=(10,))
    stopping.start()
    go.set()
    stopping.join(10)
    assert done.is_set()
    inboxes.forward(1000)
    assert other.claim(10) == []


def test_a_handler_that_breaks_does_not_stop_the_others(inboxes: Inboxes) -> None:
    inbox = inboxes.of("one")
    _accept(inbox, 2)
    answered = threading.Event()

    def handle(question: Question) -> None:
        if question.event.id == "message0":
            raise ArithmeticError
        answered.set()

    workers = Workers(inbox, Alive(inboxes.url), handle, threads=1)
    workers.start()
    assert answered.wait(10)
    workers.stop(10)


# What runs here.


class _NotRenewing(Inbox):
    """Cannot reach the database to prolong a lease, for as long as it is away."""

    def __init__(self, database: Database) -> None:
        super().__init__(database, "one")
        self.is_away = False
        self.tried, self.renewed = threading.Semaphore(0), threading.Event()

    def renew(self, keys: Iterable[Key]) -> None:
        if self.is_away:
            self.tried.release()
            raise UnavailableError("away")
        super().renew(keys)
        self.renewed.set()


def test_a_renewal_that_fails_is_tried_again_at_once_and_nothing_is_taken_twice(
    inboxes: Inboxes,
) -> None:
    inbox, other = _NotRenewing(inboxes.database()), inboxes.of("other")
    handle = _Holding(inbox)
    workers = Workers(inbox, Alive(inboxes.url), handle, threads=4, look_s=0.01, renew_s=0.02)
    workers.start()
    assert workers.accept(_message(1))
    assert handle.begun.acquire(timeout=10)
    inbox.is_away = True
    assert all(inbox.tried.acquire(timeout=10) for _ in range(3))
    inboxes.forward(LEASE_S + 1)  # meanwhile its lease has ended
    inbox.renewed.clear()
    inbox.is_away = False
    assert inbox.renewed.wait(10)
    assert other.claim(1) == []
    assert not handle.begun.acquire(timeout=0.1)
    handle.go.set()
    workers.stop(10)


def test_a_clock_that_jumps_ahead_takes_nothing_from_who_runs_it(inboxes: Inboxes) -> None:
    inbox = inboxes.of("one")
    _accept(inbox, 3)
    handle = _Holding(inbox)
    # No lease is renewed meanwhile, so that all of them have ended.
    workers = Workers(inbox, Alive(inboxes.url), handle, threads=8, look_s=0.01, renew_s=3600)
    workers.start()
    assert all(handle.begun.acquire(timeout=10) for _ in range(3))
    inboxes.forward(30)
    workers.accept(_message(4))  # makes them look, too
    assert handle.begun.acquire(timeout=10)
    assert not handle.begun.acquire(timeout=0.1)
    handle.go.set()
    workers.stop(10)


def test_what_was_put_off_is_tried_again_by_the_clock_of_the_process(inboxes: Inboxes) -> None:
    inbox = inboxes.of("one")
    _accept(inbox, 1)
    tried: list[int] = []
    answered = threading.Event()

    def handle(question: Question) -> float | None:
        tried.append(question.tries)
        if question.tries == 1:
            inbox.later(question, 50, "503", unsaid=True)  # as if the clock were set back now
            return 0.01
        inbox.answered(question)
        answered.set()
        return None

    workers = Workers(inbox, Alive(inboxes.url), handle, threads=1, look_s=3600)
    workers.start()
    assert answered.wait(10)
    workers.stop(10)
    assert tried == [1, 2]


# How they are.


def _nothing(_question: Question) -> None:
    """Leave a question as it is."""


def test_workers_are_well_while_they_run(inboxes: Inboxes) -> None:
    workers = Workers(inboxes.of("one"), Alive(inboxes.url), _nothing, threads=2)
    assert not workers.are_well()
    workers.start()
    assert workers.are_well()
    workers.stop(10)
    assert not workers.are_well()


# That its thread ends is what this is about.
@pytest.mark.filterwarnings("ignore::pytest.PytestUnhandledThreadExceptionWarning")
def test_workers_are_not_well_without_one_of_their_threads(inboxes: Inboxes) -> None:
    inbox = inboxes.of("one")
    _accept(inbox, 1)
    ended: list[threading.Thread] = []
    begun = threading.Event()

    def end(_question: Question) -> None:
        ended.append(threading.current_thread())
        begun.set()
        raise SystemExit

    workers = Workers(inbox, Alive(inboxes.url), end, threads=2)
    workers.start()
    assert begun.wait(10)
    ended[0].join(10)
    assert not workers.are_well()
    workers.stop(0)


class _Stuck(Inbox):
    """Does not come back from looking for questions, until it is told to."""

    def __init__(self, inboxes: Inboxes) -> None:
        super().__init__(inboxes.database(), "one")
        self.begun, self.go = threading.Event(), threading.Event()

    def claim(self, most: int) -> list[Question]:
        self.begun.set()
        self.go.wait(10)
        return super().claim(most)


def test_workers_are_not_well_when_nobody_looks_for_questions(sqlite_inboxes: Inboxes) -> None:
    clock, inbox = Clock(), _Stuck(sqlite_inboxes)
    workers = Workers(inbox, Alive(sqlite_inboxes.url), _nothing, 1, clock)
    workers.start()
    assert inbox.begun.wait(10)
    clock.now += STUCK_S - 1
    assert workers.are_well()
    clock.now += 1
    assert not workers.are_well()
    inbox.go.set()
    workers.stop(10)
