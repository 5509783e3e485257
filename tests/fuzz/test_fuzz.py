"""The short form of `make fuzz`: hostile deliveries and questions, and nothing gives way."""

import secrets
from pathlib import Path

import pytest

from tests.fuzz.plan import Plan
from tests.fuzz.play import play
from tests.fuzz.report import table

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
    assert found.accepted == found.answered + found.given_up > _COUNT // 10
    assert {status[:3] for status in found.statuses} >= {"200", "400", "401", "413"}
    assert str(found.accepted) in table([found])
