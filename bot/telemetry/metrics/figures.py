"""The figures of one process, where somebody wants them."""

import logging
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

from bot.telemetry.metrics.port import SILENT, Metrics
from bot.telemetry.metrics.state import State

log = logging.getLogger(__name__)

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

    try:
        exposition = Exposition(shared)
    except OSError as error:  # figures may be lost, answers may not
        log.warning(
            "this process counts nothing for /metrics: %s. Something removes temporary files; "
            "restart gunicorn",
            error,
        )
        return Figures()
    return Figures(exposition.metrics, exposition.page)


def process_ended(process_id: int) -> None:
    """Tell the figures of several processes that one of them has ended; what it counted stays."""
    from prometheus_client.multiprocess import mark_process_dead

    mark_process_dead(process_id)
