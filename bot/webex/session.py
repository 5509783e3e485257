"""A session of `requests` that has settled what all its calls have in common."""

from typing import Any

import requests


class Session(requests.Session):
    """Calls one API at `base_url`, many times.

    What the environment says about proxies and certificates is read once; from ~/.netrc nothing,
    whose passwords would replace the token. Calls have no headers, cookies or authentication of
    their own: to merge those with the session's takes as long as to make the call.
    """

    def __init__(self, base_url: str) -> None:
        super().__init__()
        self._settled = super().merge_environment_settings(base_url, {}, None, None, None)
        self.trust_env = False

    def prepare_request(self, request: requests.Request) -> requests.PreparedRequest:
        """Return what is sent: the request, with the session's headers and hooks."""
        prepared = requests.PreparedRequest()
        prepared.prepare(
            method=request.method,
            url=request.url,
            headers=self.headers,
            params=request.params or None,
            data=request.data,
            json=request.json,
            hooks=self.hooks,
        )
        return prepared

    def merge_environment_settings(self, *_given: Any, **_named: Any) -> Any:
        """Return how everything is sent."""
        return self._settled
