"""roomdesk db …, as an operator types it."""

import sqlite3
from collections.abc import Callable
from contextlib import closing
from pathlib import Path

import pytest
from flask import Flask

from bot.application import Roomdesk
from bot.database.schema.revision import NEWEST
from bot.sandbox.bot_process import settings_for
from bot.settings import settings
from tests.database.schema.conftest import OLDER, AnyDatabase

_NOW = NEWEST.in_words
_NEW = f"This version of the bot: {_NOW}\n"
_NEXT, _FAR = "0098_since_0001", "0099_since_0098"
_REFUSED = (
    "he database has schema 99, which is for bots of schema 98 and newer. This version of the bot "
    f"knows schema {NEWEST.number} and leaves the database alone. Run the newer version again, or "
    "restore the backup from before its upgrade.\n"
)


def _app(url: str) -> Flask:
    given = settings_for("http://127.0.0.1:1", 1, Path("unused"))
    return Roomdesk(settings.read({**given, "DATABASE_URL": url})).app


def _said(database: AnyDatabase, command: str) -> tuple[int, str]:
    done = _app(database.url).test_cli_runner().invoke(args=["db", command])
    return done.exit_code, done.output


def _empty(_database: AnyDatabase) -> None:
    pass


def _current(database: AnyDatabase) -> None:
    database.current()


def _newer(database: AnyDatabase) -> None:
    database.named(_NEXT)


@pytest.mark.parametrize(
    ("state", "first", "then"),
    [
        (
            _empty,
            f"The database was empty and has {_NOW} now.\n",
            f"Nothing to do: the database has {_NOW}.\n",
        ),
        (_newer, *["Nothing to do: the database has schema 98.\n"] * 2),
    ],
    ids=["empty", "newer"],
)
def test_upgrade_says_what_was_and_what_is(
    database: AnyDatabase, state: Callable[[AnyDatabase], None], first: str, then: str
) -> None:
    state(database)
    assert _said(database, "upgrade") == (0, first)
    assert _said(database, "upgrade") == (0, then)


@pytest.mark.parametrize(
    ("state", "expected"),
    [
        (
            _empty,
            (
                f"The database: empty\n{_NEW}"
                "The bot sets it up when it starts, and “roomdesk db upgrade” does so now.\n"
            ),
        ),
        (_current, f"The database: {_NOW}\n{_NEW}Nothing to do.\n"),
        (
            _newer,
            (
                f"The database: schema 98\n{_NEW}"
                "Nothing to do: this version works with the newer schema too.\n"
            ),
        ),
    ],
    ids=["empty", "current", "newer"],
)
def test_show_tells_how_things_are(
    database: AnyDatabase, state: Callable[[AnyDatabase], None], expected: str
) -> None:
    state(database)
    assert _said(database, "show") == (0, expected)


def test_show_tells_who_upgrades_an_older_one(database: AnyDatabase) -> None:
    database.named(OLDER)
    code, said = _said(database, "show")
    how = "The bot upgrades it" if database.is_sqlite else "run “roomdesk db upgrade”"
    assert (code, how in said) == (0, True)
    assert database.revision() == OLDER


def test_show_makes_no_file(tmp_path: Path) -> None:
    file = tmp_path / "bot.db"
    done = _app(f"sqlite:///{file}").test_cli_runner().invoke(args=["db", "show"])
    assert done.output.startswith("The database: empty\n")
    assert [*tmp_path.iterdir()] == []


def test_a_file_that_cannot_be_one_is_named(tmp_path: Path) -> None:
    done = _app(f"sqlite:///{tmp_path}").test_cli_runner().invoke(args=["db", "show"])
    assert (done.exit_code, done.output) == (
        1,
        f"Error: {tmp_path} is a folder. Name a file in it with DATABASE_URL.\n",
    )


def test_a_question_to_the_operator_ends_as_one(tmp_path: Path) -> None:
    with closing(sqlite3.connect(tmp_path / "bot.db")) as connection, connection:
        connection.execute("CREATE TABLE alembic_version (version_num TEXT)")
        connection.execute("INSERT INTO alembic_version VALUES ('1a2b3c')")
    connection.close()
    done = _app(f"sqlite:///{tmp_path / 'bot.db'}").test_cli_runner().invoke(args=["db", "show"])
    assert done.output.endswith("a database that belongs to something else?\n")


def test_a_schema_for_newer_bots_fails_the_upgrade_and_every_other_command(
    database: AnyDatabase,
) -> None:
    database.named(_FAR)
    assert _said(database, "upgrade") == (1, f"Error: T{_REFUSED}")
    assert _said(database, "show") == (0, f"The database: schema 99\n{_NEW}T{_REFUSED}")
    done = _app(database.url).test_cli_runner().invoke(args=["inbox", "list"])
    assert (done.exit_code, done.output) == (1, f"Error: T{_REFUSED}")


@pytest.mark.parametrize("command", ["upgrade", "show"])
def test_a_database_that_is_not_there_is_no_traceback(command: str) -> None:
    url = "postgresql://ana:word@127.0.0.1:1/desk"
    done = _app(url).test_cli_runner().invoke(args=["db", command])
    assert done.exit_code == 1
    assert done.output.startswith("Error: The database does not answer: OperationalError: ")
    assert done.output.endswith(
        ". It is PostgreSQL, desk at 127.0.0.1:1, by DATABASE_URL. See: roomdesk check\n"
    )
    assert "ana" not in done.output
    assert "Connection refused" in done.output
