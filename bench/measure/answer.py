"""How soon `room` is answered: one at a time, and forty at once."""

from collections.abc import Iterator
from statistics import median, quantiles

from bench.floors import serial
from bench.program import Program
from bench.row import Row, row
from bench.stage import Stage

AT_ONCE = 40
_TURNS, _EACH, _BATCHES = 3, 25, 5
_MORE = {"WORKERS": "2"}


def rows(stage: Stage) -> Iterator[Row]:
    """Ask the bot, and make the calls it cannot avoid, in turns."""
    answers: list[float] = []
    floors: list[float] = []
    with stage.roomdesk() as bot:
        for _ in range(stage.few(_TURNS)):
            floors += serial(stage, stage.pretend.ask("room", _EACH))
            answers += [stage.one(bot) for _ in range(_EACH)]
        at_once = _at_once(stage, bot)
    with stage.roomdesk(**_MORE) as bot:
        with_more = _at_once(stage, bot)
    for percent, to_reach in ((50, "≤ 1.06 ×"), (99, "≤ 1.2 ×")):
        low, high = (quantiles(found, n=100)[percent - 1] * 1000 for found in (floors, answers))
        yield row(f"`room` answered, one at a time, p{percent}", low, high, to_reach, "ms")
    low, title = median(floors) * 1000, f"{AT_ONCE} questions at once, last answer"
    yield row(title, low, at_once, "≤ 1.6 ×", "ms")
    said = " ".join(f"{name}={value}" for name, value in _MORE.items())
    yield row(f"{title}, with `{said}`", low, with_more, "", "ms")


def _at_once(stage: Stage, bot: Program) -> float:
    batches = [stage.batch([bot], AT_ONCE) for _ in range(stage.few(_BATCHES))]
    return median(batch.seconds for batch in batches) * 1000
