from collections.abc import Iterator
from pathlib import Path

import pytest

from bot.sandbox import Sandbox
from tests.by_hand import Start, processes


@pytest.fixture
def start(webex: Sandbox, tmp_path: Path) -> Iterator[Start]:
    with processes(webex, tmp_path) as start:
        yield start
