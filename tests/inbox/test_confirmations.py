"""What was shown is done once, by the one whom it was shown to, while it counts."""

import pytest

from bot.inbox.confirmations import Confirmations, Waiting
from bot.webex.model.named import Person
from tests.inboxes import Inboxes

ANA, BO = Person(id="ana"), Person(id="bo")
WANTED = {"to": "10", "was": "off"}


@pytest.fixture
def one(inboxes: Inboxes) -> Confirmations:
    found = Confirmations(inboxes.database())
    found.begin("nonce", ANA, "pmr lock", WANTED)
    return found


@pytest.fixture
def other(inboxes: Inboxes) -> Confirmations:
    """Return the same as another process has it."""
    return Confirmations(inboxes.database())


def _waits(*, outcome: str | None = None, is_mine: bool = True) -> Waiting:
    return Waiting("nonce", "pmr lock", WANTED, outcome, is_mine)


def test_what_waits_is_taken_in_another_process_too(
    one: Confirmations, other: Confirmations
) -> None:
    assert other.take("nonce", ANA, "press") == _waits()
    assert one.take("nonce", ANA, "press") == _waits()  # as its next try


@pytest.mark.parametrize(
    ("nonce", "who"),
    [("nonce", BO), ("another", ANA), ("nonce", Person())],
    ids=lambda one: f"{one}",
)
def test_nobody_else_takes_it_and_nothing_else(one: Confirmations, nonce: str, who: Person) -> None:
    assert one.take(nonce, who, "press") is None
    assert one.take("nonce", ANA, "press") == _waits()


def test_one_press_at_a_time(one: Confirmations, other: Confirmations, inboxes: Inboxes) -> None:
    assert one.take("nonce", ANA, "first") == _waits()
    assert other.take("nonce", ANA, "second") == _waits(is_mine=False)
    inboxes.forward(61)  # the first has ended without a word
    assert other.take("nonce", ANA, "second") == _waits()
    assert one.take("nonce", ANA, "first") == _waits(is_mine=False)


def test_it_counts_for_ten_minutes(one: Confirmations, inboxes: Inboxes) -> None:
    inboxes.forward(599)
    assert one.take("nonce", ANA, "press") == _waits()
    inboxes.forward(500)
    assert one.take("nonce", ANA, "another") is None
    assert one.take("nonce", ANA, "press") == _waits()  # taken in time, and resumed later


@pytest.mark.parametrize("outcome", ["done", "left"])
def test_what_is_over_is_told_as_over_and_forgotten_but_for_what_is_needed(
    one: Confirmations, inboxes: Inboxes, outcome: str
) -> None:
    one.take("nonce", ANA, "press")
    one.end("nonce", outcome, {"site": "here"})
    told = Waiting("nonce", "pmr lock", {"site": "here"}, outcome, is_mine=True)
    assert one.take("nonce", ANA, "press") == told
    inboxes.forward(3600)
    again = one.take("nonce", ANA, "another")
    assert again
    assert (again.outcome, again.is_mine) == (outcome, False)


def test_what_is_forgotten_is_gone(one: Confirmations) -> None:
    one.forget("nonce")
    assert one.take("nonce", ANA, "press") is None


@pytest.mark.parametrize(
    ("is_done", "seconds", "is_kept"),
    [
        (False, 3600, True),
        (False, 600 + 3601, False),
        (True, 24 * 3600, True),
        (True, 88000, False),
    ],
)
def test_what_nobody_needs_any_more_is_pruned(
    one: Confirmations, inboxes: Inboxes, is_done: bool, seconds: float, is_kept: bool
) -> None:
    one.take("nonce", ANA, "press")
    if is_done:
        one.end("nonce", "done")
    inboxes.forward(seconds)
    one.prune()
    assert (one.take("nonce", ANA, "press") is not None) is is_kept


def test_the_nonce_is_nowhere_in_the_database(one: Confirmations, inboxes: Inboxes) -> None:
    database = inboxes.database()
    with database.begin() as connection:
        rows = connection.exec_driver_sql("SELECT * FROM confirmations").all()
    assert len(rows) == 1
    assert "nonce" not in repr(rows)


def test_one_thing_is_done_for_a_person_at_a_time(
    one: Confirmations, other: Confirmations, inboxes: Inboxes
) -> None:
    one.begin("second", ANA, "pmr topic", WANTED)
    one.begin("third", BO, "pmr topic", WANTED)
    assert one.take("nonce", ANA, "first") == _waits()
    waits = other.take("second", ANA, "another")
    assert waits
    assert not waits.is_mine
    for_bo = other.take("third", BO, "of Bo")
    assert for_bo
    assert for_bo.is_mine
    one.end("nonce", "done")
    waits = other.take("second", ANA, "another")
    assert waits
    assert waits.is_mine
    inboxes.forward(61)
    again = one.take("second", ANA, "another")
    assert again
    assert again.is_mine


def test_who_waits_for_another_try_holds_nobody_up(
    one: Confirmations, other: Confirmations
) -> None:
    assert one.take("nonce", ANA, "first") == _waits()
    one.release("nonce")
    assert one.take("nonce", ANA, "first") == _waits()
    one.release("nonce")
    other.begin("second", ANA, "pmr topic", WANTED)
    taken = other.take("second", ANA, "another")
    assert taken
    assert taken.is_mine
