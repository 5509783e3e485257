"""Why the database does not answer: the driver's words, and nothing that nobody may read."""

import logging
import threading
from pathlib import Path

import psycopg
import pytest
from sqlalchemy import event
from sqlalchemy.exc import DataError, OperationalError

from bot.database.cause import cause
from bot.database.engine import engine_for
from bot.database.transactions import Database
from bot.errors import UnavailableError
from bot.inbox.alive import Alive
from bot.inbox.upkeep import Upkeep
from bot.runtime.housekeeping import Housekeeping


def _operational(text: str) -> OperationalError:
    return OperationalError("SELECT 1", {}, psycopg.OperationalError(text))


@pytest.mark.parametrize(
    ("error", "said"),
    [
        (_operational("refused\nIs it there?"), "OperationalError: refused"),
        (_operational("no host 'ss@host'"), "OperationalError: no host '…'"),
        (_operational("not postgresql://a:b@c/d"), "OperationalError: not …"),
        (_operational("the word hush"), "OperationalError: the word …"),
        (DataError("", {}, psycopg.DataError('"ana@b.example" is long')), "DataError"),
        (PermissionError(13, "Permission denied", "/x"), "PermissionError: Permission denied"),
    ],
    ids=["first line", "part of a password", "address", "password", "data", "no database"],
)
def test_the_cause_is_named_and_no_secret(error: Exception, said: str) -> None:
    assert cause(error, "hush") == said


def test_housekeeping_names_an_outage_once(
    tmp_path: Path, caplog: pytest.LogCaptureFixture
) -> None:
    looks, enough = [0], threading.Event()

    class Away(Upkeep):
        def holder(self, duty: str) -> str | None:
            looks[0] += 1
            if looks[0] >= 4:
                enough.set()
            return super().holder(duty)

    def refuse(*_: object) -> None:
        raise psycopg.OperationalError("connection failed: Connection refused for ana with hush")

    alive = Alive(str(tmp_path))
    engine = engine_for("postgresql://ana:hush@127.0.0.1:1/desk", 1)
    event.listen(engine, "do_connect", refuse)
    upkeep = Away(Database(engine), alive.name)
    with pytest.raises(UnavailableError, match="Connection refused"):
        upkeep.now()
    housekeeping = Housekeeping(upkeep, alive, None, None, every_s=0.01)
    with caplog.at_level(logging.WARNING, "bot.runtime.housekeeping"):
        housekeeping.start()
        assert enough.wait(30)
        housekeeping.stop()
    (line,) = caplog.messages
    assert line.startswith("housekeeping has to wait: OperationalError: connection failed:")
    assert line.endswith("See: flask --app app check")
    assert "hush" not in line
