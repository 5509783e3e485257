from pathlib import Path

import pytest
from werkzeug.test import TestResponse

from bot.application import Roomdesk
from bot.errors import UnavailableError
from bot.events import intake
from bot.inbox.store import Inbox
from bot.sandbox import Sandbox
from bot.sandbox.bot_process import settings_for
from bot.sandbox.envelope import SIGNATURE, sign
from bot.sandbox.seed import name
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


def _deliver(desk: Roomdesk) -> TestResponse:
    data = f'"id": "message", "roomId": "{name.UNICORN_ID}", "personId": "ana"'
    body = f'{{"resource": "messages", "event": "created", "data": {{{data}}}}}'.encode()
    headers = {SIGNATURE: sign(name.WEBHOOK_SECRET, body)}
    return desk.app.test_client().post("/webhook", data=body, headers=headers)


@pytest.mark.parametrize(("error", "status"), [(UnavailableError, 503), (RuntimeError, 500)])
def test_a_delivery_that_cannot_be_written_down_is_refused(
    desk: Roomdesk, error: type[Exception], status: int, monkeypatch: pytest.MonkeyPatch
) -> None:
    def fail(*_: object, **__: object) -> None:
        raise error("away")

    monkeypatch.setattr(intake, "_PATIENCE_S", 0)
    monkeypatch.setattr(Inbox, "take_in", fail)
    assert _deliver(desk).status_code == status
    desk.stop()
