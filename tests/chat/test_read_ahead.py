"""READ_AHEAD: the space of a question is read beside its message."""

import time
from pathlib import Path

import pytest

from bot.sandbox import demo_world, running
from bot.sandbox.seed import name
from tests.chat.running import roomdesk

_SPACE = f"/v1/rooms/{name.UNICORN_ID}"


@pytest.mark.parametrize(
    ("setting", "read"),
    [("", [_SPACE]), ("on", [_SPACE]), ("off", [])],
    ids=["unset", "on", "off"],
)
def test_it_is_read_for_help_too_unless_that_is_switched_off(
    tmp_path: Path, setting: str, read: list[str]
) -> None:
    with (
        running(demo_world()) as webex,
        roomdesk(webex, tmp_path, {"READ_AHEAD": setting}) as chat,
    ):
        since = time.monotonic()

        def asked() -> list[str]:
            return sorted(call.path for call in webex.calls(since) if _SPACE in call.path)

        assert chat.told("help").startswith("**What I can do for you**")
        assert webex.wait_for(lambda: asked() == read)
