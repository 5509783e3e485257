"""What runs besides our own code: PyJWT never does."""

from pathlib import Path

from bot.sandbox import Sandbox
from bot.sandbox.bot_process import bot_process, free_port, settings_for, sync_webhooks
from bot.sandbox.seed import name
from tests.repository.test_dependencies import ROOT


def test_the_bot_answers_with_nothing_in_the_place_of_pyjwt(webex: Sandbox, tmp_path: Path) -> None:
    empty = tmp_path / "jwt.py"
    empty.write_text("print('the empty one')\n")
    with (tmp_path / "log").open("wb") as log:
        settings = settings_for(webex.url, free_port(), tmp_path / "bot.db")
        settings |= {"PYTHONPATH": str(tmp_path), "PYTHONUNBUFFERED": "1"}
        sync_webhooks(ROOT, settings)
        with bot_process(ROOT, settings, log):
            for line in ("help", "room", "rooms", "meeting", "pmr", "sites", "connect", "status"):
                asked = webex.say(name.JOHN_EMAIL, None, line)
                assert webex.wait_for_reply(asked.id).card, line
    written = (tmp_path / "log").read_text()
    assert "the empty one" in written
    assert "Traceback" not in written
