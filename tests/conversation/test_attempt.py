from datetime import timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.conversation.attempt import LONGEST_ASKED_WAIT_S, PATIENCE, is_used_up, wait_s


def test_the_waits_grow_up_to_a_bound() -> None:
    assert [wait_s(tries, None, 1.0) for tries in range(1, 7)] == [1.0, 2.0, 4.0, 5.0, 5.0, 5.0]


def test_chance_moves_a_wait_within_its_upper_half() -> None:
    assert [wait_s(2, None, spread) for spread in (0.0, 0.5, 1.0)] == [1.0, 1.5, 2.0]


@pytest.mark.parametrize(
    ("asked_s", "waited_s"),
    [
        pytest.param(None, 1.0, id="nothing"),
        pytest.param(0.0, 1.0, id="no wait"),
        pytest.param(7.0, 7.0, id="seven seconds"),
        pytest.param(3600.0, LONGEST_ASKED_WAIT_S, id="an hour"),
    ],
)
def test_what_webex_asks_for_is_heeded_up_to_a_minute(
    asked_s: float | None, waited_s: float
) -> None:
    assert wait_s(1, asked_s, 1.0) == waited_s


@given(
    st.integers(1, 10**9),
    st.none() | st.floats(0, 10**9),
    st.floats(0, 1),
)
def test_every_wait_is_bounded(tries: int, asked_s: float | None, spread: float) -> None:
    assert 0.5 <= wait_s(tries, asked_s, spread) <= LONGEST_ASKED_WAIT_S


@pytest.mark.parametrize(
    ("tried", "asked_s", "is_so"),
    [
        pytest.param(timedelta(0), None, False, id="the first try"),
        pytest.param(PATIENCE, None, False, id="just within the patience"),
        pytest.param(PATIENCE + timedelta(seconds=1), None, True, id="beyond the patience"),
        pytest.param(timedelta(0), 60.0, False, id="a minute asked for"),
        pytest.param(timedelta(0), 60.5, True, id="more than a minute asked for"),
    ],
)
def test_patience_ends(tried: timedelta, asked_s: float | None, is_so: bool) -> None:
    assert is_used_up(tried, asked_s, PATIENCE) is is_so
