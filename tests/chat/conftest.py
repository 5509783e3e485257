from collections.abc import Iterator

import pytest

from bot.sandbox import Sandbox, demo_world, running

from .running import Chat, roomdesk


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
