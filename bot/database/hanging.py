"""What is done about a PostgreSQL that hangs: it is there, and does not answer."""

import contextlib
import os
import socket
import threading
import time
from collections.abc import Iterator
from typing import Any

from sqlalchemy import Connection
from sqlalchemy.exc import SQLAlchemyError

from bot.errors import HangingError

# A failure after so long was no refusal, but a wait for an answer.
_LONG_S = 1.5


@contextlib.contextmanager
def answered_within(seconds: float, connection: Connection) -> Iterator[None]:
    """Cut a connection whose server has not answered all that is asked in this block by then.

    psycopg waits for an answer for ever. Where the server's processes are stopped, neither their
    statement_timeout ends that nor TCP, which their kernel goes on to acknowledge.
    """
    driver: Any = connection.connection.dbapi_connection
    with socket.socket(fileno=os.dup(driver.fileno())) as line:
        timer = threading.Timer(seconds, _cut, [line])
        timer.daemon = True
        timer.start()
        try:
            yield
        finally:
            timer.cancel()


def _cut(line: socket.socket) -> None:
    with contextlib.suppress(OSError):  # it has just ended by itself
        line.shutdown(socket.SHUT_RDWR)


class Hanging:
    """Lets one caller at a time try while a database hangs; the others are told at once.

    Otherwise all threads of a process would wait, and nobody would be left for what needs none.
    """

    def __init__(self) -> None:
        self._hangs = False
        self._turn = threading.Lock()

    @contextlib.contextmanager
    def tried(self) -> Iterator[None]:
        """Take note of how a try goes, which is this block.

        Raises:
            HangingError: another thread is finding out whether the database answers again.
        """
        is_alone = self._hangs
        if is_alone and not self._turn.acquire(blocking=False):
            raise HangingError("it did not answer in time, and is asked again at the moment")
        began = time.monotonic()
        try:
            yield
            self._hangs = False
        except (SQLAlchemyError, OSError):
            self._hangs = time.monotonic() - began > _LONG_S
            raise
        finally:
            if is_alone:
                self._turn.release()
