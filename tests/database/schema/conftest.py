from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path

import pytest
from sqlalchemy import Engine, text

from bot.database.engine import engine_for
from bot.database.schema import stamp
from bot.database.schema.migration import migrate, revisions
from bot.database.schema.revision import Revision
from bot.database.transactions import Database
from tests.database.schema.shape import Shape, shape
from tests.postgres import Server, drop_database, fresh_database

ALL = [revision for revision, _ in revisions()]


@dataclass
class AnyDatabase:
    """A database in whatever state a test wants; `engine` is its test's own connection to it."""

    url: str
    engine: Engine = field(init=False)
    _opened: list[Engine] = field(default_factory=list)

    def __post_init__(self) -> None:
        self.engine = self.another()

    @property
    def is_sqlite(self) -> bool:
        return self.url.startswith("sqlite")

    def another(self) -> Engine:
        """Return an engine as another process has it."""
        engine = engine_for(self.url, 4)
        self._opened.append(engine)
        return engine

    def database(self) -> Database:
        """Return the database as another process of this version uses it."""
        return Database(self.another())

    def run(self, *statements: str) -> None:
        with self.engine.begin() as connection:
            for statement in statements:
                connection.execute(text(statement))

    def at(self, revision: Revision) -> "AnyDatabase":
        """Run the revisions up to that one."""
        with self.engine.begin() as connection:
            migrate(connection, revision)
        return self

    def named(self, name: str) -> "AnyDatabase":
        """Say that its schema is called so."""
        with self.engine.begin() as connection:
            connection.execute(text("UPDATE alembic_version SET version_num = :n"), {"n": name})
        return self

    def unnumbered(self) -> "AnyDatabase":
        """Be as versions of the bot left it that knew of no numbers."""
        self.at(ALL[0]).run("DROP TABLE alembic_version")
        return self

    def revision(self) -> Revision | None:
        with self.engine.connect() as connection:
            return stamp.read(connection)

    def shape(self) -> Shape:
        with self.engine.connect() as connection:
            return shape(connection)

    def close(self) -> None:
        for engine in self._opened:
            engine.dispose()


@pytest.fixture
def sqlite_database(tmp_path: Path) -> Iterator[AnyDatabase]:
    found = AnyDatabase(f"sqlite:///{tmp_path / 'bot.db'}")
    yield found
    found.close()


@pytest.fixture
def postgresql_database(postgresql_server: Server) -> Iterator[AnyDatabase]:
    found = AnyDatabase(fresh_database(postgresql_server.url))
    yield found
    found.close()
    drop_database(postgresql_server.url, found.url)


@pytest.fixture(params=["sqlite", "postgresql"])
def database(request: pytest.FixtureRequest) -> AnyDatabase:
    found: AnyDatabase = request.getfixturevalue(f"{request.param}_database")
    return found
