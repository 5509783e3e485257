"""One person pressing one button twice."""

from datetime import UTC, datetime

import pytest

from bot.inbox.presses import Presses
from bot.inbox.question import Question
from bot.webex.model.event import Event
from tests.inboxes import Inboxes

ONE = ("ana", "card", "pmr")


def asked(inboxes: Inboxes, *subjects: str) -> list[Question]:
    """Return questions that this process works on."""
    inbox = inboxes.of("one")
    for subject in subjects:
        inbox.accept(Event("attachmentActions", "created", subject, "room", "ana"))
    return sorted(inbox.claim(len(subjects)), key=lambda question: question.number)


def moment() -> float:
    return datetime.now(UTC).timestamp()


def test_the_second_of_two_is_not_answered(inboxes: Inboxes) -> None:
    first, second = asked(inboxes, "a", "b")
    presses, now = Presses(inboxes.database()), moment()
    assert presses.is_first(first.number, now, *ONE)
    assert not presses.is_first(second.number, now + 0.2, *ONE)


def test_a_question_that_is_tried_again_stays_the_first(inboxes: Inboxes) -> None:
    first, second = asked(inboxes, "a", "b")
    presses, now = Presses(inboxes.database()), moment()
    presses.is_first(first.number, now, *ONE)
    presses.is_first(second.number, now + 0.2, *ONE)
    assert Presses(inboxes.database()).is_first(first.number, now, *ONE)


def test_who_presses_again_while_the_answer_takes_long_gets_one(inboxes: Inboxes) -> None:
    first, second = asked(inboxes, "a", "b")
    presses, now = Presses(inboxes.database()), moment()
    presses.is_first(first.number, now, *ONE)
    assert not presses.is_first(second.number, now + 15, *ONE)


def test_who_presses_again_while_it_is_in_doubt_whether_the_answer_is_out_gets_another(
    inboxes: Inboxes,
) -> None:
    first, second, third = asked(inboxes, "a", "b", "c")
    presses, now = Presses(inboxes.database()), moment()
    presses.is_first(first.number, now, *ONE)
    inboxes.of("one").posting(first)
    assert not presses.is_first(second.number, now + 1.9, *ONE)
    assert presses.is_first(third.number, now + 4, *ONE)


def test_who_presses_again_after_the_answer_gets_another(inboxes: Inboxes) -> None:
    first, second, third = asked(inboxes, "a", "b", "c")
    presses, now = Presses(inboxes.database()), moment()
    presses.is_first(first.number, now, *ONE)
    inboxes.of("one").answered(first)
    assert not presses.is_first(second.number, now + 1.9, *ONE)
    assert presses.is_first(third.number, now + 2.1, *ONE)


def test_deliveries_in_the_wrong_order_are_one_press_too(inboxes: Inboxes) -> None:
    first, second = asked(inboxes, "a", "b")
    presses, now = Presses(inboxes.database()), moment()
    presses.is_first(first.number, now, *ONE)
    inboxes.of("one").answered(first)
    assert not presses.is_first(second.number, now - 1, *ONE)


@pytest.mark.parametrize("other", [("bo", "card", "pmr"), ("ana", "x", "pmr"), ("ana", "card", "")])
def test_presses_that_differ_are_both_answered(inboxes: Inboxes, other: tuple[str, ...]) -> None:
    first, second = asked(inboxes, "a", "b")
    presses, now = Presses(inboxes.database()), moment()
    assert presses.is_first(first.number, now, *ONE)
    assert presses.is_first(second.number, now, *other)


def test_they_are_forgotten_after_a_day(inboxes: Inboxes) -> None:
    (first,) = asked(inboxes, "a")
    database = inboxes.database()
    presses = Presses(database)
    # The clock of these tests stands in the past; on PostgreSQL it is the server's.
    now = inboxes.clock.now if not database.is_postgresql else moment()
    presses.is_first(first.number, now, *ONE)
    presses.prune()
    assert not presses.is_first(0, now, *ONE)
    inboxes.forward(24 * 3600 + 1)
    presses.prune()
    assert presses.is_first(0, now, *ONE)
