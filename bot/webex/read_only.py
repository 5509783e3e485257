"""Connections to Webex over which nothing can be posted, changed or deleted."""

from typing import Any

import requests

from bot.errors import RefusedError
from bot.telemetry.metrics.port import SILENT
from bot.webex.bearer import Connections
from bot.webex.counted import CountedAdapter

_READS = frozenset({"GET", "HEAD"})


def read_only(base_url: str, threads: int) -> Connections:
    """Return connections that raise `RefusedError` instead of any call that is no reading."""
    connections = Connections(base_url, threads)
    connections.adapter = _ReadOnly(SILENT, pool_connections=4, pool_maxsize=threads)
    return connections


class _ReadOnly(CountedAdapter):
    """Sends only requests that read."""

    def send(
        self, request: requests.PreparedRequest, *args: Any, **kwargs: Any
    ) -> requests.Response:
        """Send a request that reads."""
        if request.method not in _READS:
            raise RefusedError(
                "Not from here", "That changes something at Webex. Ask the bot in Webex for it."
            )
        return super().send(request, *args, **kwargs)
