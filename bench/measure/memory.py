"""How much memory the bot holds after many answers, and whether that grows."""

from collections.abc import Iterator
from pathlib import Path

from bench.importing import imported, packages
from bench.program import Program
from bench.row import Row, row, shown, verdict
from bench.stage import Stage
from tests.ending import children

_FEW, _MANY, _AT_ONCE = 2_000, 10_000, 500
_NOISE = 1.03  # what an allocator keeps differs by so much from one look to the next


def rows(stage: Stage) -> Iterator[Row]:
    """Let the bot answer as fast as it can, and look at its worker."""
    stage.pretend.set_latency(0)
    with imported(packages(stage)) as pid:
        floor = _resident_mb(pid)
    with stage.roomdesk() as bot:
        (worker,) = children(bot.pid)
        _answer(stage, bot, _FEW)
        few = _resident_mb(worker)
        yield row(f"resident memory after {_FEW:,} answers", floor, few, "≤ 1.4 ×", "MB")
        _answer(stage, bot, _MANY - _FEW)
        many = _resident_mb(worker)
    ratio, to_reach = f"{many / few:.2f} ×", f"≤ {_NOISE} ×"
    yield Row(
        f"resident memory after {_MANY:,} answers, beside {_FEW:,}",
        shown(few, "MB"),
        shown(many, "MB"),
        ratio,
        to_reach,
        verdict(ratio, to_reach),
    )


def _answer(stage: Stage, bot: Program, count: int) -> None:
    for _ in range(stage.few(count) // _AT_ONCE or 1):
        stage.batch(bot, _AT_ONCE)


def _resident_mb(pid: int) -> float:
    """Return the resident memory of a process."""
    status = Path(f"/proc/{pid}/status").read_text()
    line = next(line for line in status.splitlines() if line.startswith("VmRSS:"))
    return int(line.split()[1]) / 1024
