"""The demonstration as `make demo` runs it: a pretend Webex, the real bot, and the page."""

import contextlib
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from bot.sandbox import Sandbox, demo_world, running
from bot.sandbox.hearing import demo_settings, introduce, wait_until_it_hears
from bot.sandbox.page import Keeper, serving
from tests.idle import wait_until_idle

_ROOT = Path(__file__).parents[2]


@dataclass(frozen=True)
class Demo:
    """A running one."""

    url: str
    webex: Sandbox
    bot: Keeper
    database_url: str

    def mend(self) -> None:
        """Undo whatever was broken, and forget what was said: the page shows a hundred messages."""
        self.webex.faults.clear()
        self.webex.courier.copies = self.webex.socket.copies = 1
        self.webex.socket.troubles = set()
        self.bot.start()
        wait_until_idle(self.webex, self.database_url)
        with self.webex.world.lock:
            self.webex.world.messages.clear()


@contextlib.contextmanager
def demonstration(folder: Path, events: str = "webhook") -> Iterator[Demo]:
    """Run one, with the bot's database and log in `folder`; the bot hears by `events`."""
    with running(demo_world()) as webex:
        # Nobody asks as much as a test, and its calls come in one order, however quiet it is.
        changes = {"LIMIT_PER_PERSON": "off", "LIMIT_PER_SPACE": "off", "READ_AHEAD": "off"}
        settings = {**demo_settings(webex, folder / "bot.db", events), **changes}
        introduce(_ROOT, settings)
        bot = Keeper(_ROOT, settings, folder / "bot.log")
        try:
            bot.start()
            wait_until_it_hears(webex, settings)
            with serving(webex, bot) as url:
                yield Demo(url, webex, bot, settings["DATABASE_URL"])
        finally:
            bot.close()
