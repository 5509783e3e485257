"""From the last release to this version and back, while people ask: everybody is answered once.

Both run on the packages of this version, whose lists only grow within a release.
"""

import random
import subprocess
import sys
import tarfile
import tomllib
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from io import BytesIO
from pathlib import Path

import pytest

from bot.database.schema.revision import NEWEST
from bot.sandbox import Sandbox
from bot.sandbox.bot_process import bot_process, environ_of, sync_webhooks
from tests.chaos.ledger import Ledger
from tests.chaos.stream import CALM_PER_S, Stream
from tests.database.schema.conftest import AnyDatabase

_ROOT = Path(__file__).parents[2]
_PROJECT = tomllib.loads((_ROOT / "pyproject.toml").read_text("utf-8"))
_RELEASED: Mapping[str, str] = _PROJECT["tool"]["roomdesk"]["released"]


@pytest.fixture(scope="module")
def released(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The code of the last release, taken from the history."""
    if not (_ROOT / ".git").exists():
        pytest.skip("this is no clone: the last release is taken from the history")
    command = ["git", "archive", _RELEASED["commit"], "app.py", "gunicorn.conf.py", "bot"]
    done = subprocess.run(command, cwd=_ROOT, capture_output=True, check=False)  # noqa: S603
    if done.returncode:
        pytest.fail(
            f"the history lacks {_RELEASED['version']}, or this clone is shallow: "
            f"git fetch --unshallow. {done.stderr.decode()}"
        )
    folder = tmp_path_factory.mktemp("released")
    with tarfile.open(fileobj=BytesIO(done.stdout)) as archive:
        archive.extractall(folder, filter="data")
    return folder


def _wait_for_an_answer(webex: Sandbox, stream: Stream) -> None:
    """Wait until something is answered that is asked from now on."""
    with webex.world.lock:
        before = len(stream.asked)
    assert webex.wait_for(lambda: len(stream.asked) > before, 60)
    webex.wait_for_reply(stream.asked[before].id, 60)


@contextmanager
def _running(
    root: Path, webex: Sandbox, settings: Mapping[str, str], stream: Stream, log: Path
) -> Iterator[None]:
    """Run the version in that folder; the block begins when it answers."""
    with log.open("ab") as file, bot_process(root, settings, file):
        _wait_for_an_answer(webex, stream)
        yield


def _upgrade(settings: Mapping[str, str]) -> str:
    """Run this version's `db upgrade`, as an operator does ahead of the new processes."""
    command = [sys.executable, "-m", "flask", "--app", "app", "db", "upgrade"]
    done = subprocess.run(  # noqa: S603  # our own command
        command, cwd=_ROOT, env=environ_of(settings), capture_output=True, text=True, check=True
    )
    return done.stdout


def test_an_upgrade_and_the_way_back_leave_nobody_without_an_answer(
    released: Path,
    database: AnyDatabase,
    webex: Sandbox,
    settings: dict[str, str],
    tmp_path: Path,
) -> None:
    database.engine.dispose()
    settings |= {"DATABASE_URL": database.url, "LIMIT_PER_PERSON": "off", "LIMIT_PER_SPACE": "off"}
    sync_webhooks(_ROOT, settings)
    stream = Stream(webex, random.Random(1), 10_000, CALM_PER_S)  # noqa: S311  # repeatable
    log, ledger = tmp_path / "log", Ledger(database.url)
    stream.start()
    try:
        with _running(released, webex, settings, stream, log):
            # From then on a process that comes later knows since when it has to catch up.
            while not ledger.is_marked():
                webex.wait_for(lambda: False, 0.05)
            if not database.is_sqlite:  # a file is upgraded by the process that starts on it
                assert NEWEST.in_words in _upgrade(settings)
                _wait_for_an_answer(webex, stream)
        with _running(_ROOT, webex, settings, stream, log):
            assert database.revision() == NEWEST
            database.engine.dispose()
        with _running(released, webex, settings, stream, log):
            stream.end()
            answers = [webex.wait_for_reply(asked.id, 90) for asked in stream.asked]
    finally:
        stream.end()
        ledger.close()
    assert database.revision() == NEWEST, "what came with the upgrade stays"
    assert len(answers) == len(stream.asked)
    assert [one.text for one in stream.asked if len(webex.replies(one.id)) != 1] == []
    assert "ERROR" not in log.read_text()
