from collections.abc import Iterator

import pytest

from bot.sandbox import Sandbox, demo_world, running


@pytest.fixture
def webex() -> Iterator[Sandbox]:
    with running(demo_world()) as sandbox:
        yield sandbox
