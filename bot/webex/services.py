"""Calls to Webex's services beside its API: the catalog, devices, and conversations.

Clients of Webex's own find these by the catalog. Their interface is internal, and may change.
"""

from collections.abc import Mapping
from typing import Any
from urllib.parse import urlsplit

import requests

from bot.errors import Failure, Trouble, WebexError
from bot.secret import Secret
from bot.webex.bearer import Bearer, Connections, parsed
from bot.webex.model.catalog import Catalog
from bot.webex.session import set_up


class Services:
    """Calls with the token of `bearer`, which goes nowhere but to Webex's own hosts.

    `catalog_url` is where everything begins.
    """

    def __init__(self, bearer: Bearer, connections: Connections, catalog_url: str) -> None:
        self._bearer = bearer
        self._connections = connections
        self._catalog_url = catalog_url

    def catalog(self) -> Catalog:
        """Return the catalog. Raises: WebexError."""
        found = self.call("GET", f"{self._catalog_url}?format=hostmap")
        return parsed("GET /catalog", found, Catalog.read)

    def token(self) -> Secret:
        """Return the token, for the first frame of a socket. Raises: WebexError."""
        token: Secret = self._bearer.call("", lambda api: Secret(api.access_token))
        return token

    def is_webexs(self, url: str, catalog: Catalog | None = None) -> bool:
        """Tell whether the token may go there: to a host of the catalog, or of its domain.

        It goes by TLS, unless the catalog itself is read without, as on loopback.
        """
        begin, target = urlsplit(self._catalog_url), urlsplit(url)
        host = target.hostname or ""
        is_safe = target.scheme in {"https", "wss"} or begin.scheme == "http"
        is_bare = target.username is None and target.password is None
        known = catalog.hosts if catalog else frozenset()
        return is_safe and is_bare and (host in known or _domain(host) == _domain(begin.hostname))

    def call(
        self,
        method: str,
        url: str,
        body: Mapping[str, Any] | None = None,
        catalog: Catalog | None = None,
    ) -> Mapping[str, Any]:
        """Return the JSON object that a call answers; {} where it answers nothing.

        Raises:
            WebexError: it failed, or the token may not go there.
        """
        where = f"{method} {urlsplit(url).path}"
        if not self.is_webexs(url, catalog):
            raise WebexError(Failure(Trouble.GARBLED, where))

        def ask(api: Any) -> Mapping[str, Any]:
            return self._sent(method, url, body, api.access_token)

        found: Mapping[str, Any] = self._bearer.call(where, ask)
        return found

    def _sent(
        self, method: str, url: str, body: Mapping[str, Any] | None, token: str
    ) -> Mapping[str, Any]:
        shared = self._connections
        session = requests.Session()  # each host may have a proxy of its own, and calls are few
        set_up(session, url, shared.adapter, shared.clock.note)
        response = session.request(
            method,
            url,
            json=body,
            headers={"Authorization": f"Bearer {token}", "Accept": "application/json"},
            timeout=shared.timeout_s,
            allow_redirects=False,
        )
        if response.is_redirect:
            raise TypeError("sent on to somewhere else")
        found = response.json() if response.content else {}
        if not isinstance(found, Mapping):
            raise TypeError("not a JSON object")
        return found


def _domain(host: str | None) -> str:
    """Return the part of a host's name that its owner has: `wbx2.com`. An address is its own."""
    name = host or ""
    is_address = ":" in name or name.replace(".", "").isdigit()
    return name if is_address else ".".join(name.split(".")[-2:])
