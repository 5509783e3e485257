"""Serving the page."""

import contextlib
from collections.abc import Iterator

from ..http_server import served
from ..sandbox import Sandbox
from .app import create_app
from .changes import Changes
from .routes import Bot, Stage


@contextlib.contextmanager
def serving(webex: Sandbox, bot: Bot, port: int = 0) -> Iterator[str]:
    """Serve the page on 127.0.0.1 and yield its address; port 0 picks a free one.

    It has a port of its own, so that nothing that the API serves is of the page's origin.
    """
    changes = Changes(webex)
    bot.on_change = changes.note
    with served(create_app(Stage(webex, bot, changes)), port) as bound:
        try:
            yield f"http://127.0.0.1:{bound}/"
        finally:
            changes.close()
