"""From the last release to this version and back, while people ask: everybody is answered once.

Both run on the packages of this version, whose lists only grow within a release.
"""

import subprocess
import sys
import threading
import tomllib
from collections.abc import Mapping
from contextlib import ExitStack
from io import BytesIO
from pathlib import Path
from zipfile import ZipFile

import pytest

from bot.database.schema.revision import NEWEST
from bot.sandbox import Message, Sandbox
from bot.sandbox.bot_process import bot_process, environ_of
from bot.sandbox.seed import name
from tests.chaos.ledger import Ledger
from tests.database.schema.conftest import AnyDatabase
from tests.registered import register

_ROOT = Path(__file__).parents[2]
_PROJECT = tomllib.loads((_ROOT / "pyproject.toml").read_text("utf-8"))
_ANSWERED_S = 150.0
_OPEN = 10  # questions without an answer
_RELEASED: Mapping[str, str] = _PROJECT["tool"]["roomdesk"]["released"]


@pytest.fixture(scope="module")
def released(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The code of the last release, taken from the history."""
    command = [
        "git",
        "archive",
        "--format=zip",
        _RELEASED["commit"],
        "app.py",
        "gunicorn.conf.py",
        "bot",
    ]
    done = subprocess.run(command, cwd=_ROOT, capture_output=True, check=False)  # noqa: S603
    if done.returncode:
        pytest.skip(
            f"git does not give the code of {_RELEASED['version']}. Where the clone is shallow: "
            f"git fetch --unshallow. {done.stderr.decode()}"
        )
    folder = tmp_path_factory.mktemp("released")
    with ZipFile(BytesIO(done.stdout)) as archive:
        archive.extractall(folder)
    return folder


class _People:
    """Ask one question after the other, but none while the latest ten have no answer.

    So few deliveries fail while nobody listens, however long that takes: Webex disables a webhook
    at its hundredth failure.
    """

    def __init__(self, webex: Sandbox) -> None:
        self.asked: list[Message] = []
        self._webex = webex
        self._ended = threading.Event()
        self._thread = threading.Thread(target=self._run, name="people")

    def start(self) -> None:
        self._thread.start()

    def end(self) -> None:
        self._ended.set()
        self._thread.join()

    def wait_for_an_answer(self) -> None:
        """Wait until something is answered that is asked from now on."""
        before = len(self.asked)
        assert self._webex.wait_for(lambda: len(self.asked) > before, _ANSWERED_S)
        self._webex.wait_for_reply(self.asked[before].id, _ANSWERED_S)

    def _run(self) -> None:
        while not self._ended.wait(0.2):
            if self._may_ask():
                self.asked.append(self._webex.say(name.JOHN_EMAIL, name.UNICORN, "@Roomdesk room"))

    def _may_ask(self) -> bool:
        latest = self.asked[-_OPEN:]
        return len(latest) < _OPEN or any(self._webex.replies(one.id) for one in latest)


def _upgrade(settings: Mapping[str, str]) -> str:
    """Run this version's `db upgrade`, as an operator does ahead of the new processes."""
    command = [sys.executable, "-m", "flask", "--app", "app", "db", "upgrade"]
    done = subprocess.run(  # noqa: S603  # our own command
        command, cwd=_ROOT, env=environ_of(settings), capture_output=True, text=True, check=True
    )
    return done.stdout


@pytest.mark.timeout(600)  # three bots start, one after the other
def test_an_upgrade_and_the_way_back_leave_nobody_without_an_answer(
    released: Path,
    database: AnyDatabase,
    webex: Sandbox,
    settings: dict[str, str],
    tmp_path: Path,
) -> None:
    database.engine.dispose()
    settings |= {"DATABASE_URL": database.url, "LIMIT_PER_PERSON": "off", "LIMIT_PER_SPACE": "off"}
    register(settings)
    people, ledger = _People(webex), Ledger(database.url)
    with ExitStack() as ending, (tmp_path / "log").open("wb") as log:
        ending.callback(ledger.close)
        with bot_process(released, settings, log):
            # From then on a process that comes later knows since when it has to catch up.
            while not ledger.is_marked():
                webex.wait_for(lambda: False, 0.05)
            ending.callback(people.end)
            people.start()
            people.wait_for_an_answer()
            if not database.is_sqlite:  # a file is upgraded by the process that starts on it
                assert NEWEST.in_words in _upgrade(settings)
                people.wait_for_an_answer()
        with bot_process(_ROOT, settings, log):
            people.wait_for_an_answer()
            assert database.revision() == NEWEST
            database.engine.dispose()
        with bot_process(released, settings, log):
            people.wait_for_an_answer()
            people.end()
            for asked in people.asked:
                webex.wait_for_reply(asked.id, _ANSWERED_S)
    assert database.revision() == NEWEST, "what came with the upgrade stays"
    assert [one.text for one in people.asked if len(webex.replies(one.id)) != 1] == []
    assert "ERROR" not in (tmp_path / "log").read_text()
