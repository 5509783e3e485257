"""Duties, marks and forgetting."""

from concurrent.futures import ThreadPoolExecutor

import pytest

from bot.inbox.upkeep import KEPT_S
from bot.webex.model.event import Event
from tests.inboxes import Inboxes


def test_one_process_has_a_duty_and_keeps_it(inboxes: Inboxes) -> None:
    one, other = inboxes.upkeep("one"), inboxes.upkeep("other")
    assert one.holder("sweeping") is None
    assert one.take("sweeping", 90)
    assert not other.take("sweeping", 90)
    assert one.take("sweeping", 90)
    assert other.holder("sweeping") == "one"


def test_one_of_many_that_ask_at_once_gets_a_duty(inboxes: Inboxes) -> None:
    upkeeps = [inboxes.upkeep(f"owner {number}") for number in range(8)]
    with ThreadPoolExecutor(8) as pool:
        taken = list(pool.map(lambda upkeep: upkeep.take("sweeping", 90), upkeeps))
    assert sum(taken) == 1
    assert upkeeps[0].holder("sweeping") == f"owner {taken.index(True)}"


def test_a_duty_is_taken_over_when_its_time_is_up(inboxes: Inboxes) -> None:
    one, other = inboxes.upkeep("one"), inboxes.upkeep("other")
    one.take("sweeping", 90)
    inboxes.forward(45)
    assert not other.take("sweeping", 90)
    inboxes.forward(46)
    assert other.take("sweeping", 90)
    assert not one.take("sweeping", 90)


def test_a_duty_kept_lasts_longer(inboxes: Inboxes) -> None:
    one, other = inboxes.upkeep("one"), inboxes.upkeep("other")
    one.take("sweeping", 90)
    inboxes.forward(60)
    one.take("sweeping", 90)
    inboxes.forward(60)
    assert not other.take("sweeping", 90)


def test_a_duty_is_freed_of_the_holder_named_only(inboxes: Inboxes) -> None:
    one, other = inboxes.upkeep("one"), inboxes.upkeep("other")
    one.take("sweeping", 90)
    other.free("sweeping", "somebody else")
    assert not other.take("sweeping", 90)
    other.free("sweeping", "one")
    assert other.take("sweeping", 90)


def test_two_duties_are_two_things(inboxes: Inboxes) -> None:
    one, other = inboxes.upkeep("one"), inboxes.upkeep("other")
    assert one.take("sweeping", 90)
    assert other.take("cooking", 90)


def test_a_mark_is_seen_by_every_process_until_it_is_removed(inboxes: Inboxes) -> None:
    one, other = inboxes.upkeep("one"), inboxes.upkeep("other")
    assert one.marked("seen") is None
    one.mark("seen", 1.5)
    other.mark("seen", 1_700_000_000.25)
    assert one.marked("seen") == 1_700_000_000.25
    assert one.marked("disabled") is None
    one.unmark("seen")
    assert other.marked("seen") is None


def test_the_moment_is_the_clock_s(sqlite_inboxes: Inboxes) -> None:
    upkeep = sqlite_inboxes.upkeep("one")
    assert upkeep.now() == 1_000_000.0
    sqlite_inboxes.clock.now += 5
    assert upkeep.now() == 1_000_005.0


def test_the_moment_is_the_server_s(postgresql_inboxes: Inboxes) -> None:
    assert postgresql_inboxes.upkeep("one").now() > 1_600_000_000


@pytest.mark.parametrize(
    ("age_s", "left"),
    [
        pytest.param(KEPT_S - 60, 1, id="not yet 72 hours"),
        pytest.param(KEPT_S + 1, 0, id="72 hours"),
    ],
)
def test_an_answered_question_is_forgotten_after_72_hours(
    inboxes: Inboxes, age_s: float, left: int
) -> None:
    inboxes.close_long_ago(1, age_s)
    assert inboxes.upkeep("one").prune() == 1 - left
    assert inboxes.kept() == left


def test_a_question_is_known_until_it_is_forgotten(inboxes: Inboxes) -> None:
    inbox, event = inboxes.of("one"), Event("messages", "created", "message", "room", "person")
    inbox.accept(event)
    inbox.answered(inbox.claim(1)[0])
    inboxes.forward(KEPT_S + 1)
    assert not inbox.accept(event)
    inboxes.upkeep("one").prune()
    assert inbox.accept(event)


def test_forgetting_goes_in_batches_the_oldest_first(inboxes: Inboxes) -> None:
    inboxes.close_long_ago(700, KEPT_S + 60)
    inboxes.close_long_ago(450, KEPT_S + 6000)
    inboxes.close_long_ago(10, 60)
    upkeep = inboxes.upkeep("one")
    assert [upkeep.prune() for _ in range(4)] == [500, 500, 150, 0]
    assert inboxes.kept() == 10


def test_what_is_not_answered_is_never_forgotten(inboxes: Inboxes) -> None:
    inbox = inboxes.of("one")
    inbox.accept(Event("messages", "created", "message", "room", "person"))
    inboxes.forward(2 * KEPT_S)
    assert inboxes.upkeep("one").prune() == 0
    assert len(inbox.claim(1)) == 1


def test_how_long_ago_a_mark_was_set_is_told_by_one_clock(inboxes: Inboxes) -> None:
    upkeep = inboxes.upkeep("one")
    assert upkeep.since("then") is None
    upkeep.mark("then", upkeep.now() - 60)
    assert 60 <= (upkeep.since("then") or 0) < 120
