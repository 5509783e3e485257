"""What runs besides our own code: its licences, and that PyJWT never runs."""

import json
import subprocess
import sys
from pathlib import Path

from bot.sandbox import Sandbox
from bot.sandbox.bot_process import bot_process, free_port, settings_for, sync_webhooks
from bot.sandbox.seed import name
from tests.repository.test_dependencies import ROOT, ROWS, RUNTIME, entries

# How packages without a licence expression say it.
_EXPRESSIONS = {
    "MIT License": "MIT",
    "BSD License": "BSD",
    "Apache Software License": "Apache-2.0",
    "Mozilla Public License 2.0 (MPL 2.0)": "MPL-2.0",
}


def test_every_licence_is_allowed_and_as_the_page_says() -> None:
    command = [str(Path(sys.executable).parent / "pip-licenses"), "--format=json", "--packages"]
    done = subprocess.run(  # noqa: S603  # our own command
        [*command, *entries(RUNTIME)],
        cwd=ROOT,
        capture_output=True,
        text=True,
        check=False,
        timeout=60,
    )
    assert done.returncode == 0, done.stderr
    found = {
        one["Name"].lower().replace("_", "-"): _EXPRESSIONS.get(one["License"], one["License"])
        for one in json.loads(done.stdout)
    }
    assert len(found) > 30
    assert found == {package: ROWS[package].strip() for package in found}


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
