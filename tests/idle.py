"""Waiting until a bot has nothing left to do, before a test changes the world under it."""

import contextlib
import sqlite3
from pathlib import Path

from bot.sandbox import Sandbox


def wait_until_idle(webex: Sandbox, database_url: str) -> None:
    """Wait until every question in a SQLite file is closed, and nothing is being delivered.

    The delivery of an answer follows it, and a question that is tried again would be answered in
    the middle of the next test.
    """
    while not (webex.wait_until_delivered() and _has_closed_all(database_url)):
        webex.wait_for(lambda: False, 0.02)


def _has_closed_all(database_url: str) -> bool:
    file = Path(database_url.removeprefix("sqlite:///"))
    if not file.exists():
        return True
    with contextlib.closing(sqlite3.connect(f"file:{file}?mode=ro", uri=True)) as connection:
        tables = "SELECT count(*) FROM sqlite_master WHERE name = 'questions'"
        if connection.execute(tables).fetchone() == (0,):
            return True  # the bot has just begun
        open_ones = "SELECT count(*) FROM questions WHERE ended_at IS NULL"
        return bool(connection.execute(open_ones).fetchone() == (0,))
