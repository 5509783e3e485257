"""Calls Webex with one token, by one SDK object for each thread."""

import threading
from collections.abc import Callable, Iterator, Mapping
from typing import Any, Protocol, TypeVar

import requests
from requests.adapters import HTTPAdapter
from webexteamssdk import WebexTeamsAPI
from webexteamssdk.exceptions import webexteamssdkException

from bot.errors import Failure, Trouble, WebexError
from bot.secret import Secret
from bot.telemetry.metrics.port import SILENT, Metrics
from bot.webex import bounds, failure, reading
from bot.webex.clock import WebexClock
from bot.webex.counted import CountedAdapter
from bot.webex.model import fields
from bot.webex.pace import Pace
from bot.webex.session import set_up

TIMEOUT_S = 8  # the SDK takes whole seconds only

# What the SDK itself raises over unexpected bodies. TypeError and AttributeError come from a JSON
# value of another type than it expects.
SURPRISES = (
    webexteamssdkException,
    ValueError,
    AssertionError,
    AttributeError,
    TypeError,
    RecursionError,
)

T = TypeVar("T")
Params = Mapping[str, str | int | None]

_END = object()  # marks the end of a list; None may be an item


def parsed(endpoint: str, found: Mapping[str, Any], read: Callable[[Mapping[str, Any]], T]) -> T:
    """Return what `read` makes of an answer; its ValueError is raised as WebexError."""
    try:
        return read(found)
    except ValueError as error:
        raise WebexError(Failure(Trouble.GARBLED, endpoint)) from error


def apart(found: Mapping[str, Any], name: str) -> tuple[Mapping[str, Any], Secret | None]:
    """Return a JSON object without one text of it, and that text."""
    secret = fields.text(found, name)
    rest = {key: value for key, value in found.items() if key != name}
    return rest, Secret(secret) if secret else None


class Connections:
    """What the bearers share: the base URL and one pool of kept-open connections.

    `base_url` ends with a slash; `threads` is how many calls run at once; `metrics` is told of
    each of them, `pace` when it begins, and `clock` of what time it was at Webex. A call that waits
    for longer than `timeout_s` has failed.
    """

    def __init__(
        self,
        base_url: str,
        threads: int,
        metrics: Metrics = SILENT,
        timeout_s: int = TIMEOUT_S,
        pace: Pace | None = None,
    ) -> None:
        self.base_url = base_url
        self.timeout_s = timeout_s
        self.metrics = metrics
        self.clock = WebexClock()
        self.pace = pace or Pace()
        # urllib3's pools are safe to share between threads, requests' sessions are not.
        self.adapter: HTTPAdapter = CountedAdapter(
            metrics, begins=self.pace.note, pool_connections=4, pool_maxsize=threads
        )


class TokenSource(Protocol):
    """Where a bearer gets its token from."""

    def get(self) -> Secret:
        """Return the token to use now."""

    def refused(self, token: Secret) -> bool:
        """Take note that Webex refuses `token`; tell whether another may be had."""


class FixedToken:
    """A token that does not change, such as the bot's own."""

    def __init__(self, token: Secret) -> None:
        self._token = token

    def get(self) -> Secret:
        """Return the token."""
        return self._token

    def refused(self, token: Secret) -> bool:  # noqa: ARG002  # there is no other
        """Return False."""
        return False


