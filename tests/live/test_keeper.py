"""The bot's process, killed and started again."""

from collections.abc import Iterator
from pathlib import Path

import pytest

from bot.sandbox import Sandbox
from bot.sandbox.bot_process import free_port, settings_for
from bot.sandbox.page import Keeper

ROOT = Path(__file__).parents[2]


@pytest.fixture
def keeper(webex: Sandbox, tmp_path: Path) -> Iterator[Keeper]:
    settings = settings_for(webex.url, free_port(), tmp_path / "bot.db")
    keeper = Keeper(ROOT, settings, tmp_path / "bot.log")
    yield keeper
    keeper.close()


def test_it_is_started_killed_and_started_again(keeper: Keeper) -> None:
    seen: list[str] = []
    keeper.on_change = lambda: seen.append(keeper.state)
    assert keeper.state == "stopped"
    keeper.kill()
    for _ in range(2):
        keeper.start()
        keeper.start()
        keeper.kill()
    assert seen == ["stopped", *["starting", "running", "stopped"] * 2]


def test_one_that_cannot_start_is_told(webex: Sandbox, tmp_path: Path) -> None:
    settings = {**settings_for(webex.url, free_port(), tmp_path / "bot.db"), "WEBEX_BOT_TOKEN": ""}
    keeper = Keeper(ROOT, settings, tmp_path / "bot.log")
    with pytest.raises(RuntimeError, match="exit code"):
        keeper.start()
    assert keeper.state == "stopped"
    assert "WEBEX_BOT_TOKEN" in (tmp_path / "bot.log").read_text()
