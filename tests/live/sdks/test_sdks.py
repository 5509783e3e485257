"""The sandbox is a Webex for the SDKs of others, too."""

import json
import subprocess
from pathlib import Path

import pytest

from bot.sandbox import Sandbox
from bot.sandbox.seed import name
from tests.sandbox.api.test_messages import CARD

_SEEN = {
    "me": "john.andersen@example.com",
    "found": ["Ana Ruiz"],
    "teams": ["Project Unicorn"],
    "renamed": "Lift-off",
    "listed": True,
    "moderates": True,
    "members": ["john.andersen@example.com", "ana.ruiz@example.com"],
    "edited": "Hello all",
    "read": "<p><strong>Hello</strong> all</p>",
    "files": 1,
    "thread": ["a file"],
    "direct": ["psst"],
    "pressed": "yes",
    "hook": "I",
    "hooks": 0,
    "left": False,
}


@pytest.mark.parametrize("sdk", ["webexpythonsdk", "wxc_sdk"])
def test_an_ordinary_conversation_works(
    sdk: str, interpreter: Path, webex: Sandbox, tmp_path: Path
) -> None:
    file = tmp_path / "plan.txt"
    file.write_text("one, two", encoding="utf-8")
    script = Path(__file__).with_name(f"with_{sdk}.py")
    done = subprocess.run(  # noqa: S603  # our own script
        [interpreter, script, webex.url, name.JOHN_TOKEN, file, json.dumps(CARD)],
        capture_output=True,
        text=True,
        check=False,
        timeout=120,
    )
    assert done.returncode == 0, done.stderr
    assert json.loads(done.stdout) == _SEEN
    assert [upload.data for upload in webex.world.uploads.values()] == [b"one, two"]
    assert {call.status for call in webex.calls()} == {200, 204}
