"""Lists of which a number of pages is read, each with word of whether that was all.

Webex may put fewer items on a page than were asked for, so that only its link to the next one
tells: https://developer.webex.com/docs/basics#pagination.
"""

from collections.abc import Mapping
from typing import Any

from webexteamssdk import WebexTeamsAPI

from bot.webex.bearer import Bearer

Items = list[Mapping[str, Any]]


def pages(
    bearer: Bearer, path: str, params: Mapping[str, str | int], most: int
) -> tuple[Items, bool]:
    """Return the items of up to `most` pages, a call each, and whether there are no others.

    Raises:
        WebexError: a call failed, or what came is no list.
    """
    items: Items = []
    following: str | None = None
    for _ in range(most):
        found, following = _page(bearer, path, following, params)
        items += found
        if following is None:
            break
    return items, following is None


def _page(
    bearer: Bearer, path: str, url: str | None, params: Mapping[str, str | int]
) -> tuple[Items, str | None]:
    """Return a page, the first one where there is no `url`, and the address of the next."""

    def asked(api: WebexTeamsAPI) -> tuple[Items, str | None]:
        wanted = None if url else dict(params)
        response = api._session.request("GET", url or path, 200, params=wanted)
        found = response.json().get("items")
        if not isinstance(found, list):
            raise TypeError("not a list")
        items = [item for item in found if isinstance(item, Mapping)]
        return items, response.links.get("next", {}).get("url")

    result: tuple[Items, str | None] = bearer.call(f"GET /{path}", asked)
    return result
