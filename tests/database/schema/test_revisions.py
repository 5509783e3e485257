"""Nobody forgets a revision, and none breaks the version before."""

from itertools import pairwise

import pytest
from alembic.autogenerate import produce_migrations, render_python_code
from alembic.runtime.migration import MigrationContext
from alembic.script import ScriptDirectory
from hypothesis import given
from hypothesis import strategies as st

from bot.database.schema import setup
from bot.database.schema.migration import FOLDER
from bot.database.schema.revision import NEWEST, UNNUMBERED, Revision
from bot.database.tables import metadata
from tests.database.schema.conftest import ALL, AnyDatabase
from tests.database.schema.shape import losses

# Those that raise `since` remove what no bot since then uses.
_ADDING = [
    pytest.param(one, other, id=str(other))
    for one, other in pairwise(ALL)
    if one.since == other.since
]


def test_revisions_stand_in_one_row_to_the_newest() -> None:
    scripts = ScriptDirectory(str(FOLDER))
    assert [str(NEWEST)] == scripts.get_heads()
    assert all(not one.is_merge_point for one in scripts.walk_revisions())
    assert [one.number for one in ALL] == [*range(1, NEWEST.number + 1)]


def test_every_revision_serves_the_version_that_runs_while_it_is_made() -> None:
    assert [other for one, other in pairwise(ALL) if not other.serves(one)] == []


def test_what_a_revision_leaves_behind_no_later_one_serves_again() -> None:
    assert [one.since for one in ALL] == sorted(one.since for one in ALL)


def test_every_revision_says_what_it_does_in_one_line() -> None:
    scripts = ScriptDirectory(str(FOLDER)).walk_revisions()
    assert [one.revision for one in scripts if not one.doc.endswith(".")] == []


def test_the_revisions_lead_to_the_tables_that_the_bot_uses(database: AnyDatabase) -> None:
    database.at(NEWEST)
    with database.engine.connect() as connection:
        opts = {"compare_type": True, "compare_server_default": True}
        context = MigrationContext.configure(connection, opts=opts)
        missing = produce_migrations(context, metadata).upgrade_ops
    assert missing is not None
    assert missing.is_empty(), f"write a revision: {render_python_code(missing)}"


def test_an_empty_database_gets_at_once_what_the_revisions_lead_to(
    database: AnyDatabase,
) -> None:
    setup.prepare(database.engine)
    made, number = database.shape(), database.revision()
    database.run(*(f'DROP TABLE "{name}"' for name in [*made, "alembic_version"]))
    assert database.revision() is None
    database.at(NEWEST)
    assert database.shape() == made
    assert database.revision() == number == NEWEST


@pytest.mark.parametrize(("before", "after"), _ADDING)
def test_a_bot_that_a_revision_serves_misses_nothing(
    database: AnyDatabase, before: Revision, after: Revision
) -> None:
    shape = database.at(before).shape()
    assert [*losses(shape, database.at(after).shape())] == []


@given(st.integers(0, 9999), st.integers(0, 9999))
def test_a_name_is_read_as_it_was_written(number: int, since: int) -> None:
    revision = Revision(number, since)
    assert Revision.read(str(revision)) == revision


@pytest.mark.parametrize("name", ["", "1", "0001", "0001_since_1", "0001_since_0001 ", "ae1027a6"])
def test_what_is_no_name_is_refused(name: str) -> None:
    with pytest.raises(ValueError, match="is no name of a schema"):
        Revision.read(name)


@pytest.mark.parametrize(
    ("schema", "bot", "serves"),
    [
        (Revision(5, since=3), 2, False),
        (Revision(5, since=3), 3, True),
        (Revision(5, since=3), 5, True),
        (Revision(5, since=3), 6, False),
        (UNNUMBERED, 1, False),
    ],
)
def test_a_schema_serves_bots_from_the_one_it_names_up_to_its_own(
    schema: Revision, bot: int, serves: bool
) -> None:
    assert schema.serves(Revision(bot, since=1)) is serves
