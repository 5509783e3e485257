"""The database: there, away, read-only, another one than the bot's."""

import sqlite3
from concurrent.futures import ThreadPoolExecutor
from contextlib import closing
from datetime import UTC, datetime, timedelta
from pathlib import Path

import psycopg
import pytest

from bot.cli.checks.database import at_work, of_load, questions
from bot.cli.checks.everything import everything, side_by_side
from bot.cli.checks.finding import Finding
from bot.cli.checks.state import Base, of_schema
from bot.database.schema.revision import NEWEST, Revision
from bot.inbox.letters import Load
from bot.sandbox import Sandbox
from bot.settings.settings import read
from tests.chat.running import roomdesk
from tests.cli.checks.examined import environ, examined, grades
from tests.postgres import Server, drop_database, fresh_database

_NOW = datetime(2026, 3, 1, 12, tzinfo=UTC)
NEEDING = ("bot at work", "questions", "organisation", "personal rooms", "sites")


def _content(path: Path) -> dict[str, bytes]:
    return {one.name: one.read_bytes() for one in path.iterdir() if one.name.startswith("bot.db")}


def test_a_bot_that_works_on_it_is_seen(webex: Sandbox, tmp_path: Path, database_url: str) -> None:
    with roomdesk(webex, tmp_path, {"DATABASE_URL": database_url}) as chat:
        chat.ask("room")
        found = examined(chat.environ)
        assert grades(found, "database", "bot at work", "questions") == ["ok"] * 3
        assert found["questions"].seen.startswith("none waiting; last delivery ")
    assert grades(examined(chat.environ), "database", "bot at work") == ["ok", "warn"]


def test_nothing_is_written(webex: Sandbox, tmp_path: Path) -> None:
    with roomdesk(webex, tmp_path, {"WEBEX_REFRESH_TOKEN": ""}) as chat:
        chat.ask("room")
    examined(chat.environ)  # closing a SQLite file folds its journal into it
    before = _content(tmp_path)["bot.db"]
    assert examined(chat.environ)["database"].grade.value == "ok"
    assert _content(tmp_path)["bot.db"] == before


def test_a_file_that_is_not_there_is_not_made(webex: Sandbox, tmp_path: Path) -> None:
    found = examined(environ(webex, tmp_path))
    assert found["database"].grade.value == "warn"
    assert found["database"].seen == f"there is no file {tmp_path / 'bot.db'} yet"
    assert set(grades(found, *NEEDING)) == {"skipped"}
    assert [*tmp_path.iterdir()] == []


def test_an_empty_server_is_not_set_up(
    webex: Sandbox, tmp_path: Path, postgresql_server: Server
) -> None:
    url = fresh_database(postgresql_server.url)
    first, second = (examined(environ(webex, tmp_path, DATABASE_URL=url)) for _ in range(2))
    assert first["database"].grade.value == "warn"
    assert first["database"] == second["database"]
    drop_database(postgresql_server.url, url)


def test_a_password_is_never_shown(webex: Sandbox, tmp_path: Path) -> None:
    url = "postgresql://roomdesk:pa55word@127.0.0.1:1/roomdesk"
    shown = everything(read(environ(webex, tmp_path, DATABASE_URL=url)))
    assert "pa55word" not in str(shown)
    assert any("does not answer" in one.seen for one in shown)


@pytest.mark.parametrize(
    ("found", "is_postgresql", "grade", "seen"),
    [
        (NEWEST, True, None, ""),
        (Revision(NEWEST.number + 1, since=NEWEST.number), True, None, ""),
        (None, True, "warn", "it is empty"),
        (Revision(99, since=99), True, "fail", "it has schema 99, for newer versions of the bot"),
        (Revision(0, since=0), True, "fail", "it has schema 0, and this version of the bot needs"),
        (Revision(0, since=0), False, "warn", "it has schema 0, and this version of the bot needs"),
    ],
    ids=["newest", "newer and fine", "empty", "newer", "older", "an older file"],
)
def test_a_schema_that_is_not_for_this_bot_is_named(
    found: Revision | None, is_postgresql: bool, grade: str | None, seen: str
) -> None:
    told = of_schema(found, is_postgresql=is_postgresql)
    assert (told and told.grade.value) == grade
    assert told is None or told.seen.startswith(seen)


