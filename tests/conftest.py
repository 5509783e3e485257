import re
from collections.abc import Iterator
from pathlib import Path
from resource import RUSAGE_CHILDREN, getrusage
from typing import TYPE_CHECKING

import pytest
from hypothesis import settings

from bot.sandbox import Sandbox, demo_world, running
from bot.sandbox.bot_process import free_port, settings_for
from tests.inboxes import inboxes, postgresql_inboxes, sqlite_inboxes  # noqa: F401
from tests.postgres import (
    database_url,
    emptied_database,
    postgresql_server,
    postgresql_url,
    sqlite_url,
)

if TYPE_CHECKING:
    from tests.workers import Scheduling

__all__ = [
    "database_url",
    "emptied_database",
    "postgresql_server",
    "postgresql_url",
    "sqlite_url",
]

# No example is timed: a busy machine is no failure.
settings.register_profile("untimed", deadline=None)
settings.register_profile("few", deadline=None, max_examples=20)
settings.load_profile("untimed")

# What `make test` leaves to `make check`: whatever starts a process or a browser.
APART = ("browser", "chaos", "live")
# What takes long comes first, so that nothing long is left alone at the end.
_FIRST = ("browser", "chaos", "chat", "live")


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """Begin with those folders."""
    turns = {folder: turn for turn, folder in enumerate(_FIRST)}
    items.sort(key=lambda item: turns.get(_folder(item), len(turns)))


@pytest.hookimpl(optionalhook=True)
def pytest_xdist_make_scheduler(config: pytest.Config, log: object) -> "Scheduling":
    """Tell pytest-xdist, where it is used, which tests stay together."""
    from tests.workers import Scheduling

    return Scheduling(config, log)


@pytest.fixture(autouse=True)
def _no_process(request: pytest.FixtureRequest) -> Iterator[None]:
    """Tests of other folders than those start no process, so that `make test` stays quick."""
    if _folder(request.node) in APART:
        yield
        return
    words = (*request.fixturenames, *re.split(r"[][-]", request.node.name))
    if any(one.partition("_")[0] == "postgresql" for one in words):
        request.getfixturevalue("postgresql_server")  # one for all tests, and so none of this one's
    before = getrusage(RUSAGE_CHILDREN)
    yield
    assert getrusage(RUSAGE_CHILDREN) == before, (
        "a test that starts a process belongs in tests/live"
    )


@pytest.fixture
def webex() -> Iterator[Sandbox]:
    """A Webex of its own for each test."""
    with running(demo_world()) as sandbox:
        yield sandbox


@pytest.fixture(name="settings")
def settings_of_a_bot(webex: Sandbox, tmp_path: Path) -> dict[str, str]:
    """The settings of a bot at that Webex, with a database of its own."""
    return settings_for(webex.url, free_port(), tmp_path / "bot.db")


def _folder(item: pytest.Item) -> str:
    return item.path.relative_to(Path(__file__).parent).parts[0]
