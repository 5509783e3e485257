"""One database as the inbox uses it: transactions, the clock, the ways of each dialect."""

import logging
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
    Table,
    bindparam,
    cast,
    func,
    select,
)
from sqlalchemy.dialects import postgresql, sqlite
from sqlalchemy.exc import SQLAlchemyError

from bot.database.cause import cause
from bot.database.engine import sync_at_commit
from bot.database.group import Group, Pending, Rows
from bot.database.hanging import Hanging, answered_within
from bot.database.prepared import Prepared
from bot.database.schema.setup import prepare
from bot.database.schema.tables import marks
from bot.database.sqlite_file import identity
from bot.errors import UnavailableError

log = logging.getLogger(__name__)

# A little longer than the server takes to end a statement by itself (see `.engine`).
_ANSWER_S = 3.5
_WRITES = "writes"
_GONE = (
    "its file was removed or replaced while the bot ran, so that nothing is taken in any more. Put "
    "it back, or restart the bot to begin with what is there now"
)


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
        self._group = Group(self._turn, self._write)
        # A statement alone needs nobody to begin and to commit it.
        self._at_once = engine.execution_options(isolation_level="AUTOCOMMIT")
        self._kept: dict[Engine, Connection] = {}
        self._file: tuple[int, int] | None = None
        self._hanging = Hanging()
        self._has_failed = self._is_gone = False

    @contextmanager
    def begin(self, *, durable: bool = False) -> Iterator[Connection]:
        """Open a transaction; what it writes is on disk at its end if it is `durable`.

        Otherwise SQLite writes it out with the next one that is: it survives the process, and a
        power cut may take it. Syncs are what a SQLite file spends its time on.

        Raises:
            UnavailableError: the database does not answer, or its schema is not for this bot.
        """
        with self._borrowed(self._engine, durable) as connection, connection.begin():
            yield connection

    def run(self, statement: Prepared, values: Mapping[str, Any], *, durable: bool = False) -> Rows:
        """Run one statement as a transaction of its own; return the rows that it returns.

        What several threads write to a SQLite file at once is one transaction.

        Raises: UnavailableError.
        """
        if not self.is_postgresql:
            with self._explained():
                self._prepare()
            return self._group.run(Pending(statement, values, durable))
        with self._borrowed(self._at_once, durable) as connection:
            return statement.run(connection, values)

    def _write(self, batch: Sequence[Pending]) -> Sequence[Rows]:
        is_alone = len(batch) == 1
        engine = self._at_once if is_alone else self._engine
        durable = any(one.durable for one in batch)
        with (
            self._explained(),
            self._connected(engine, durable) as connection,
            nullcontext() if is_alone else connection.begin(),
        ):
            return [one.statement.run(connection, one.values) for one in batch]

    def check(self) -> None:
        """Look whether it answers, and writes again if something has failed.

        A disk that is full can still be read from.

        Raises: UnavailableError.
        """
        fails, look = self._has_failed, select(marks.c.value).limit(1)
        put = self.insert(marks).values(name=_WRITES, value=0.0)
        again = put.on_conflict_do_update(index_elements=[marks.c.name], set_={"value": 0.0})
        statement: Executable = again if fails else look
        with self.begin(durable=True) as connection:
            connection.execute(statement)
        if fails:
            self._has_failed = False

    @contextmanager
    def _borrowed(self, engine: Engine, durable: bool) -> Iterator[Connection]:
        with self._explained():
            if self.is_postgresql:
                with self._hanging.tried():
                    self._prepare()
                    with engine.connect() as connection, answered_within(_ANSWER_S, connection):
                        yield connection
                return
            self._prepare()
            with self._turn, self._connected(engine, durable) as connection:
                yield connection

    @contextmanager
    def _explained(self) -> Iterator[None]:
        try:
            yield
        except (SQLAlchemyError, OSError) as error:
            self._has_failed = True
            raise UnavailableError(cause(error, self._engine.url)) from error

    @contextmanager
    def _connected(self, engine: Engine, durable: bool) -> Iterator[Connection]:
        """Yield the one connection to a SQLite file, which takes time to open anew."""
        if identity(self._engine.url) != self._file:
            # What is written to a file without a name is gone with this process.
            if not self._is_gone:
                log.error("the database is lost: %s", _GONE)
            self._is_gone = True
            raise UnavailableError(_GONE)
        self._is_gone = False
        if engine not in self._kept:
            self._kept[engine] = engine.connect()
        try:
            sync_at_commit(self._kept[engine], is_wanted=durable)
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
                self._file = identity(self._engine.url)
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