class Bearer:
    """Calls Webex with the token that `tokens` gives at that moment.

    Every method of the adapter goes through `call`, so that nothing but `WebexError` comes out of
    a call itself.
    """

    def __init__(self, connections: Connections, tokens: TokenSource) -> None:
        self._connections = connections
        self._tokens = tokens
        self._local = threading.local()

    def call(self, doing: str, ask: Callable[[WebexTeamsAPI], Any]) -> Any:
        """Return what `ask` returns; `doing` names the call where no request tells it.

        Raises:
            WebexError: the call failed, whatever the reason.
        """
        token = self._tokens.get()
        try:
            return self._ask(token, doing, ask)
        except WebexError as error:
            if error.failure.what != 401 or not self._tokens.refused(token):
                raise
        return self._ask(self._tokens.get(), doing, ask)

    def _ask(self, token: Secret, doing: str, ask: Callable[[WebexTeamsAPI], Any]) -> Any:
        try:
            return ask(self._api(token))
        except (requests.RequestException, *SURPRISES) as error:
            raise WebexError(failure.of_exception(error, doing)) from error

    def get(self, path: str, params: Params | None = None) -> Mapping[str, Any]:
        """Return the JSON object at `path`, without any host PIN.

        Where a question is tried again, what it has read before is not read again
        (see `bot.webex.reading`).

        Raises:
            WebexError: the call failed, or what came is no JSON object.
        """
        key = self.key(path, params)
        found = reading.already(key)
        if found is None:
            found = self.anew(path, params)
            reading.keep(key, found)
        return found

    def anew(self, path: str, params: Params | None = None) -> Mapping[str, Any]:
        """Return the JSON object at `path`, without any host PIN, read now. Raises: WebexError."""
        return self.with_secret(path, params or {}, "hostPin")[0]

    def key(self, path: str, params: Params | None = None) -> object:
        """Return the key under which a question remembers what it has read at `path`."""
        wanted = tuple((name, one) for name, one in (params or {}).items() if one is not None)
        return self, path, wanted  # by bearer too: another account may see something else

    def path_of(self, href: str) -> str:
        """Return the path of a link that Webex gave, as the other methods take it.

        Raises:
            StrayLinkError: it leads out of Webex's API.
        """
        return bounds.inside(self._connections.base_url, href)

    def with_secret(
        self, path: str, params: Params, name: str
    ) -> tuple[Mapping[str, Any], Secret | None]:
        """Return the JSON object at `path` without one text of it, and that text.

        It is read anew each time, and kept nowhere.

        Raises:
            WebexError: the call failed, or what came is no JSON object.
        """
        wanted = {key: value for key, value in params.items() if value is not None}
        found = self.object_(f"GET /{path}", lambda api: api._session.get(path, params=wanted))
        return apart(found, name)

    def with_token(self, token: Secret) -> "Bearer":
        """Return what calls with this one token alone, whatever becomes of it meanwhile."""
        return Bearer(self._connections, FixedToken(token))

    def items(
        self, path: str, params: Mapping[str, str | int], most: int
    ) -> Iterator[Mapping[str, Any]]:
        """Yield the items of a list, page after page, up to `most` of them.

        Raises:
            WebexError: a call failed, or what came is no list.
        """
        pages = self.call(
            f"GET /{path}", lambda api: api._session.get_items(path, params=dict(params))
        )
        for _ in range(most):
            item = self.call(f"GET /{path}", lambda _api: next(pages, _END))
            if item is _END:
                return
            if isinstance(item, Mapping):
                yield item

    def object_(self, doing: str, ask: Callable[[WebexTeamsAPI], Any]) -> Mapping[str, Any]:
        """Return the JSON object that `ask` returns.

        Raises:
            WebexError: the call failed, or what came is no JSON object.
        """

        def checked(api: WebexTeamsAPI) -> Mapping[str, Any]:
            found = ask(api)
            if not isinstance(found, Mapping):
                raise TypeError("not a JSON object")
            return found

        found: Mapping[str, Any] = self.call(doing, checked)
        return found

    def _api(self, token: Secret) -> WebexTeamsAPI:
        known = getattr(self._local, "known", None)
        if known is None or known[0] != token:
            known = self._local.known = (token, self._new_api(token))
        return known[1]

    def _new_api(self, token: Secret) -> WebexTeamsAPI:
        api = WebexTeamsAPI(
            access_token=token.reveal(),
            base_url=self._connections.base_url,
            single_request_timeout=self._connections.timeout_s,
            # The SDK would wait for as long as Webex asks, and hold the thread.
            wait_on_rate_limit=False,
            # Plain data: the SDK's models lack half of a room's fields and raise on valid times.
            object_factory=lambda _kind, data: data,
        )
        session, shared = api._session._req_session, self._connections
        set_up(session, shared.base_url, shared.adapter, shared.clock.note)
        return api
