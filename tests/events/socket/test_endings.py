"""Every end of a connection, what it means, and when the next one is tried."""

import pytest

from bot.events.socket.ending import Ending, of_close, of_handshake
from bot.events.socket.heartbeat import Heartbeat
from bot.events.socket.sequence import Sequence
from bot.events.socket.waits import Waits


@pytest.mark.parametrize(
    ("code", "reason", "ending"),
    [
        (1008, "", Ending.REFUSED),
        (4401, "", Ending.REFUSED),
        (4400, "", Ending.FOR_GOOD),
        (4403, "", Ending.FOR_GOOD),
        (4000, "replaced", Ending.REPLACED),
        (4000, "Replaced ", Ending.REPLACED),
        (4000, "done (permanent)", Ending.LOST),
        (4001, "", Ending.LOST),
        *((code, "", Ending.LOST) for code in (None, 1000, 1001, 1003, 1005, 1006, 1011, 4999)),
    ],
)
def test_a_close_code_tells_what_to_do(code: int | None, reason: str, ending: Ending) -> None:
    assert of_close(code, reason) is ending


@pytest.mark.parametrize(
    ("status", "ending"),
    [
        (401, Ending.REFUSED),
        (404, Ending.STALE),
        (429, Ending.LOST),
        (503, Ending.LOST),
        (200, Ending.LOST),
    ],
)
def test_a_handshake_that_fails_tells_what_to_do(status: int, ending: Ending) -> None:
    assert of_handshake(status) is ending


def test_waits_grow_to_32_seconds() -> None:
    waits = Waits(lambda: 0.0)
    assert [waits.after(0) for _ in range(8)] == [1, 2, 4, 8, 16, 32, 32, 32]


def test_waits_are_cut_by_up_to_a_half() -> None:
    waits = Waits(lambda: 1.0)
    assert [waits.after(0) for _ in range(3)] == [0.5, 1, 2]


def test_waits_start_over_after_a_minute_of_quiet_and_not_at_each_opening() -> None:
    waits = Waits(lambda: 0.0)
    assert [waits.after(lasted) for lasted in (0, 59, 59, 60, 0)] == [1, 2, 4, 1, 2]


def test_a_ping_is_sent_every_15_seconds_and_answered_within_14() -> None:
    beat = Heartbeat(100.0)
    assert not beat.is_due(114.9)
    assert beat.is_due(115.0)
    beat.sent("one", 115.0)
    assert not beat.is_due(131.0)
    assert not beat.is_dead(129.0)
    assert beat.is_dead(129.1)


def test_an_answer_has_to_be_that_to_the_ping() -> None:
    beat = Heartbeat(0.0)
    beat.sent("one", 15.0)
    beat.answered("another")
    assert beat.is_dead(30.0)
    beat.answered("one")
    assert not beat.is_dead(30.0)
    assert beat.is_due(30.0)


def test_a_machine_that_slept_for_an_hour_has_no_connection_any_more() -> None:
    beat = Heartbeat(0.0)
    beat.sent("one", 15.0)
    beat.answered("one")
    assert beat.is_dead(15.0 + 3600)


def test_a_jump_in_the_numbers_is_noticed_and_the_first_one_is_none() -> None:
    sequence = Sequence()
    numbers = [7, 8, None, 9, 11, 12, 12, 1, 2, 4]
    jumps = [number for number in numbers if sequence.is_jump(number)]
    assert jumps == [11, 4]
