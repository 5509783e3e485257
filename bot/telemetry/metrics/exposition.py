"""The figures as text: this process's, or those of all that share a folder.

Several processes count together in the multi-process mode of prometheus-client:
https://prometheus.github.io/client_python/multiprocess/
"""

from collections.abc import Callable
from pathlib import Path

from prometheus_client import CONTENT_TYPE_PLAIN_0_0_4, CollectorRegistry, generate_latest
from prometheus_client.multiprocess import MultiProcessCollector

from bot.telemetry.metrics.collector import StateCollector
from bot.telemetry.metrics.prometheus import Prometheus
from bot.telemetry.metrics.state import State


class Exposition:
    """Counts in `metrics`, and tells it. `shared` is the folder of this gunicorn's processes."""

    def __init__(self, shared: Path | None) -> None:
        self._own = CollectorRegistry()
        self._shared = shared
        self.metrics = Prometheus(self._own)

    def page(self, look: Callable[[], State]) -> tuple[bytes, str]:
        """Return what was counted, and what `look` returns, in Prometheus's text format."""
        counted, known = self._own, CollectorRegistry()
        if self._shared:
            counted = CollectorRegistry()
            MultiProcessCollector(counted, str(self._shared))
        known.register(StateCollector(look))
        return generate_latest(counted) + generate_latest(known), CONTENT_TYPE_PLAIN_0_0_4
