"""Nobody forgets a revision."""

import pytest
from alembic.autogenerate import produce_migrations, render_python_code
from alembic.runtime.migration import MigrationContext
from alembic.script import ScriptDirectory
from hypothesis import given
from hypothesis import strategies as st

from bot.database.schema.revision import NEWEST, Revision
from bot.database.schema.setup import FOLDER, migrate
from bot.database.schema.tables import metadata
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


def test_the_revisions_lead_to_the_tables_that_the_bot_uses(database: AnyDatabase) -> None:
    with database.engine.begin() as connection:
        migrate(connection)
        opts = {"compare_type": True, "compare_server_default": True}
        context = MigrationContext.configure(connection, opts=opts)
        missing = produce_migrations(context, metadata).upgrade_ops
    assert missing is not None
    assert missing.is_empty(), f"write a revision: {render_python_code(missing)}"


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
