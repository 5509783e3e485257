"""The demonstration as `make demo` runs it: a pretend Webex, the real bot, and the page."""

import contextlib
import sqlite3
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from bot.sandbox import Sandbox, demo_world, running
from bot.sandbox.hearing import demo_settings, introduce, wait_until_it_hears
from bot.sandbox.page import Keeper, serving

_ROOT = Path(__file__).parents[2]


@dataclass(frozen=True)
class Demo:
    """A running one."""

    url: str
    webex: Sandbox
    bot: Keeper
    database: Path

    def mend(self) -> None:
        """Undo whatever was broken, and forget what was said: the page shows a hundred messages."""
        self.webex.faults.clear()
        self.webex.courier.copies = self.webex.socket.copies = 1
        self.webex.socket.troubles = set()
        self.bot.start()
        # A question that is tried again would be answered in the middle of the next test.
        while not (self.webex.wait_until_delivered() and self._is_done()):
            self.webex.wait_for(lambda: False, 0.02)
        with self.webex.world.lock:
            self.webex.world.messages.clear()

    def _is_done(self) -> bool:
        opened = f"file:{self.database}?mode=ro"
        with contextlib.closing(sqlite3.connect(opened, uri=True)) as connection:
            open_ones = "SELECT count(*) FROM questions WHERE ended_at IS NULL"
            return bool(connection.execute(open_ones).fetchone() == (0,))


@contextlib.contextmanager
def demonstration(folder: Path, events: str = "webhook") -> Iterator[Demo]:
    """Run one, with the bot's database and log in `folder`; the bot hears by `events`."""
    with running(demo_world()) as webex:
        database = folder / "bot.db"
        # Nobody asks as much as a test.
        unlimited = {"LIMIT_PER_PERSON": "off", "LIMIT_PER_SPACE": "off"}
        settings = {**demo_settings(webex, database, events), **unlimited}
        introduce(_ROOT, settings)
        bot = Keeper(_ROOT, settings, folder / "bot.log")
        try:
            bot.start()
            wait_until_it_hears(webex, settings)
            with serving(webex, bot) as url:
                yield Demo(url, webex, bot, database)
        finally:
            bot.close()
