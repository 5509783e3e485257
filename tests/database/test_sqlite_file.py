"""A SQLite file that can be the database, and those that cannot."""

import os
import sqlite3
from contextlib import closing
from pathlib import Path

import pytest

from bot.database.sqlite_file import unfit


def _seen(path: Path) -> str | None:
    found = unfit(f"sqlite:///{path}")
    assert found is None or found.next_step
    return found.seen if found else None


def test_a_file_that_is_not_there_yet_can_be_made(tmp_path: Path) -> None:
    assert _seen(tmp_path / "bot.db") is None


def test_a_database_can_be_used(tmp_path: Path) -> None:
    with closing(sqlite3.connect(tmp_path / "bot.db")) as connection, connection:
        connection.execute("CREATE TABLE one (id TEXT)")
    connection.close()
    assert _seen(tmp_path / "bot.db") is None


def test_an_empty_file_can_become_one(tmp_path: Path) -> None:
    (tmp_path / "bot.db").touch()
    assert _seen(tmp_path / "bot.db") is None


def test_no_file_has_nothing_wrong() -> None:
    assert unfit("postgresql://db.example.com/roomdesk") is None


def test_a_folder_is_no_file(tmp_path: Path) -> None:
    assert _seen(tmp_path) == f"{tmp_path} is a folder"


def test_a_file_in_no_folder_cannot_be_made(tmp_path: Path) -> None:
    assert _seen(tmp_path / "nowhere" / "bot.db") == f"there is no folder {tmp_path / 'nowhere'}"


def test_a_file_of_another_kind_is_none(tmp_path: Path) -> None:
    (tmp_path / "bot.db").write_bytes(b"something else")
    assert _seen(tmp_path / "bot.db") == f"{tmp_path / 'bot.db'} is no SQLite file"


@pytest.mark.skipif(os.geteuid() == 0, reason="root may write everywhere")
def test_what_this_user_may_not_write_to_is_named(tmp_path: Path) -> None:
    file = tmp_path / "bot.db"
    file.touch(mode=0o400)
    assert _seen(file) == f"this user may not write to {file}"
    tmp_path.chmod(0o500)
    try:
        assert _seen(file) == f"this user may not write to {tmp_path} and {file}"
        assert _seen(tmp_path / "new.db") == f"this user may not write to {tmp_path}"
    finally:
        tmp_path.chmod(0o700)
