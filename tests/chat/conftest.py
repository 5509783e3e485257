from collections.abc import Iterator
from contextlib import ExitStack
from pathlib import Path

import pytest

from bot.sandbox import Sandbox, demo_world, running
from tests.by_hand import Bot, Start, processes
from tests.chat.running import Chat, Open, roomdesk
from tests.idle import wait_until_idle


@pytest.fixture(scope="module")
def webex() -> Iterator[Sandbox]:
    with running(demo_world()) as sandbox:
        yield sandbox


@pytest.fixture(scope="module")
def running_bot(webex: Sandbox, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Chat]:
    with roomdesk(webex, tmp_path_factory.mktemp("bot")) as chat:
        yield chat


@pytest.fixture
def chat(running_bot: Chat) -> Iterator[Chat]:
    yield running_bot
    running_bot.webex.faults.clear()
    running_bot.webex.faults.latency_s = 0.0
    wait_until_idle(running_bot.webex, running_bot.environ["DATABASE_URL"])


@pytest.fixture
def desk(webex: Sandbox, tmp_path: Path) -> Iterator[Open]:
    """Run a bot under other rules until the end of the test."""
    with ExitStack() as stack:
        yield lambda changes: stack.enter_context(
            roomdesk(webex, tmp_path, {"HELP_CONTACT": "Hana", **changes})
        )


# For what is taken step by step.


@pytest.fixture
def webex_by_hand() -> Iterator[Sandbox]:
    """A Webex of its own for each test."""
    with running(demo_world()) as sandbox:
        yield sandbox


@pytest.fixture
def start(webex_by_hand: Sandbox, tmp_path: Path) -> Iterator[Start]:
    with processes(webex_by_hand, tmp_path) as start:
        yield start


@pytest.fixture
def bot(start: Start) -> Bot:
    return start()
