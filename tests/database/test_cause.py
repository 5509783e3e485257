"""Why the database does not answer: the driver's words, and nothing that nobody may read."""

import logging
import sqlite3
import threading
from pathlib import Path

import psycopg
import pytest
from sqlalchemy import event
from sqlalchemy.engine import make_url
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
        (_operational("invalid port 'hush'"), "OperationalError: invalid port …"),
        (_operational("hush, the port is hushed"), "OperationalError: hush, the port is hushed"),
        (DataError("", {}, psycopg.DataError('"ana@b.example" is long')), "DataError"),
        (ConnectionResetError(), "ConnectionResetError"),
        (PermissionError(13, "Permission denied", "/x"), "/x: Permission denied"),
    ],
    ids=[
        *("first line", "part of a password", "address", "quoted password", "the same letters"),
        *("data", "cut off", "no database"),
    ],
)
def test_the_cause_is_named_and_no_secret(error: Exception, said: str) -> None:
    assert cause(error, make_url("postgresql://ana:hush@db.example.com/desk")) == said


def test_the_file_is_named_that_cannot_be_opened() -> None:
    error = OperationalError("", {}, sqlite3.OperationalError("unable to open database file"))
    assert cause(error, make_url("sqlite:////data/bot.db")) == (
        "OperationalError: unable to open database file (/data/bot.db)"
    )


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
        raise psycopg.OperationalError("connection failed: refused for ana:hush@127.0.0.1")

    alive = Alive(str(tmp_path))
    engine = engine_for("postgresql://ana:hush@127.0.0.1:1/desk", 1)
    event.listen(engine, "do_connect", refuse)
    upkeep = Away(Database(engine), alive.name)
    with pytest.raises(UnavailableError, match="connection failed"):
        upkeep.now()
    housekeeping = Housekeeping(upkeep, alive, None, None, every_s=0.01)
    with caplog.at_level(logging.WARNING, "bot.runtime.housekeeping"):
        housekeeping.start()
        assert enough.wait(30)
        housekeeping.stop()
    (line,) = caplog.messages
    assert line.startswith("housekeeping has to wait: OperationalError: connection failed:")
    assert line.endswith("See: roomdesk check")
    assert "hush" not in line
