"""One database as the inbox uses it: transactions, the clock, the ways of each dialect."""

import threading
import time
from collections.abc import Callable, Iterator, Mapping, Sequence
from contextlib import AbstractContextManager, contextmanager, nullcontext
from typing import Any

from sqlalchemy import (
    ColumnElement,
    Connection,
    Double,
    Engine,
    Executable,
    Row,
    Table,
    bindparam,
    cast,
    func,
)
from sqlalchemy.dialects import postgresql, sqlite
from sqlalchemy.exc import SQLAlchemyError

from bot.database.cause import cause
from bot.database.prepared import Prepared
from bot.database.schema.setup import prepare
from bot.database.wal_sync import Disk
from bot.errors import UnavailableError


class Database:
    """An engine, made ready on first use: set up and upgraded, or with `require` only looked at.

    On PostgreSQL several hosts share the database, so times go by the server's clock; a SQLite
    file is used by one machine, and times go by `clock`.
    """

    def __init__(
        self,
        engine: Engine,
        clock: Callable[[], float] = time.time,
        make_ready: Callable[[Engine], None] = prepare,
        disk: Disk | None = None,
    ) -> None:
        self._engine = engine
        self._make_ready = make_ready
        self._clock = clock
        self._prepared = False
        # SQLite has one writer at a time, and one that finds it busy sleeps and looks again, up to
        # a tenth of a second; threads of one process queue here instead, and are woken.
        self.is_postgresql = engine.dialect.name == "postgresql"
        self._turn: AbstractContextManager[object] = (
            nullcontext() if self.is_postgresql else threading.Lock()
        )
        # A statement alone needs nobody to begin and to commit it.
        self._at_once = engine.execution_options(isolation_level="AUTOCOMMIT")
        self._kept: dict[Engine, Connection] = {}
        self._disk = None if self.is_postgresql else disk or Disk(engine.url.database or "")

    @contextmanager
    def begin(self, *, durable: bool = False) -> Iterator[Connection]:
        """Open a transaction; what it writes is on disk at its end if it is `durable`.

        Otherwise it is written out with the next one that is: it survives the process, and a power
        cut may take it. Syncs are what a SQLite file spends its time on.

        Raises:
            UnavailableError: the database does not answer, or its schema is not for this bot.
        """
        with self._borrowed(self._engine, durable) as connection, connection.begin():
            yield connection

    def run(
        self, statement: Prepared, values: Mapping[str, Any], *, durable: bool = False
    ) -> Sequence[Row[Any]]:
        """Run one statement as a transaction of its own; return the rows that it returns.

        Raises: UnavailableError.
        """
        with self._borrowed(self._at_once, durable) as connection:
            found = statement.run(connection, values)
            return found.all() if found.returns_rows else []

    @contextmanager
    def _borrowed(self, engine: Engine, durable: bool) -> Iterator[Connection]:
        try:
            self._prepare()
            with self._turn:
                with self._connected(engine) as connection:
                    yield connection
                number = self._disk.commits() if durable and self._disk else None
            if self._disk and number is not None:
                self._disk.wait_for(number)
        except (SQLAlchemyError, OSError) as error:
            raise UnavailableError(cause(error, self._engine.url)) from error

    @contextmanager
    def _connected(self, engine: Engine) -> Iterator[Connection]:
        if self.is_postgresql:
            with engine.connect() as connection:
                yield connection
            return
        # Whose turn it is has the one connection to the file, which takes time to borrow anew.
        if engine not in self._kept:
            self._kept[engine] = engine.connect()
        try:
            yield self._kept[engine]
        except BaseException:  # nobody knows what that has left behind
            self._kept.pop(engine).close()
            raise

    def _prepare(self) -> None:
        """Look at the schema, until it is seen to be right; never again after that.

        A release may change it under a process that works, which goes on with it.
        """
        if self._prepared:
            return
        with self._turn:
            if not self._prepared:
                self._make_ready(self._engine)
                self._prepared = True

    def now(self) -> ColumnElement[float]:
        """Return the present moment, to stand in a statement."""
        if self.is_postgresql:
            return cast(func.extract("epoch", func.statement_timestamp()), Double)
        # Evaluated when the statement runs, so that one statement can be kept and run again.
        return bindparam("now", callable_=self._clock, type_=Double, unique=True)

    def prepared(self, statement: Executable) -> Prepared:
        """Return a statement that is run often; it is put together at its first run."""
        return Prepared(statement, self._engine.dialect)

    def insert(self, table: Table) -> Any:
        """Return the dialect's INSERT, which knows ON CONFLICT."""
        return postgresql.insert(table) if self.is_postgresql else sqlite.insert(table)

    def greatest(self, *values: Any) -> ColumnElement[int]:
        """Return the greatest of several values."""
        return func.greatest(*values) if self.is_postgresql else func.max(*values)

    def close(self) -> None:
        """Close the connections."""
        with self._turn:
            while self._kept:
                self._kept.popitem()[1].close()
        self._engine.dispose()
