"""Statements that are put together once and run many times."""

from collections.abc import Mapping, Sequence
from functools import cached_property
from typing import Any

from sqlalchemy import Connection, Dialect, Executable, Row
from sqlalchemy.sql.compiler import SQLCompiler


class Prepared:
    """One statement for one dialect; its open ends are `bindparam`s, and may not be lists.

    SQLAlchemy keeps what it compiles, but finding that again costs more than SQLite takes to run
    such a statement. What is read has no conversion, which none of our columns needs.
    """

    def __init__(self, statement: Executable, dialect: Dialect) -> None:
        self._statement = statement
        self._dialect = dialect

    def run(self, connection: Connection, values: Mapping[str, Any]) -> Sequence[Row[Any]]:
        """Run it with these values; return the rows that it returns."""
        compiled = self._compiled
        given: Any = compiled.construct_params(dict(values))
        if compiled.positiontup is not None:
            given = tuple(given[name] for name in compiled.positiontup)
        found = connection.exec_driver_sql(str(compiled), given)
        return found.all() if found.returns_rows else []

    @cached_property
    def _compiled(self) -> SQLCompiler:
        compiled = self._statement.compile(dialect=self._dialect)  # type: ignore[attr-defined]
        if not isinstance(compiled, SQLCompiler):
            raise TypeError("only what reads or writes rows can be prepared")
        return compiled
