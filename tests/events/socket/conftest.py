from collections.abc import Iterator
from pathlib import Path

import pytest

from bot.sandbox import Sandbox
from tests.events.socket.ear import Ear, listening


@pytest.fixture
def ear(webex: Sandbox, tmp_path: Path) -> Iterator[Ear]:
    with listening(webex, tmp_path) as ear:
        yield ear
