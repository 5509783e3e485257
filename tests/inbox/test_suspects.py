"""Of the questions over which processes have ended, one at a time is tried."""

import threading
from dataclasses import dataclass, field

from bot.database.engine import engine_for
from bot.database.transactions import Database
from bot.inbox.alive import Alive
from bot.inbox.question import Question
from bot.inbox.store import Inbox
from bot.inbox.suspects import Suspects
from bot.inbox.workers import Workers
from bot.webex.model.event import Event
from tests.inboxes import Inboxes


def _accept(inbox: Inbox, count: int) -> None:
    for number in range(count):
        inbox.accept(Event("messages", "created", f"message{number}", "room", "person"))


def _die_over(inboxes: Inboxes, count: int) -> None:
    """Let two processes, one after the other, end while they have so many questions."""
    for number in range(2):
        owner = f"dead {number}"
        assert len(inboxes.of(owner).claim(count)) == count
        inboxes.of("one").take_over(owner)


def test_the_others_wait_until_it_has_ended(inboxes: Inboxes) -> None:
    inbox = inboxes.of("one")
    suspects = Suspects(inbox)
    _accept(inbox, 3)
    _die_over(inboxes, 3)
    (first,) = suspects.claim()
    suspects.look_again()
    assert suspects.claim() == inbox.claim(3) == []
    assert suspects.has_ended(first.key)
    (second,) = suspects.claim()
    assert not suspects.has_ended(first.key)
    # They do not count as interrupted for having waited.
    assert (first.crashes, second.crashes) == (2, 2)


def test_what_no_two_processes_have_ended_over_is_not_held_up(inboxes: Inboxes) -> None:
    inbox = inboxes.of("one")
    _accept(inbox, 2)
    _die_over(inboxes, 2)
    for number in range(2, 6):
        inbox.accept(Event("messages", "created", f"message{number}", "room", "person"))
    assert [one.number for one in inbox.claim(6)] == [3, 4, 5, 6]


def test_none_is_looked_for_again_before_time_has_passed(inboxes: Inboxes) -> None:
    inbox = inboxes.of("one")
    suspects = Suspects(inbox)
    assert suspects.claim() == []
    _accept(inbox, 1)
    _die_over(inboxes, 1)
    assert suspects.claim() == []
    suspects.look_again()
    assert len(suspects.claim()) == 1


def test_a_question_that_ends_its_process_takes_no_other_down_with_it(inboxes: Inboxes) -> None:
    database = inboxes.database()
    _accept(Inbox(database, "one"), 8)
    crashes: dict[int, int] = {}
    for life in range(10):
        inbox = Inbox(database, f"life {life}")
        suspects = Suspects(inbox)
        while questions := suspects.claim() + inbox.claim(8):
            crashes |= {one.number: one.crashes for one in questions}
            if any(one.number == 5 for one in questions):
                break
            for one in questions:
                inbox.answered(one)
                suspects.has_ended(one.key)
        inbox.take_over(f"life {life}")
    assert crashes.pop(5) > 5
    assert sorted(crashes) == [1, 2, 3, 4, 6, 7, 8]
    assert max(crashes.values()) == 2


@dataclass
class _Alone:
    """Answers questions, and tells how many were worked on at once."""

    inbox: Inbox
    answered: threading.Semaphore = field(default_factory=lambda: threading.Semaphore(0))
    running: int = 0
    most: int = 0

    def __call__(self, question: Question) -> None:
        self.running += 1
        self.most = max(self.most, self.running)
        self.inbox.answered(question)
        self.running -= 1
        self.answered.release()


def test_they_are_all_answered_one_after_the_other(inboxes: Inboxes) -> None:
    database = Database(engine_for(inboxes.url, 4))  # time passes
    inboxes.opened.append(database)
    inbox = Inbox(database, "one")
    _accept(inbox, 5)
    for owner in ("dead 1", "dead 2"):
        assert len(Inbox(database, owner).claim(5)) == 5
        inbox.take_over(owner)
    handle = _Alone(inbox)
    workers = Workers(inbox, Alive(inboxes.url), handle, threads=4, look_s=3600)
    workers.start()
    assert all(handle.answered.acquire(timeout=10) for _ in range(5))
    workers.stop(10)
    assert handle.most == 1
