"""Counts each call to Webex, by its status or by why it has none, and bounds its duration."""

import re
from collections.abc import Callable
from time import monotonic, perf_counter
from typing import Any

import requests
from requests.adapters import HTTPAdapter

from bot.errors import Trouble
from bot.telemetry.metrics.port import Metrics
from bot.webex import body, failure

DEADLINE_S = 15.0  # for a call, from its beginning to the end of its answer

# A part of a path that is no word may identify somebody: an id, an address, a number.
_NO_WORD = re.compile(r"/(?![A-Za-z_]+(?:/|$))[^/]+")


class CountedAdapter(HTTPAdapter):
    """A transport for `requests` that tells `metrics` of every call, and reads its answer whole.

    `begins` is called as a call begins. A session's response hooks are not called where there is no
    response.
    """

    def __init__(
        self,
        metrics: Metrics,
        deadline_s: float = DEADLINE_S,
        begins: Callable[[], None] = lambda: None,
        **pool: Any,
    ) -> None:
        super().__init__(**pool)
        self._begins = begins
        self._metrics = metrics
        self._deadline_s = deadline_s

    def send(self, request: requests.PreparedRequest, *how: Any, **more: Any) -> requests.Response:
        """Send a request. Raises what `requests` raises."""
        began, until = perf_counter(), monotonic() + self._deadline_s
        status = Trouble.UNREACHABLE.value
        self._begins()
        try:
            response = super().send(request, *how, **more)
            body.read(response, until)
            status = str(response.status_code)
        except requests.RequestException as error:
            status = failure.trouble_of(error).value
            raise
        finally:
            where = endpoint(request.method, request.url)
            self._metrics.called(where, status, perf_counter() - began)
        return response


def endpoint(method: str | None, url: str | None) -> str:
    """Return `GET /rooms/{id}`: whatever is no word in the path is replaced."""
    return _NO_WORD.sub("/{id}", failure.endpoint(method, url))
