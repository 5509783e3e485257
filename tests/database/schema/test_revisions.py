"""Nobody forgets a revision."""

from pathlib import Path

import pytest
from alembic import command
from alembic.autogenerate import produce_migrations, render_python_code
from alembic.config import Config
from alembic.runtime.migration import MigrationContext
from alembic.script import ScriptDirectory
from hypothesis import given
from hypothesis import strategies as st
from sqlalchemy import text

from bot.database.schema.revision import NEWEST, Revision
from bot.database.schema.setup import FOLDER
from bot.database.tables import metadata
from tests.database.schema.conftest import AnyDatabase

_SCRIPTS = [*ScriptDirectory(str(FOLDER)).walk_revisions()][::-1]
_ALL = [Revision.read(one.revision) for one in _SCRIPTS]


def test_revisions_stand_in_one_row_to_the_newest() -> None:
    assert _ALL[-1] == NEWEST
    assert [one.number for one in _ALL] == [*range(1, NEWEST.number + 1)]


def test_what_a_revision_leaves_behind_no_later_one_serves_again() -> None:
    assert [one.since for one in _ALL] == sorted(one.since for one in _ALL)


def test_every_revision_says_what_it_does_in_one_line() -> None:
    assert [one.revision for one in _SCRIPTS if not one.doc.endswith(".")] == []


def _revised(database: AnyDatabase) -> AnyDatabase:
    """Run all revisions on an empty database."""
    with database.engine.begin() as connection:
        config = Config(attributes={"connection": connection})
        config.set_main_option("script_location", str(FOLDER))
        command.upgrade(config, str(NEWEST))
    return database


def test_the_revisions_lead_to_the_tables_that_the_bot_uses(database: AnyDatabase) -> None:
    _revised(database)
    with database.engine.connect() as connection:
        opts = {"compare_type": True, "compare_server_default": True}
        context = MigrationContext.configure(connection, opts=opts)
        missing = produce_migrations(context, metadata).upgrade_ops
    assert missing is not None
    assert missing.is_empty(), f"write a revision: {render_python_code(missing)}"


def _made(database: AnyDatabase) -> set[tuple[str, ...]]:
    with database.engine.connect() as connection:
        found = connection.execute(text("SELECT type, name, sql FROM sqlite_master"))
        return {(row.type, row.name, " ".join((row.sql or "").split())) for row in found}


def test_an_empty_database_is_set_up_as_the_revisions_would(tmp_path: Path) -> None:
    both = [AnyDatabase(f"sqlite:///{tmp_path / name}") for name in ("at-once", "in-steps")]
    both[0].database().check()
    assert _made(both[0]) == _made(_revised(both[1]))
    for one in both:
        one.close()


def test_alembic_goes_on_from_what_was_set_up(database: AnyDatabase) -> None:
    database.database().check()
    with database.engine.connect() as connection:
        assert MigrationContext.configure(connection).get_current_revision() == str(NEWEST)
    _revised(database)


@given(st.integers(0, 9999), st.integers(0, 9999))
def test_a_name_is_read_as_it_was_written(number: int, since: int) -> None:
    revision = Revision(number, since)
    assert Revision.read(str(revision)) == revision


@pytest.mark.parametrize("name", ["", "1", "0001", "0001_since_1", "0001_since_0001 ", "ae1027a6"])
def test_what_is_no_name_is_refused(name: str) -> None:
    with pytest.raises(ValueError, match="is no name of a schema"):
        Revision.read(name)


@pytest.mark.parametrize(
    ("bot", "serves"), [(2, False), (3, True), (5, True), (6, False)], ids=lambda one: str(one)
)
def test_a_schema_serves_bots_from_the_one_it_names_up_to_its_own(bot: int, serves: bool) -> None:
    assert Revision(5, since=3).serves(Revision(bot, since=1)) is serves
