"""Counts that several threads and processes share."""

from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor

import pytest

from bot.database.engine import engine_for
from bot.database.transactions import Database
from bot.errors import UnavailableError
from bot.inbox.tally import Tally
from tests.inboxes import Inboxes

_EACH = 40


@pytest.fixture
def tally(inboxes: Inboxes) -> Tally:
    return Tally(inboxes.database())


def test_a_count_goes_up_by_one(tally: Tally) -> None:
    assert [tally.incr("ana", 60) for _ in range(3)] == [1, 2, 3]
    assert tally.incr("ana", 60, amount=4) == 7
    assert (tally.get("ana"), tally.get("bo")) == (7, 0)


def test_a_count_begins_anew_when_it_expires(tally: Tally, inboxes: Inboxes) -> None:
    tally.incr("ana", 60)
    tally.incr("ana", 60)
    inboxes.forward(30)
    assert tally.incr("ana", 60) == 3  # asking again does not prolong it
    inboxes.forward(31)
    assert tally.get("ana") == 0
    assert [tally.incr("ana", 60) for _ in range(2)] == [1, 2]


def test_it_is_known_when_a_count_begins_anew(tally: Tally, inboxes: Inboxes) -> None:
    before = tally.get_expiry("nobody")  # now, where there is nothing to wait for
    tally.incr("ana", 60)
    inboxes.forward(0)
    assert before + 60 <= tally.get_expiry("ana") <= tally.get_expiry("nobody") + 60


def test_counts_that_have_expired_are_forgotten(tally: Tally, inboxes: Inboxes) -> None:
    tally.incr("old", 10)
    inboxes.forward(20)
    tally.incr("new", 10)
    tally.prune()
    assert tally.reset() == 1
    assert tally.get("new") == 0


def test_one_count_can_be_forgotten(tally: Tally) -> None:
    tally.incr("ana", 60)
    tally.incr("bo", 60)
    tally.clear("ana")
    assert (tally.get("ana"), tally.get("bo")) == (0, 1)


def test_threads_of_several_processes_share_an_exact_count(inboxes: Inboxes) -> None:
    tallies = [Tally(inboxes.database()) for _ in range(2)]
    with ThreadPoolExecutor(8) as pool:
        places = list(pool.map(lambda n: tallies[n % 2].incr("ana", 600), range(8 * _EACH)))
    assert sorted(places) == list(range(1, 8 * _EACH + 1))


@pytest.mark.parametrize(
    "ask",
    [
        pytest.param(lambda tally: tally.incr("ana", 60), id="count"),
        pytest.param(lambda tally: tally.get("ana"), id="get"),
        pytest.param(lambda tally: tally.get_expiry("ana"), id="expiry"),
        pytest.param(lambda tally: tally.clear("ana"), id="clear"),
        pytest.param(lambda tally: tally.reset(), id="reset"),
        pytest.param(lambda tally: tally.prune(), id="prune"),
    ],
)
def test_without_a_database_nothing_is_counted(ask: Callable[[Tally], object]) -> None:
    tally = Tally(Database(engine_for("sqlite:////nowhere/at/all.db", 1)))
    with pytest.raises(tally.base_exceptions) as error:
        ask(tally)
    assert isinstance(error.value, UnavailableError)
    assert not tally.check()


def test_a_database_that_answers_is_known_to(tally: Tally) -> None:
    assert tally.check()
