"""The figures as text: this process's, or those of all that share a folder.

Figures may be lost, answers may not: where the folder fails, the bot goes on without them.
"""

import logging
import os
import struct
from collections.abc import Callable
from pathlib import Path

from prometheus_client import CONTENT_TYPE_PLAIN_0_0_4, CollectorRegistry, generate_latest
from prometheus_client.multiprocess import MultiProcessCollector

from bot.telemetry.metrics import folder
from bot.telemetry.metrics.port import SILENT, Metrics
from bot.telemetry.metrics.prometheus import Prometheus
from bot.telemetry.metrics.state import State, StateCollector

log = logging.getLogger(__name__)


class Exposition:
    """Counts in `metrics`, and tells it. `shared` is the folder of this gunicorn's processes."""

    def __init__(self, shared: Path | None) -> None:
        self._own = CollectorRegistry()
        self._shared = shared
        self._is_readable = True
        self.metrics: Metrics = _together(self._own, shared) if shared else Prometheus(self._own)

    def page(self, look: Callable[[], State]) -> tuple[bytes, str]:
        """Return what was counted, and what `look` returns, in Prometheus's text format."""
        known = CollectorRegistry()
        known.register(StateCollector(look))
        counted = self._of_all(self._shared) if self._shared else generate_latest(self._own)
        return counted + generate_latest(known), CONTENT_TYPE_PLAIN_0_0_4

    def _of_all(self, shared: Path) -> bytes:
        """Return what all processes have counted; nothing if that cannot be read."""
        registry = CollectorRegistry()
        try:
            with folder.reading(shared):
                MultiProcessCollector(registry, str(shared))
                counted = generate_latest(registry)
        except (OSError, ValueError, RuntimeError, struct.error) as error:
            if self._is_readable:
                log.warning(
                    "/metrics lacks what was counted: %s. Look after its folder, then restart "
                    "gunicorn",
                    error,
                )
            self._is_readable = False
            return b""
        self._is_readable = True
        return counted


def _together(own: CollectorRegistry, shared: Path) -> Metrics:
    """Return what counts in the folder; where there is no room for its files, what does nothing."""
    try:
        # All of them are made here: whoever reads must not find one that is yet empty.
        with folder.changing(shared):
            folder.make_room(shared, os.getpid())
            return Prometheus(own)
    except OSError as error:
        log.warning(
            "this process counts nothing for /metrics: %s. Give it room for temporary files, then "
            "restart gunicorn",
            error,
        )
        return SILENT
