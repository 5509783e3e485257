from pathlib import Path

import pytest

from bot.application import Roomdesk
from bot.errors import UnavailableError
from bot.sandbox import Sandbox
from bot.sandbox.bot_process import settings_for
from bot.settings import settings


@pytest.fixture
def desk(webex: Sandbox, tmp_path: Path) -> Roomdesk:
    return Roomdesk(settings.read(settings_for(webex.url, 1, tmp_path / "bot.db")))


def test_making_the_bot_starts_nothing(desk: Roomdesk, webex: Sandbox, tmp_path: Path) -> None:
    assert desk.app.test_client().get("/healthz").status_code == 200
    assert webex.calls() == []
    assert [*tmp_path.iterdir()] == []


def test_the_bot_is_started_once(desk: Roomdesk) -> None:
    assert desk.start() is desk.start()
    desk.stop()


def test_what_comes_after_the_end_starts_nothing_again(desk: Roomdesk) -> None:
    desk.start()
    assert desk.app.test_client().get("/readyz").status_code == 200
    desk.stop()
    with pytest.raises(UnavailableError):
        desk.start()
    assert desk.app.test_client().get("/readyz").status_code == 503


def test_a_bot_that_was_never_started_can_be_stopped(desk: Roomdesk) -> None:
    desk.stop()