def test_a_schema_that_waits_for_its_upgrade_is_left_as_it_is(
    webex: Sandbox, tmp_path: Path, postgresql_server: Server
) -> None:
    url = fresh_database(postgresql_server.url)
    with roomdesk(webex, tmp_path, {"DATABASE_URL": url}) as chat:
        chat.ask("help")
    with psycopg.connect(url) as connection:
        connection.execute("UPDATE alembic_version SET version_num = '0000_since_0000'")
    found = [examined(chat.environ) for _ in range(2)][1]
    assert found["database"].grade.value == "fail"
    assert found["database"].next_step == "Run: roomdesk db upgrade"
    assert set(grades(found, *NEEDING)) == {"skipped"}
    drop_database(postgresql_server.url, url)


def test_a_database_of_something_else_is_named(webex: Sandbox, tmp_path: Path) -> None:
    with closing(sqlite3.connect(tmp_path / "bot.db")) as connection, connection:
        connection.execute("CREATE TABLE alembic_version (version_num TEXT)")
        connection.execute("INSERT INTO alembic_version VALUES ('1a2b3c')")
    connection.close()
    found = examined(environ(webex, tmp_path))["database"]
    assert found.grade.value == "fail"
    assert "none of this bot’s" in found.seen


def test_a_file_that_cannot_be_the_database_is_named(webex: Sandbox, tmp_path: Path) -> None:
    (tmp_path / "bot.db").write_bytes(b"no database at all" * 100)
    found = examined(environ(webex, tmp_path))
    assert found["database"].grade.value == "fail"
    assert found["database"].seen == f"{tmp_path / 'bot.db'} is no SQLite file"
    assert set(grades(found, *NEEDING)) == {"skipped"}


def test_a_folder_that_is_not_there_is_a_failure(webex: Sandbox, tmp_path: Path) -> None:
    url = f"sqlite:///{tmp_path}/nowhere/bot.db"
    found = examined(environ(webex, tmp_path, DATABASE_URL=url))["database"]
    assert (found.grade.value, found.seen) == ("fail", f"there is no folder {tmp_path}/nowhere")


def test_a_database_that_goes_away_is_no_fault_of_the_bot(webex: Sandbox, tmp_path: Path) -> None:
    with roomdesk(webex, tmp_path, {}) as chat:
        chat.ask("help")
    base = Base(chat.environ["DATABASE_URL"])
    assert base.problem is None
    base.engine.dispose()
    for file in tmp_path.glob("bot.db*"):
        file.unlink()
    (tmp_path / "bot.db").mkdir()
    checks = {"bot at work": lambda: at_work(base), "questions": lambda: questions(base)}
    with ThreadPoolExecutor(2) as pool:
        found = side_by_side(checks, pool)
    assert [(one.grade.value, one.seen) for one in found] == [("skipped", "needs the database")] * 2


def test_a_server_that_takes_nothing_is_a_failure(
    webex: Sandbox, tmp_path: Path, postgresql_server: Server
) -> None:
    url = fresh_database(postgresql_server.url)
    with roomdesk(webex, tmp_path, {"DATABASE_URL": url}) as chat:
        chat.ask("help")
    mark = "&" if "?" in url else "?"
    read_only = f"{url}{mark}options=-cdefault_transaction_read_only%3Don"
    found = examined({**chat.environ, "DATABASE_URL": read_only})["database"]
    assert (found.grade.value, found.seen) == (
        "fail",
        "PostgreSQL takes nothing: ReadOnlySqlTransaction",
    )
    drop_database(postgresql_server.url, url)


def _load(**changes: object) -> Finding:
    return of_load(Load(**{"waiting": 0, "oldest": None, "dead": 0, "last": None, **changes}), _NOW)  # type: ignore[arg-type]


@pytest.mark.parametrize(
    ("load", "grade", "seen"),
    [
        ({}, "ok", "none waiting; no delivery yet"),
        (
            {"waiting": 2, "oldest": _NOW - timedelta(minutes=1), "last": _NOW},
            "ok",
            "2 waiting; last delivery now (2026-03-01 12:00 UTC)",
        ),
        (
            {"waiting": 2, "oldest": _NOW - timedelta(hours=2)},
            "warn",
            "2 wait, the oldest since 2 hours ago (2026-03-01 10:00 UTC); no delivery yet",
        ),
        ({"dead": 3}, "warn", "3 got no answer; no delivery yet"),
    ],
    ids=["nothing", "some wait", "one waits for long", "dead letters"],
)
def test_what_waits_is_told(load: dict[str, object], grade: str, seen: str) -> None:
    found = _load(**load)
    assert (found.grade.value, found.seen) == (grade, seen)
