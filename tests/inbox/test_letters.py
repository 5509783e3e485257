"""Dead letters, as the operator sees them."""

import json

from bot.inbox.letters import Letters
from bot.inbox.question import Question
from bot.inbox.store import Inbox
from bot.telemetry.metrics.state import Queue
from bot.webex.model.event import Event
from tests.inboxes import Inboxes


def _accept(inbox: Inbox, number: int) -> None:
    created = "2026-03-01T12:00:00.000Z"
    inbox.accept(
        Event("messages", "created", f"message{number}", "room", "person", created=created)
    )


def _give_up(inbox: Inbox, number: int, error: str) -> Question:
    _accept(inbox, number)
    question = inbox.claim(1)[0]
    inbox.give_up(question, error)
    return question


def test_an_empty_inbox_counts_nothing(inboxes: Inboxes) -> None:
    letters = Letters(inboxes.database())
    assert letters.counts() == {}
    assert list(letters.dead(20)) == []
    assert letters.one(1) is None
    assert not letters.requeue(1)


def test_questions_are_counted_by_their_state(inboxes: Inboxes) -> None:
    inbox = inboxes.of("one")
    _give_up(inbox, 1, "503")
    for number in range(2, 9):
        _accept(inbox, number)
    for question in inbox.claim(3):
        inbox.answered(question)
    inbox.claim(2)
    assert Letters(inboxes.database()).counts() == {
        "waiting": 2,
        "running": 2,
        "answered": 3,
        "dead": 1,
    }


def test_the_latest_dead_letters_come_first(inboxes: Inboxes) -> None:
    inbox = inboxes.of("one")
    for number in range(3):
        _give_up(inbox, number, f"error {number}")
        inboxes.forward(1)
    letters = Letters(inboxes.database())
    assert [row.last_error for row in letters.dead(2)] == ["error 2", "error 1"]


def test_only_a_dead_letter_is_tried_again(inboxes: Inboxes) -> None:
    inbox, letters = inboxes.of("one"), Letters(inboxes.database())
    _accept(inbox, 1)
    waiting = letters.requeue(1)
    question = inbox.claim(1)[0]
    running = letters.requeue(question.number)
    inbox.answered(question)
    assert (waiting, running, letters.requeue(question.number)) == (False, False, False)


def test_a_dead_letter_that_is_tried_again_starts_afresh(inboxes: Inboxes) -> None:
    inbox, letters = inboxes.of("one"), Letters(inboxes.database())
    given_up = _give_up(inbox, 1, "503")
    inboxes.forward(7200)
    assert letters.requeue(given_up.number)
    again = inbox.claim(1)[0]
    assert (again.number, again.tries, again.crashes) == (given_up.number, 1, 0)
    assert again.arrived_at.timestamp() - given_up.arrived_at.timestamp() > 0
    inbox.answered(again)
    assert letters.counts() == {"answered": 1}


def test_a_dead_letter_that_is_tried_again_is_not_late(inboxes: Inboxes) -> None:
    # What makes a question late is when Webex says that it was asked.
    inbox, letters = inboxes.of("one"), Letters(inboxes.database())
    given_up = _give_up(inbox, 1, "503")
    assert given_up.event.created == "2026-03-01T12:00:00.000Z"
    letters.requeue(given_up.number)
    assert inbox.claim(1)[0].event.is_asked_anew


def test_no_word_of_a_message_is_written_down(inboxes: Inboxes) -> None:
    given_up = _give_up(inboxes.of("one"), 1, "503")
    row = Letters(inboxes.database()).one(given_up.number)
    assert row is not None
    known = "resource event id room_id person_id person_email room_type created pressed_id"
    assert {*json.loads(row.payload)} <= {*known.split()}


def test_the_queue_is_what_has_not_ended(inboxes: Inboxes) -> None:
    inbox, letters = inboxes.of("one"), Letters(inboxes.database())
    assert letters.queue() == Queue(waiting=0, running=0, dead=0, oldest_s=0.0)
    _give_up(inbox, 1, "503")
    inboxes.forward(500)
    for number in range(2, 6):
        _accept(inbox, number)
    inboxes.forward(100)
    inbox.answered(inbox.claim(2)[0])
    found = letters.queue()
    assert (found.waiting, found.running, found.dead) == (2, 1, 1)
    assert 100 <= found.oldest_s < 200
