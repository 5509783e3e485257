"""Which addresses may become links."""

from urllib.parse import quote, urlsplit

from bot.plain import one_line

_LONGEST = 2000  # characters; browsers and Webex clients follow no more reliably


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
