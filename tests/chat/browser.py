"""A browser, as far as connecting an account takes one."""

import contextlib
import json
import re
from dataclasses import dataclass
from http.client import HTTPConnection
from urllib.parse import urlencode, urlsplit

from bot.sandbox import Message, Sandbox
from bot.sandbox.seed import name


@dataclass(frozen=True, slots=True)
class Page:
    """What a browser shows."""

    status: int
    text: str


def link_in(message: Message) -> str:
    """Return the address that a message's card opens."""
    found = re.search(r'"url": "([^"]+/authorize[^"]+)"', json.dumps(message.sent))
    assert found, message.markdown
    return found[1]


def told(webex: Sandbox, after: int, who: str = name.JOHN_EMAIL) -> list[str]:
    """Wait until somebody is told something 1:1 after so many messages; return what it is."""
    assert webex.wait_for(lambda: len(webex.direct_messages(who)) > after)
    return [one.markdown or "" for one in webex.direct_messages(who)[after:]]


def accept(link: str, login: str) -> Page:
    """Open a link to Webex, accept as somebody (nobody: decline), and follow where that leads."""
    return visit(came_back_to(link, login))


def came_back_to(link: str, login: str) -> str:
    """Return the address that Webex sends the browser to."""
    location = _get(f"{link}&{urlencode({'login': login})}")[2]
    assert location, "Webex sends nobody back"
    return location


def visit(url: str) -> Page:
    """Open a page."""
    status, text, _ = _get(url)
    return Page(status, text)


def _get(url: str) -> tuple[int, str, str | None]:
    parts = urlsplit(url)
    with contextlib.closing(HTTPConnection(parts.netloc, timeout=10)) as connection:
        connection.request("GET", f"{parts.path}?{parts.query}")
        answer = connection.getresponse()
        return answer.status, answer.read().decode(), answer.headers["Location"]
