from dataclasses import replace
from pathlib import Path

import pytest
from werkzeug.test import TestResponse

from bot.application import Roomdesk
from bot.errors import UnavailableError
from bot.events.afterwards import immediately
from bot.events.intake import Intake
from bot.sandbox import Sandbox
from bot.sandbox.bot_process import settings_for
from bot.sandbox.envelope import SIGNATURE, sign
from bot.sandbox.seed import name
from bot.settings import settings
from bot.webex.model.event import Event


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


def test_answers_give_way_to_a_delivery_until_its_sender_knows(desk: Roomdesk) -> None:
    door = desk.start().door
    for _ in ("a new one", "one that is known"):
        response = _deliver(desk)
        assert not door.is_clear()
        response.close()  # as a server does when it has sent it, or could not
        assert door.is_clear()
    desk.stop()


@pytest.mark.parametrize("error", [UnavailableError, RuntimeError])
def test_answers_go_on_after_a_delivery_that_failed(desk: Roomdesk, error: type[Exception]) -> None:
    def fail(*_: object) -> bool:
        raise error("away")

    parts = desk.start()
    failing = replace(parts, intake=Intake(lambda: None, fail, insist=lambda write: write()))
    with pytest.raises(error):
        failing.receive(Event("messages", "created", "message", "room", "ana"), immediately)
    assert parts.door.is_clear()
    desk.stop()
