"""One bot that runs, and the databases of the rooms for tests that start processes on them."""

from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

import pytest

from bot.sandbox import Sandbox, demo_world, running
from bot.sandbox.bot_process import bot_process, free_port, settings_for
from tests.database.schema.conftest import database, postgresql_database, sqlite_database
from tests.idle import wait_until_idle
from tests.registered import register
from tests.tokens.conftest import sqlite_vault, vault

ROOT = Path(__file__).parents[2]

__all__ = [
    "database",
    "postgresql_database",
    "sqlite_database",
    "sqlite_vault",
    "vault",
]


@dataclass(frozen=True, slots=True)
class Live:
    """A bot under gunicorn, the Webex it is in, its settings, and its log."""

    webex: Sandbox
    settings: Mapping[str, str]
    log: Path

    @property
    def url(self) -> str:
        return self.settings["PUBLIC_URL"]

    @property
    def port(self) -> int:
        return int(self.settings["PORT"])


@contextmanager
def living_bot(folder: Path) -> Iterator[Live]:
    """Run a bot at a Webex of its own until the end of the block."""
    with running(demo_world()) as webex, (folder / "log").open("wb") as log:
        settings = {
            **settings_for(webex.url, free_port(), folder / "bot.db"),
            "HELP_CONTACT": "the service desk",
            "METRICS_TOKEN": "a token for the figures",
        }
        register(settings)
        with bot_process(ROOT, settings, log):
            yield Live(webex, settings, folder / "log")


@pytest.fixture(scope="session")
def _running(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Live]:
    with living_bot(tmp_path_factory.mktemp("live")) as live:
        yield live


@pytest.fixture
def live(_running: Live) -> Iterator[Live]:
    """The bot of all tests that neither end it nor need other settings."""
    yield _running
    _running.webex.faults.clear()
    wait_until_idle(_running.webex, _running.settings["DATABASE_URL"])
