"""Which addresses may become links."""

import re
from urllib.parse import SplitResult, quote, unquote, urlsplit

from bot.reply.plain_text import one_line

_LONGEST = 2000  # characters; browsers and Webex clients follow no more reliably

_APP_LINK = re.compile(r"webexteams://im\?space=[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12}")


def app_link(url: str) -> str | None:
    """Return `url` if it opens a space in the Webex app, and is nothing else."""
    return url if _APP_LINK.fullmatch(url) else None


def web_address(url: str) -> str | None:
    """Return `url` fit to stand in a link, or None if it is no http or https address.

    Characters that could end a Markdown link or an attribute are percent-encoded.
    """
    url = one_line(url)
    try:
        parts = urlsplit(url)
        host = parts.hostname
    except ValueError:
        return None
    if parts.scheme not in {"http", "https"} or not host or len(url) > _LONGEST:
        return None
    return quote(url, safe="%/:?#@!$&'*+,;=~-._")


def same_page(link: str, address: str) -> bool:
    """Tell whether a link that somebody pasted leads to `address`.

    Scheme, case and a trailing slash do not matter, nor does a query unless `address` has one.
    """
    try:
        one, other = urlsplit(one_line(link)), urlsplit(one_line(address))
    except ValueError:
        return False
    is_query_same = not other.query or one.query == other.query
    return bool(other.netloc) and is_query_same and _place(one) == _place(other)


def _place(address: SplitResult) -> tuple[str, str]:
    path = unquote(address.path).casefold().rstrip("/")
    return address.netloc.casefold(), path
