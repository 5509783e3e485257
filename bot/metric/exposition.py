"""The figures as text: this process's, or those of all that share a folder."""

from collections.abc import Callable
from contextlib import nullcontext
from pathlib import Path

from prometheus_client import CONTENT_TYPE_PLAIN_0_0_4, CollectorRegistry, generate_latest
from prometheus_client.multiprocess import MultiProcessCollector

from bot.metric import folder
from bot.metric.look import State
from bot.metric.prometheus import Prometheus
from bot.metric.state import StateCollector


class Exposition:
    """Counts in `metrics`, and tells it. `shared` is the folder of this gunicorn's processes."""

    def __init__(self, shared: Path | None) -> None:
        own = CollectorRegistry()
        # Its files are made here, all of them: whoever reads must not find one that is yet empty.
        with folder.changing(shared) if shared else nullcontext():
            self.metrics = Prometheus(own)
        self._shared = shared
        self._counted = CollectorRegistry() if shared else own
        if shared:
            MultiProcessCollector(self._counted, str(shared))

    def page(self, look: Callable[[], State]) -> tuple[bytes, str]:
        """Return what was counted, and what `look` returns, in Prometheus's text format."""
        known = CollectorRegistry()
        known.register(StateCollector(look))
        with folder.reading(self._shared) if self._shared else nullcontext():
            counted = generate_latest(self._counted)
        return counted + generate_latest(known), CONTENT_TYPE_PLAIN_0_0_4
