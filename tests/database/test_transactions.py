"""Transactions: of one statement or several, on either database, and after a failure."""

from concurrent.futures import ThreadPoolExecutor
from pathlib import Path
from threading import Barrier

import pytest
from sqlalchemy import bindparam, func, select, text
from sqlalchemy.exc import ResourceClosedError

from bot.database.engine import engine_for
from bot.database.prepared import Prepared
from bot.database.schema.tables import marks
from bot.database.transactions import Database
from bot.errors import UnavailableError
from tests.inboxes import Inboxes


class _OursError(Exception):
    pass


def _marking(database: Database) -> Prepared:
    return database.prepared(database.insert(marks).values(name=bindparam("key"), value=1.0))


def _count(database: Database) -> int:
    with database.begin() as connection:
        return int(connection.scalar(select(func.count()).select_from(marks)) or 0)


def test_a_statement_alone_is_committed_and_seen_by_others(inboxes: Inboxes) -> None:
    one, other = inboxes.database(), inboxes.database()
    assert one.run(_marking(one), {"key": "a"}) == []
    assert _count(one) == _count(other) == 1


def test_many_threads_share_few_connections_to_postgresql(postgresql_inboxes: Inboxes) -> None:
    database = postgresql_inboxes.database(engine_for(postgresql_inboxes.url, 48))
    mine = text("SELECT count(*) FROM pg_stat_activity WHERE datname = current_database()")
    together = Barrier(48)

    def look(_number: int) -> int:
        together.wait(10)
        with database.begin() as connection:
            connection.execute(text("SELECT pg_sleep(0.05)"))
            return int(connection.scalar(mine) or 0)

    with ThreadPoolExecutor(48) as pool:
        assert max(pool.map(look, range(48))) == 10


def test_a_statement_returns_its_rows(inboxes: Inboxes) -> None:
    database = inboxes.database()
    insert = database.insert(marks).values(name=bindparam("key"), value=1.0)
    (row,) = database.run(database.prepared(insert.returning(marks)), {"key": "a"}, durable=True)
    assert (row.name, row.value) == ("a", 1.0)


def _write_and_fail(database: Database) -> None:
    with database.begin() as connection:
        connection.execute(database.insert(marks).values(name="a", value=1.0))
        raise _OursError


def test_what_a_transaction_wrote_before_it_failed_is_not_kept(inboxes: Inboxes) -> None:
    database = inboxes.database()
    with pytest.raises(_OursError):
        _write_and_fail(database)
    assert _count(database) == 0


def test_a_statement_that_is_refused_leaves_the_database_fit_for_use(inboxes: Inboxes) -> None:
    database = inboxes.database()
    marking = _marking(database)
    database.run(marking, {"key": "a"})
    with pytest.raises(UnavailableError, match="IntegrityError"):
        database.run(marking, {"key": "a"})
    database.run(marking, {"key": "b"})
    assert _count(database) == 2


def _close(database: Database) -> None:
    with database.begin() as connection:
        connection.close()
        connection.execute(select(marks))


def test_a_connection_that_somebody_closed_is_replaced(inboxes: Inboxes) -> None:
    database = inboxes.database()
    with pytest.raises(UnavailableError, match=ResourceClosedError.__name__):
        _close(database)
    assert _count(database) == 0


def test_a_connection_that_the_server_ends_is_replaced(
    postgresql_inboxes: Inboxes, caplog: pytest.LogCaptureFixture
) -> None:
    database = postgresql_inboxes.database()
    ending = database.prepared(select(func.pg_terminate_backend(func.pg_backend_pid())))
    with pytest.raises(UnavailableError, match="terminating connection"):
        database.run(ending, {})
    assert _count(database) == 0
    assert caplog.messages == []  # the pool has nothing to complain of


def test_sqlite_syncs_what_is_to_be_durable_and_the_rest_with_it(sqlite_inboxes: Inboxes) -> None:
    database = sqlite_inboxes.database()
    level = database.prepared(select(text("*")).select_from(text("pragma_synchronous")))
    seen = []
    for durable in (True, False, True):
        seen += [row[0] for row in database.run(level, {}, durable=durable)]
        with database.begin(durable=durable) as connection:
            seen.append(connection.scalar(text("PRAGMA synchronous")))
    normal, full = 1, 2  # https://sqlite.org/pragma.html#pragma_synchronous
    assert seen == [full, full, normal, normal, full, full]


def _run(database: Database, statement: str) -> None:
    with database.begin() as connection:
        connection.execute(text(statement))


def test_a_database_that_takes_nothing_is_not_well_though_it_can_be_read(
    sqlite_inboxes: Inboxes,
) -> None:
    database = sqlite_inboxes.database()
    database.check()
    _run(database, "PRAGMA query_only=ON")
    with pytest.raises(UnavailableError):
        _run(database, "INSERT INTO marks VALUES ('a', 1)")
    assert _count(database) == 0
    for _ in range(2):
        with pytest.raises(UnavailableError):
            database.check()
    _run(database, "PRAGMA query_only=OFF")
    database.check()


def test_a_file_that_is_removed_is_missed_at_once_and_used_again_once_it_is_back(
    tmp_path: Path, caplog: pytest.LogCaptureFixture
) -> None:
    file, aside = tmp_path / "bot.db", tmp_path / "aside.db"
    database = Database(engine_for(f"sqlite:///{file}", 2))
    database.check()
    file.rename(aside)
    for _ in range(2):
        with pytest.raises(UnavailableError, match="its file was removed or replaced"):
            database.run(_marking(database), {"key": "a"})
    file.touch()  # another one in its place
    with pytest.raises(UnavailableError, match="its file was removed or replaced"):
        database.check()
    assert [record.levelname for record in caplog.records] == ["ERROR"]
    aside.rename(file)
    database.run(_marking(database), {"key": "a"})
    assert _count(database) == 1
    database.close()
