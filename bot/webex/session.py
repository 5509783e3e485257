"""A session of `requests` that has settled what all its calls have in common."""

from typing import Any

import requests
from requests.structures import CaseInsensitiveDict
from urllib3.connectionpool import ConnectionPool

from bot.telemetry.metrics.port import Metrics
from bot.webex.counted import CountedAdapter


class Session(requests.Session):
    """Calls one API at `base_url`, many times.

    What the environment says about proxies and certificates is read once; from ~/.netrc nothing,
    whose passwords would replace the token. Calls have no headers, cookies or authentication of
    their own: to merge those with the session's takes as long as to make the call.
    """

    def __init__(self, base_url: str) -> None:
        super().__init__()
        self._settled: Any = super().merge_environment_settings(base_url, {}, None, None, None)
        self.trust_env = False

    def request(  # type: ignore[override]  # what else there is, nobody here gives
        self,
        method: str,
        url: str,
        params: Any = None,
        data: Any = None,
        json: Any = None,
        timeout: float | None = None,
        allow_redirects: bool = True,
    ) -> requests.Response:
        """Make a call, with the session's headers. Raises: what `requests` raises."""
        prepared = requests.PreparedRequest()
        prepared.prepare_method(method)
        prepared.prepare_url(url, params or None)
        prepared.headers = CaseInsensitiveDict(self.headers)  # type: ignore[arg-type]  # none is bytes
        prepared.prepare_body(data, None, json)
        return self.send(prepared, timeout=timeout, allow_redirects=allow_redirects)

    def send(self, request: requests.PreparedRequest, **how: Any) -> requests.Response:
        """Send a request, and go on where Webex leads to. Raises: what `requests` raises.

        Cookies are not looked for, since none is sent back.
        """
        timeout = how.get("timeout")
        response = self.get_adapter(request.url or "").send(
            request, timeout=timeout, **self._settled
        )
        for look in self.hooks["response"]:
            look(response)
        if response.is_redirect and how.get("allow_redirects", True):
            request.prepare_cookies({})  # where those are put that come on the way
            *_, response = self.resolve_redirects(
                response, request, timeout=timeout, **self._settled
            )
        _ = response.content  # read whole, its connection is free for the next call
        return response


class Transport(CountedAdapter):
    """The kept-open connections of sessions that send everything in one way.

    Which ones lead to a host is found out once: to compare proxies and certificates each time takes
    as long as to build the request.
    """

    def __init__(self, metrics: Metrics, **pool: Any) -> None:
        super().__init__(metrics, **pool)
        self._found: dict[str, ConnectionPool] = {}

    def get_connection_with_tls_context(
        self, request: requests.PreparedRequest, *how: Any, **more: Any
    ) -> ConnectionPool:
        """Return the connections to where a request goes."""
        url = request.url or ""
        origin = url[: url.find("/", len("https://"))]
        if origin not in self._found:
            self._found[origin] = super().get_connection_with_tls_context(request, *how, **more)
        return self._found[origin]

    def request_url(self, request: requests.PreparedRequest, proxies: Any) -> str:
        """Return what stands in the first line of a request."""
        return super().request_url(request, proxies) if proxies else request.path_url
