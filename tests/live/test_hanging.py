"""A PostgreSQL that is there and does not answer: nobody waits for long, and not all wait."""

import threading
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor

import pytest
from sqlalchemy import text

from bot.database.engine import engine_for
from bot.database.retry import insist
from bot.database.transactions import Database
from bot.errors import HangingError, UnavailableError
from tests.postgres import Server, running_server


@pytest.fixture(scope="module")
def server() -> Iterator[Server]:
    with running_server() as found:
        yield found


@pytest.fixture
def database(server: Server) -> Iterator[Database]:
    found = Database(engine_for(server.url, 4))
    found.check()
    yield found
    found.close()


def test_a_server_that_hangs_is_given_up_and_taken_up_again(
    server: Server, database: Database
) -> None:
    with server.hanging():
        for _ in range(2):  # on an open connection, then on a new one
            with pytest.raises(UnavailableError):
                database.check()
    database.check()


@pytest.mark.parametrize("is_known", [True, False], ids=["known", "not looked at yet"])
def test_while_it_hangs_one_asks_it_and_the_others_are_told_at_once(
    server: Server, is_known: bool
) -> None:
    database = Database(engine_for(server.url, 4))
    if is_known:
        database.check()
    with server.hanging():
        with pytest.raises(UnavailableError):
            database.check()
        together = threading.Barrier(8)

        def ask(_number: int) -> type[Exception] | None:
            together.wait(30)
            try:
                insist(database.check, 0.0, if_it_hangs=False)
            except UnavailableError as error:
                return type(error)
            return None

        with ThreadPoolExecutor(8) as pool:
            found = [*pool.map(ask, range(8))]
    assert {*found} == {HangingError, UnavailableError}
    database.check()
    database.close()


def test_a_statement_that_takes_too_long_is_ended_by_the_server(database: Database) -> None:
    def sleep() -> None:
        with database.begin() as connection:
            connection.execute(text("SELECT pg_sleep(60)"))

    with pytest.raises(UnavailableError, match="due to statement timeout"):
        sleep()
    database.check()


def test_what_the_address_asks_of_the_server_stays(server: Server) -> None:
    mark = "&" if "?" in server.url else "?"
    url = f"{server.url}{mark}options=-cdefault_transaction_read_only%3Don"
    engine = engine_for(url, 1)
    with engine.connect() as connection:
        found = [
            connection.scalar(text(f"SHOW {name}"))
            for name in ("statement_timeout", "default_transaction_read_only")
        ]
    engine.dispose()
    assert found == ["3s", "on"]
