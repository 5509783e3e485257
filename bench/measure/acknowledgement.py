"""How soon a delivery is acknowledged, while the questions are answered."""

from collections.abc import Iterator
from statistics import median, quantiles

from bench.floors import bare
from bench.program import Program
from bench.row import Row, row
from bench.stage import Stage

PER_S = 50
_SECONDS = 5
_TURNS = 3
_MOST_MS = 50.0  # within which nobody notices


def rows(stage: Stage) -> Iterator[Row]:
    """Deliver to the bot and to the bare route in turns."""
    bots: list[list[float]] = []
    floors: list[list[float]] = []
    with bare(stage) as floor, stage.roomdesk() as bot:
        for _ in range(stage.few(_TURNS)):
            floors.append(_block(stage, floor))
            bots.append(_block(stage, bot, is_answered=True))
    title = f"acknowledgement at {PER_S} deliveries a second"
    for percent, most_ms in ((50, None), (99, _MOST_MS)):
        low, high = (_typical(blocks, percent) for blocks in (floors, bots))
        to_reach = f"≤ {most_ms / low:.2f} × (50 ms)" if most_ms else ""
        yield row(f"{title}, p{percent}", low, high, to_reach, "ms")


def _block(stage: Stage, program: Program, *, is_answered: bool = False) -> list[float]:
    bodies = stage.pretend.ask("room", PER_S * _SECONDS)
    stage.pretend.expect(len(bodies))
    sent = stage.load.send(program.url, bodies, PER_S, 16)
    if is_answered:
        stage.pretend.answers(60)
    return [one.seconds * 1000 for one in sent]


def _typical(blocks: list[list[float]], percent: int) -> float:
    return median(quantiles(block, n=100)[percent - 1] for block in blocks)
