"""A running bot whose people change their rooms, with their own access or the organisation's."""

import time
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from bot.sandbox import Sandbox
from bot.sandbox.message import Message
from bot.sandbox.seed import name
from tests.chat.browser import accept, link_in, told
from tests.chat.running import Chat, roomdesk

OWN, ORG = "their own access", "the organisation’s access"
_KEY = (name.JOHN_EMAIL, name.SITE)


@dataclass(frozen=True, slots=True)
class Since(Chat):
    """A chat that others have had before; `since` is when this one began."""

    since: float = 0.0

    @classmethod
    def now(cls, chat: Chat) -> "Since":
        """Begin."""
        return cls(chat.webex, chat.app, chat.url, chat.environ, time.monotonic())


@contextmanager
def changing(webex: Sandbox, folder: Path, access: str, **changes: str) -> Iterator[Chat]:
    """Run a bot; with their own access, John and Ana have connected."""
    without = {"WEBEX_REFRESH_TOKEN": ""} if access == OWN else {}
    with roomdesk(webex, folder, {**without, **changes}) as chat:
        if access == OWN:
            for who in (name.JOHN_EMAIL, name.ANA_EMAIL):
                connect(chat, who)
        yield chat


def connect(chat: Chat, who: str) -> None:
    """Let somebody connect their account, and hear that they have."""
    link = link_in(chat.ask("connect", who, room=None))
    count = len(chat.webex.direct_messages(who))
    assert accept(link, who).status == 200
    told(chat.webex, count, who)


def typed(chat: Chat, line: str, who: str = name.JOHN_EMAIL) -> Message:
    """Type a line 1:1."""
    return chat.ask(line, who, room=None)


def done(chat: Chat, line: str, who: str = name.JOHN_EMAIL) -> Message:
    """Type a line 1:1 and press “Change it”; return what comes of it."""
    return chat.press(typed(chat, line, who), "Change it", who)


def room_of(chat: Chat) -> dict[str, Any]:
    """Return John's room as Webex has it."""
    return dict(chat.webex.world.pmrs[_KEY])


def writes(chat: Chat) -> list[str]:
    """Return what was asked of Webex that changes preferences: the method and the last word."""
    since = chat.since if isinstance(chat, Since) else 0.0
    return [
        f"{one.method} {one.path.rpartition('/')[2]}"
        for one in chat.webex.calls(since)
        if "meetingPreferences" in one.path and one.method != "GET"
    ]
