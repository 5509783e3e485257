"""The bot's token is revoked, or the webhooks have another secret: deaf or mute, and not green."""

import logging
from pathlib import Path

import pytest
import requests

from bot.sandbox import Sandbox
from bot.sandbox.seed import name
from tests.chat.running import Chat, roomdesk


def _wait_until_ready_says(chat: Chat, line: str) -> int:
    """Return the status that goes with it."""
    while True:
        page = requests.get(f"{chat.url}/readyz", timeout=10)
        if line in page.text.splitlines():
            return page.status_code
        chat.webex.wait_for(lambda: False, 0.02)


def test_a_revoked_token_is_told_once_and_little_is_tried_with_it(
    webex: Sandbox, tmp_path: Path, caplog: pytest.LogCaptureFixture
) -> None:
    with roomdesk(webex, tmp_path) as chat:
        chat.ask("help")
        assert _wait_until_ready_says(chat, "bot token: ok") == 200
        with webex.world.lock:
            token = webex.world.tokens.pop(name.BOT_TOKEN)
        before = len(webex.calls())
        asked = [chat.say("room") for _ in range(5)]
        assert webex.wait_until_delivered()
        assert _wait_until_ready_says(chat, "bot token: fail") == 200
        # Others may have been on their way as Webex refused the first, which is made sure of.
        assert len(webex.calls()) - before <= 2 * (len(asked) + 1)
        with webex.world.lock:
            webex.world.tokens[name.BOT_TOKEN] = token
    errors = [record for record in caplog.records if record.levelno == logging.ERROR]
    assert [record.message.split(":")[0] for record in errors] == [
        "Webex refuses the bot's token (401)"
    ]


def test_deliveries_with_another_secret_show(webex: Sandbox, tmp_path: Path) -> None:
    with roomdesk(webex, tmp_path) as chat:
        chat.ask("help")
        # The bot hears of its own answer, too, which is signed as before.
        assert webex.wait_until_delivered()
        hooks = webex.world.webhooks.values()
        for hook in hooks:
            hook.secret = "another one"
        for _ in range(3):
            chat.say("help")
        assert webex.wait_until_delivered()
        assert _wait_until_ready_says(chat, "signatures: fail") == 200
        for hook in hooks:
            hook.secret = name.WEBHOOK_SECRET
        chat.ask("help")
        assert _wait_until_ready_says(chat, "signatures: ok") == 200
