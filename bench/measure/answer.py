"""How soon `room` is answered: at quiet and at busy times, and forty at once."""

import time
from collections.abc import Iterator
from statistics import median, quantiles

from bench.floors import serial
from bench.program import Program
from bench.row import Row, row
from bench.stage import Stage

AT_ONCE = 40
# Questions a minute, and how many are asked at that pace.
_PACES = {1: 4, 10: 12, 100: 75}
_BATCHES = 5


def rows(stage: Stage) -> Iterator[Row]:
    """Ask the bot, and make the calls it cannot avoid, in turns."""
    with stage.roomdesk() as bot:
        for a_minute, count in _PACES.items():
            yield from _paced(stage, bot, a_minute, stage.few(count))
        floor = median(serial(stage, stage.pretend.ask("room", 10))) * 1000
        batches = [stage.batch(bot, AT_ONCE) for _ in range(stage.few(_BATCHES))]
    last = median(batches) * 1000
    yield row(f"{AT_ONCE} questions at once, last answer", floor, last, "", "ms")


def _paced(stage: Stage, bot: Program, a_minute: int, count: int) -> Iterator[Row]:
    floors: list[float] = []
    answers: list[float] = []
    for _ in range(count):
        began = time.monotonic()
        floors += serial(stage, stage.pretend.ask("room", 1))
        answers.append(stage.one(bot))
        time.sleep(max(0.0, 60 / a_minute - (time.monotonic() - began)))
    title = f"`room` answered, {a_minute} a minute"
    low, high = (median(found) * 1000 for found in (floors, answers))
    yield row(f"{title}, p50", low, high, "≤ 1.10 ×", "ms")
    if count >= 50:  # of fewer a percentile is chance
        low, high = (quantiles(found, n=100)[98] * 1000 for found in (floors, answers))
        yield row(f"{title}, p99", low, high, "", "ms")
