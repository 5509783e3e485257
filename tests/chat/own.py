"""A Webex, and a bot in it, of its own for each test: for files whose tests change the world.

Such a file imports what it needs of these and names it in `__all__`.
"""

from collections.abc import Iterator
from pathlib import Path

import pytest

from bot.sandbox import Sandbox, demo_world, running
from tests.chat.running import Chat, roomdesk


@pytest.fixture(name="webex")
def own_webex() -> Iterator[Sandbox]:
    with running(demo_world()) as sandbox:
        yield sandbox


@pytest.fixture(name="chat")
def own_chat(webex: Sandbox, tmp_path: Path) -> Iterator[Chat]:
    with roomdesk(webex, tmp_path) as chat:
        yield chat
