"""Changing what is secret while the bot is in use, step by step as docs/deploying.md has it."""

import contextlib
from collections.abc import Iterator, Mapping
from dataclasses import replace
from pathlib import Path

import requests

from bot.sandbox import Sandbox
from bot.sandbox.bot_process import bot_process
from bot.sandbox.envelope import SIGNATURE, sign
from bot.sandbox.seed import name
from tests.registered import register

ROOT = Path(__file__).parents[2]
_OLD, _NEW = name.WEBHOOK_SECRET, "the-secret-after"


@contextlib.contextmanager
def _bot(settings: Mapping[str, str]) -> Iterator[None]:
    log = Path(settings["DATABASE_URL"].removeprefix("sqlite:///")).with_name("log")
    with log.open("ab") as file, bot_process(ROOT, settings, file):
        yield


def _status(settings: Mapping[str, str], secret: str) -> int:
    """Deliver something that is signed with a secret, and return the status."""
    body = b'{"resource": "memberships", "event": "deleted", "data": {}}'
    headers = {SIGNATURE: sign(secret, body)}
    url = f"{settings['PUBLIC_URL']}/webhook"
    return requests.post(url, data=body, headers=headers, timeout=10).status_code


def _is_answered(webex: Sandbox) -> bool:
    asked = webex.say(name.JOHN_EMAIL, name.UNICORN, "@Roomdesk help")
    webex.wait_for_reply(asked.id)
    return webex.wait_until_delivered() and webex.deliveries()[-1].status == 200


def test_the_webhook_secret_is_changed_without_a_delivery_refused(
    webex: Sandbox, settings: dict[str, str]
) -> None:
    register(settings)
    announced = {**settings, "WEBEX_WEBHOOK_SECRET_OLD": _NEW}
    changed = {**settings, "WEBEX_WEBHOOK_SECRET": _NEW, "WEBEX_WEBHOOK_SECRET_OLD": _OLD}
    with _bot(announced):
        register(announced)  # as a platform's release phase does
        assert _is_answered(webex)
        assert [_status(settings, one) for one in (_OLD, _NEW, "neither")] == [200, 200, 401]
        register(changed)
        assert _is_answered(webex)
    with _bot(changed):
        assert _is_answered(webex)
        assert [_status(settings, one) for one in (_OLD, _NEW, "neither")] == [200, 200, 401]
    with _bot({**settings, "WEBEX_WEBHOOK_SECRET": _NEW}):
        assert _is_answered(webex)
        assert [_status(settings, one) for one in (_OLD, _NEW)] == [401, 200]
    assert {one.status for one in webex.deliveries()} == {200}


def test_a_question_outlives_a_change_of_the_bot_s_token(
    webex: Sandbox, settings: dict[str, str]
) -> None:
    register(settings)
    with _bot(settings):
        assert _is_answered(webex)
        with webex.world.lock:  # a new token ends the old one at once
            old = webex.world.tokens.pop(name.BOT_TOKEN)
            webex.world.add_token(replace(old, value="the-token-after"))
        asked = webex.say(name.JOHN_EMAIL, name.UNICORN, "@Roomdesk room")
        assert webex.wait_until_delivered()
        assert webex.deliveries()[-1].status == 200
    assert webex.replies(asked.id) == []
    with _bot({**settings, "WEBEX_BOT_TOKEN": "the-token-after"}):
        assert "**Project Unicorn" in (webex.wait_for_reply(asked.id, 40).markdown or "")
        assert _is_answered(webex)
    assert len(webex.replies(asked.id)) == 1
