"""The figures of one process, where somebody wants them."""

from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

from bot.telemetry.metrics.port import SILENT, Metrics
from bot.telemetry.metrics.state import State

# The text of /metrics, and its type.
Page = tuple[bytes, str]


def _no_page(_look: Callable[[], State]) -> Page:
    return b"", "text/plain"


@dataclass(frozen=True, slots=True)
class Figures:
    """What counts, and what tells the count together with what is looked up at that moment."""

    metrics: Metrics = SILENT
    page: Callable[[Callable[[], State]], Page] = _no_page


def figures_for(*, are_wanted: bool, shared: Path | None) -> Figures:
    """Return figures; `shared` is the folder where several processes count together."""
    if not are_wanted:
        return Figures()
    # Whoever does not want them does not pay for the library in memory.
    from bot.telemetry.metrics.exposition import Exposition

    exposition = Exposition(shared)
    return Figures(exposition.metrics, exposition.page)
