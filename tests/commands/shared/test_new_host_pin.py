"""A new host PIN follows the page's rules, and is the same at each try at one change."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.commands.shared.new_host_pin import drawn
from bot.sandbox.api.room_update import _is_pin

_RUNS = ("0123456789", "9876543210")


@given(st.text(min_size=1), st.integers(4, 24))
def test_a_pin_has_the_length_asked_for_and_nothing_that_is_easily_guessed(
    seed: str, length: int
) -> None:
    pin = drawn(seed, length)
    assert pin
    digits = pin.reveal()
    assert (len(digits), digits.isascii(), digits.isdigit()) == (length, True, True)
    parts = [digits[at : at + 3] for at in range(length - 2)]
    assert not any(part in run for part in parts for run in _RUNS)
    assert all(len(set(part)) > 1 for part in parts)
    assert _is_pin(digits, length)
    assert drawn(seed, length) == pin


@pytest.mark.parametrize("length", [0, 1, 3])
def test_a_room_that_tells_no_pin_gets_none(length: int) -> None:
    assert drawn("seed", length) is None


def test_every_digit_is_about_as_likely_as_any_other() -> None:
    digits = "".join(pin.reveal() for n in range(3000) if (pin := drawn(f"{n}", 4)))
    counts = [digits.count(one) for one in "0123456789"]
    assert min(counts) > 0.8 * len(digits) / 10
    assert max(counts) < 1.2 * len(digits) / 10
