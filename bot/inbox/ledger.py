"""One database as the inbox uses it: transactions, the clock, the ways of each dialect."""

import threading
import time
from collections.abc import Callable, Iterator
from contextlib import AbstractContextManager, contextmanager, nullcontext
from typing import Any

from sqlalchemy import (
    ColumnElement,
    Connection,
    Double,
    Engine,
    Executable,
    Table,
    bindparam,
    cast,
    func,
)
from sqlalchemy.dialects import postgresql, sqlite
from sqlalchemy.exc import SQLAlchemyError

from bot.errors import UnavailableError
from bot.inbox.cause import cause
from bot.inbox.disk import Disk
from bot.inbox.prepared import Prepared
from bot.schema.setup import prepare


class Ledger:
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
        self._disk = None if self.is_postgresql else disk or Disk(engine.url.database or "")

    @contextmanager
    def begin(self, *, durable: bool = False) -> Iterator[Connection]:
        """Open a transaction; what it writes is on disk at its end if it is `durable`.

        Otherwise it is written out with the next one that is: it survives the process, and a power
        cut may take it. Syncs are what a SQLite file spends its time on.

        Raises:
            UnavailableError: the database does not answer, or its schema is not for this bot.
        """
        try:
            self._prepare()
            with self._turn:
                with self._engine.begin() as connection:
                    yield connection
                number = self._disk.commits() if durable and self._disk else None
            if self._disk and number is not None:
                self._disk.wait_for(number)
        except (SQLAlchemyError, OSError) as error:
            raise UnavailableError(cause(error, self._engine.url.password)) from error

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
        self._engine.dispose()
