"""The short form of `make fuzz`: hostile deliveries and questions, and nothing gives way."""

import secrets
from pathlib import Path

import pytest

from tests.fuzz.plan import Plan
from tests.fuzz.play import ACCEPTED, play

_COUNT = 400


@pytest.mark.parametrize(
    "seed",
    [
        pytest.param("always the same", id="a seed that stays"),
        pytest.param(secrets.token_hex(4), id="a seed of its own"),
    ],
)
def test_nothing_that_is_sent_makes_the_bot_fail(seed: str, tmp_path: Path) -> None:
    print(f"python -m tests.fuzz --count {_COUNT} --processes 1 --seed {seed!r}")  # noqa: T201
    found = play(Plan(seed, _COUNT), tmp_path)
    assert found.faults == []
    assert found.counts[ACCEPTED] > _COUNT // 10
    assert {label[:3] for label in found.counts} >= {"200", "400", "401", "413"}
