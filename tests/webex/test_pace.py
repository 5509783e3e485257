"""How many calls were made in the last minute."""

from bot.webex.pace import Pace
from tests.by_hand import Clock


def _noted(pace: Pace, count: int) -> Pace:
    for _ in range(count):
        pace.note()
    return pace


def test_it_is_calm_until_sixty_calls_were_made_within_a_minute() -> None:
    clock = Clock(0)
    pace = _noted(Pace(clock=clock), 59)
    assert pace.is_calm()
    pace.note()
    assert not pace.is_calm()
    clock.now = 59
    assert not pace.is_calm()
    clock.now = 61
    assert pace.is_calm()


def test_of_many_calls_the_latest_sixty_count() -> None:
    clock = Clock(0)
    pace = _noted(Pace(clock=clock), 100)
    clock.now = 50
    pace.note()
    clock.now = 61
    assert pace.is_calm()  # one was made in the last minute


def test_processes_share_what_counts_as_few() -> None:
    pace = _noted(Pace(4), 14)
    assert pace.is_calm()
    pace.note()
    assert not pace.is_calm()
    assert Pace(64).is_calm()
