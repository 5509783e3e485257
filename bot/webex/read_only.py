"""Webex to look at: connections over which nothing can be posted, changed or deleted."""

from typing import Any

import requests
from requests.adapters import HTTPAdapter

from bot.errors import RefusedError
from bot.webex.bearer import Connections

_READS = frozenset({"GET", "HEAD"})


def read_only(base_url: str, threads: int) -> Connections:
    """Return connections that raise `RefusedError` instead of any call that is no reading."""
    connections = Connections(base_url, threads)
    connections.adapter = _ReadOnly(pool_connections=4, pool_maxsize=threads)
    return connections


class _ReadOnly(HTTPAdapter):
    """Sends what reads."""

    def send(
        self, request: requests.PreparedRequest, *args: Any, **kwargs: Any
    ) -> requests.Response:
        """Send a request that reads."""
        if request.method not in _READS:
            raise RefusedError(
                "Not from here", "That changes something at Webex. Ask the bot in Webex for it."
            )
        return super().send(request, *args, **kwargs)
