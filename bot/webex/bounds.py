"""Keeps calls inside Webex's API: links and redirections that lead elsewhere are not followed."""

import logging
import re
from collections.abc import Callable
from urllib.parse import SplitResult, unquote, urljoin, urlsplit

import requests

from bot.errors import StrayLinkError, Trouble, WebexError
from bot.webex import failure

log = logging.getLogger(__name__)

_LONGEST = 2000  # characters
_VISIBLE = re.compile(r"[!-\[\]-~]+")  # ASCII, but for the backslash, which some take for a slash
# The schema of a personal room shows a link below /api/v1, its example one below /v1. Percent signs
# are left out: an id of Webex needs none, and they can hide dots and slashes.
_PATH = re.compile(r"/(?:api/)?v1(?:/[A-Za-z0-9_~=:@+,-][A-Za-z0-9_~=:@+,.-]*)+")
_PORTS = {"http": 80, "https": 443}


def inside(base_url: str, href: str) -> str:
    """Return the address that a link of Webex's leads to, relative to that of its API or not.

    Raises:
        StrayLinkError: it leads out of the API; a token must not go there.
    """
    try:
        is_plain = len(href) <= _LONGEST and _VISIBLE.fullmatch(href) and not _has_dots(href)
        target = urlsplit(urljoin(base_url, href))
        base = urlsplit(base_url)
        if is_plain and _PATH.fullmatch(_below(base.path, target.path)) and _is_same(target, base):
            return target._replace(fragment="").geturl()
    except ValueError as error:  # no address at all
        raise StrayLinkError("a link that is no address") from error
    raise StrayLinkError("a link that leads out of Webex's API")


def keep_inside(base_url: str) -> Callable[..., None]:
    """Return a response hook for `requests` that stops redirections out of the API."""

    def stay(response: requests.Response, *_args: object, **_kwargs: object) -> None:
        following = response.links.get("next", {}).get("url")
        if following and not _is_inside(base_url, following):
            # The SDK would send the token there.
            log.warning("a list goes on at another address than Webex's: it is cut")
            del response.headers["Link"]
        if response.is_redirect and not _leads_back(base_url, response):
            log.warning("Webex sends a call on to another address than its own: it is ended")
            raise WebexError(failure.of_response(response, Trouble.GARBLED))

    return stay


def _leads_back(base_url: str, response: requests.Response) -> bool:
    try:
        return _is_inside(base_url, urljoin(response.url, response.headers["location"]))
    except ValueError:  # no address at all
        return False


def _is_inside(base_url: str, href: str) -> bool:
    try:
        return bool(inside(base_url, href))
    except StrayLinkError:
        return False


def _below(base_path: str, path: str) -> str:
    # A proxy may keep the API elsewhere, at /webex/v1/.
    return f"/v1/{path.removeprefix(base_path)}" if path.startswith(base_path) else path


def _has_dots(href: str) -> bool:
    return not {".", ".."}.isdisjoint(unquote(urlsplit(href).path).split("/"))


def _is_same(one: SplitResult, other: SplitResult) -> bool:
    is_bare = one.username is None and one.password is None
    return is_bare and _origin(one) == _origin(other)


def _origin(address: SplitResult) -> tuple[str, str | None, int | None]:
    port = address.port or _PORTS.get(address.scheme)
    return address.scheme, address.hostname, port
