"""One person pressing one button twice."""

from collections.abc import Callable
from datetime import UTC, datetime
from uuid import uuid4

import pytest

from bot.inbox.presses import Presses
from bot.inbox.question import Question
from bot.inbox.store import Inbox
from bot.webex.model.event import Event
from tests.inboxes import Inboxes

ONE = ("ana", "card", "pmr")


def moment() -> float:
    return datetime.now(UTC).timestamp()


class Pressing:
    """Presses of one button, which come as questions that this process works on."""

    def __init__(self, inboxes: Inboxes) -> None:
        self.inbox, self.database, self.began = inboxes.of("one"), inboxes.database(), moment()

    def ask(self) -> Question:
        self.inbox.accept(Event("attachmentActions", "created", str(uuid4()), "room", "ana"))
        (question,) = self.inbox.claim(1)
        return question

    def is_first(self, question: Question, after_s: float, who: tuple[str, ...] = ONE) -> bool:
        presses = Presses(self.database)
        return presses.is_first(question.number, self.began + after_s, *who)


@pytest.fixture
def pressing(inboxes: Inboxes) -> Pressing:
    return Pressing(inboxes)


def test_who_presses_again_while_the_answer_takes_long_gets_one(pressing: Pressing) -> None:
    first, second, third = pressing.ask(), pressing.ask(), pressing.ask()
    assert pressing.is_first(first, 0)
    assert not pressing.is_first(second, 0.2)
    assert not pressing.is_first(third, 15)
    assert pressing.is_first(first, 0)  # as it is tried again


@pytest.mark.parametrize(
    ("end", "after_s"),
    [(Inbox.answered, 2.1), (Inbox.posting, 4)],
    ids=["answered", "in doubt whether the answer is out"],
)
def test_who_presses_again_after_the_answer_gets_another(
    pressing: Pressing, end: Callable[[Inbox, Question], object], after_s: float
) -> None:
    first, second, third = pressing.ask(), pressing.ask(), pressing.ask()
    pressing.is_first(first, 0)
    end(pressing.inbox, first)
    assert not pressing.is_first(second, 1.9)
    assert pressing.is_first(third, after_s)


def test_deliveries_in_the_wrong_order_are_one_press_too(pressing: Pressing) -> None:
    first, second = pressing.ask(), pressing.ask()
    pressing.is_first(first, 0)
    pressing.inbox.answered(first)
    assert not pressing.is_first(second, -1)


@pytest.mark.parametrize("other", [("bo", "card", "pmr"), ("ana", "x", "pmr"), ("ana", "card", "")])
def test_presses_that_differ_are_both_answered(pressing: Pressing, other: tuple[str, ...]) -> None:
    assert pressing.is_first(pressing.ask(), 0)
    assert pressing.is_first(pressing.ask(), 0, other)


def test_they_are_forgotten_after_a_day(inboxes: Inboxes) -> None:
    first, database = Pressing(inboxes).ask(), inboxes.database()
    presses = Presses(database)
    # The clock of these tests stands in the past; on PostgreSQL it is the server's.
    now = inboxes.clock.now if not database.is_postgresql else moment()
    presses.is_first(first.number, now, *ONE)
    presses.prune()
    assert not presses.is_first(0, now, *ONE)
    inboxes.forward(24 * 3600 + 1)
    presses.prune()
    assert presses.is_first(0, now, *ONE)
