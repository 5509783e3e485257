"""How soon `room` is answered: one at a time, and forty at once."""

from collections.abc import Iterator
from statistics import median, quantiles

from ..floors import serial
from ..row import Row, row
from ..stage import Stage

AT_ONCE = 40
_TURNS, _EACH, _BATCHES = 3, 25, 5


def rows(stage: Stage) -> Iterator[Row]:
    """Ask the bot, and make the calls it cannot avoid, in turns."""
    answers: list[float] = []
    floors: list[float] = []
    with stage.roomdesk() as bot:
        for _ in range(stage.few(_TURNS)):
            floors += serial(stage, stage.pretend.ask("room", _EACH))
            answers += [stage.one(bot) for _ in range(_EACH)]
        at_once = [stage.batch([bot], AT_ONCE).seconds for _ in range(stage.few(_BATCHES))]
    for percent, to_reach in ((50, "≤ 1.06 ×"), (99, "≤ 1.2 ×")):
        low, high = (quantiles(found, n=100)[percent - 1] * 1000 for found in (floors, answers))
        yield row(f"`room` answered, one at a time, p{percent}", low, high, to_reach, "ms")
    low, high = median(floors) * 1000, median(at_once) * 1000
    yield row(f"{AT_ONCE} questions at once, last answer", low, high, "≤ 1.6 ×", "ms")
