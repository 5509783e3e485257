"""Each call to Webex, counted where it leaves: with its status, or why it has none."""

import re
from time import perf_counter
from typing import Any

import requests
from requests.adapters import HTTPAdapter

from bot.errors import Trouble
from bot.telemetry.metrics.port import Metrics
from bot.webex import failure

# A part of a path that is no word may be of somebody: a short id, an address, a number.
_NO_WORD = re.compile(r"/(?![A-Za-z_]+(?:/|$))[^/]+")


class CountedAdapter(HTTPAdapter):
    """A transport for `requests` that tells `metrics` of every call.

    The hooks of a session would not hear of a call that got no response.
    """

    def __init__(self, metrics: Metrics, **pool: Any) -> None:
        super().__init__(**pool)
        self._metrics = metrics

    def send(self, request: requests.PreparedRequest, *how: Any, **more: Any) -> requests.Response:
        """Send a request. Raises what `requests` raises."""
        began, status = perf_counter(), Trouble.UNREACHABLE.value
        try:
            response = super().send(request, *how, **more)
            status = str(response.status_code)
        except requests.Timeout:
            status = Trouble.TIMEOUT.value
            raise
        finally:
            where = endpoint(request.method, request.url)
            self._metrics.called(where, status, perf_counter() - began)
        return response


def endpoint(method: str | None, url: str | None) -> str:
    """Return `GET /rooms/{id}`: nothing but words is left of a path."""
    return _NO_WORD.sub("/{id}", failure.endpoint(method, url))
