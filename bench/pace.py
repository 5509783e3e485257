"""How fast the machine is at a moment: whoever shares it may change that within a run."""

from collections.abc import Sequence
from time import perf_counter

_STEPS = 1_000_000


def pace_ms() -> float:
    """Return how long a loop of Python takes that is always the same."""
    began, total = perf_counter(), 0
    for number in range(_STEPS):
        total += number * number
    return (perf_counter() - began) * 1000


def told(paces_ms: Sequence[float]) -> str:
    """Say how steady the machine was."""
    best, middle, worst = min(paces_ms), sorted(paces_ms)[len(paces_ms) // 2], max(paces_ms)
    return (
        f"a loop of Python that takes {best:.0f} ms at best took {middle:.0f} ms in the middle "
        f"and {worst:.0f} ms at worst"
    )
