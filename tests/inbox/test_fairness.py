"""Who waits for whom: every space and every person takes turns."""

import pytest

from bot.inbox.store import Inbox
from bot.webex.model.event import Event
from tests.inboxes import Inboxes


def _ask(inbox: Inbox, question: str, room: str, person: str) -> None:
    inbox.accept(Event("messages", "created", question, room, person))


def _make_noise(inbox: Inbox) -> None:
    for number in range(50):
        _ask(inbox, f"noise{number}", "noisy", "bea")


def _claimed(inbox: Inbox, most: int) -> list[str]:
    return [question.event.id for question in inbox.claim(most)]


def _answer(inbox: Inbox, most: int) -> None:
    for question in inbox.claim(most):
        inbox.answered(question)


@pytest.mark.parametrize(
    ("space", "person"),
    [("noisy", "person{}"), ("space{}", "noisy")],
    ids=["one space", "one person in many spaces"],
)
def test_noise_does_not_hold_up_the_first_question_of_others(
    inboxes: Inboxes, space: str, person: str
) -> None:
    inbox = inboxes.of("one")
    for number in range(50):
        _ask(inbox, f"noise{number}", space.format(number), person.format(number))
    _ask(inbox, "first", "quiet", "ana")
    assert _claimed(inbox, 2) == ["noise0", "first"]


def test_a_first_question_goes_ahead_of_noise_that_is_being_answered(inboxes: Inboxes) -> None:
    inbox = inboxes.of("one")
    _make_noise(inbox)
    assert _claimed(inbox, 8) == [f"noise{number}" for number in range(8)]
    _ask(inbox, "first", "quiet", "ana")
    assert _claimed(inbox, 1) == ["first"]


def test_the_order_within_a_space_is_kept(inboxes: Inboxes) -> None:
    inbox = inboxes.of("one")
    for number in range(6):
        _ask(inbox, f"a{number}", "space a", f"person{number % 2}")
        _ask(inbox, f"b{number}", "space b", f"person{number % 3}")
    claimed = _claimed(inbox, 12)
    for space in "ab":
        assert [one for one in claimed if one.startswith(space)] == [
            f"{space}{number}" for number in range(6)
        ]


def test_a_space_that_was_noisy_is_like_any_other_afterwards(inboxes: Inboxes) -> None:
    inbox = inboxes.of("one")
    _make_noise(inbox)
    _answer(inbox, 50)
    _ask(inbox, "calm", "quiet", "ana")
    _ask(inbox, "again", "noisy", "bea")
    _ask(inbox, "other", "third", "eve")
    assert _claimed(inbox, 3) == ["calm", "again", "other"]


def test_newcomers_wait_for_the_next_turn_of_a_noisy_space_only(inboxes: Inboxes) -> None:
    inbox = inboxes.of("one")
    _make_noise(inbox)
    _answer(inbox, 40)
    for number in range(3):
        _ask(inbox, f"new{number}", f"quiet{number}", f"person{number}")
    assert _claimed(inbox, 5) == ["noise40", "new0", "new1", "new2", "noise41"]


def test_a_question_put_off_does_not_hold_up_the_next_of_its_space(inboxes: Inboxes) -> None:
    inbox = inboxes.of("one")
    _ask(inbox, "slow", "space", "ana")
    _ask(inbox, "quick", "space", "ana")
    inbox.later(inbox.claim(1)[0], 60, "503", unsaid=True)
    assert _claimed(inbox, 2) == ["quick"]
