"""The real bot in this process, at a hostile Webex."""

import contextlib
from collections.abc import Iterator
from datetime import timedelta
from pathlib import Path

from bot.application import Roomdesk
from bot.runtime.parts import Tempo
from bot.sandbox.bot_process import settings_for
from bot.settings import settings
from tests.fuzz.question import DESK_EMAIL
from tests.fuzz.server import serving
from tests.fuzz.webex import Webex

_HURRY = Tempo(patience=timedelta(seconds=0.6))


@contextlib.contextmanager
def running(webex: Webex, file: Path) -> Iterator[Roomdesk]:
    """Run it until the end of the block, its inbox in `file`."""
    with serving(webex.answer) as port:
        environ = {
            **settings_for(f"http://127.0.0.1:{port}/v1/", 8000, file),
            "PUBLIC_URL": "https://bot.example",
            "ANSWER_THREADS": "8",
            "HELPDESK_PEOPLE": DESK_EMAIL,
            "WEBEX_CLIENT_ID": "fake-client-id",
            "WEBEX_CLIENT_SECRET": "fake-client-secret",
            "TOKEN_KEY": "MDEyMzQ1Njc4OTAxMjM0NTY3ODkwMTIzNDU2Nzg5MDE=",
            "LIMIT_PER_PERSON": "off",
            "LIMIT_PER_SPACE": "off",
        }
        desk = Roomdesk(settings.read(environ), _HURRY)
        parts = desk.start()
        parts.inbox.check()  # from here on there is a database,
        parts.people.me()  # and it knows its own messages
        try:
            yield desk
        finally:
            desk.stop()
