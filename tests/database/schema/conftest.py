from collections.abc import Iterator
from contextlib import closing
from dataclasses import dataclass, field

import pytest
from sqlalchemy import Engine, inspect, text

from bot.database.engine import engine_for
from bot.database.schema import setup
from bot.database.schema.revision import Revision
from bot.database.transactions import Database

# What no bot ever made: the schema before the first.
OLDER = Revision(0, since=0)


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

    def current(self) -> "AnyDatabase":
        """Be as this version of the bot makes it."""
        setup.prepare(self.engine)
        return self

    def named(self, name: object) -> "AnyDatabase":
        """Say that its schema is called so, whatever it is; an empty one is set up first."""
        if self.revision() is None:
            self.current()
        with self.engine.begin() as connection:
            given = {"n": str(name)}
            connection.execute(text("UPDATE alembic_version SET version_num = :n"), given)
        return self

    def revision(self) -> Revision | None:
        return setup.look(self.engine)

    def tables(self) -> set[str]:
        return {*inspect(self.engine).get_table_names()}

    def close(self) -> None:
        for engine in self._opened:
            engine.dispose()


@pytest.fixture
def sqlite_database(sqlite_url: str) -> Iterator[AnyDatabase]:
    with closing(AnyDatabase(sqlite_url)) as found:
        yield found


@pytest.fixture
def postgresql_database(postgresql_url: str) -> Iterator[AnyDatabase]:
    with closing(AnyDatabase(postgresql_url)) as found:
        yield found


@pytest.fixture
def database(database_url: str) -> Iterator[AnyDatabase]:
    with closing(AnyDatabase(database_url)) as found:
        yield found
