"""How many answers a second one process gives, and what one costs, beside a script's calls."""

from collections.abc import Iterator
from statistics import median

from bench.floors import scripted
from bench.row import Row, row
from bench.stage import THREADS, Batch, Stage

_TURNS, _COUNT = 3, 500


def rows(stage: Stage) -> Iterator[Row]:
    """Let the bot and the script do the same in turns."""
    bots: list[Batch] = []
    floors: list[Batch] = []
    with scripted(stage, THREADS) as script, stage.roomdesk() as bot:
        for _ in range(_TURNS):
            floors.append(script.batch(stage.few(_COUNT)))
            bots.append(stage.batch([bot], stage.few(_COUNT)))
    low, high = (median(one.per_s for one in found) for found in (floors, bots))
    yield row("sustained answers a second, one process", low, high, "≥ 0.75 ×", "/s")
    low, high = (median(one.cpu_ms_each for one in found) for found in (floors, bots))
    yield row("CPU time an answer", low, high, "≤ 1.6 ×", "ms")
