"""Opens a connection to the event socket, by the library `websockets`."""

import time
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import UTC, datetime
from urllib.parse import urlsplit

from websockets.exceptions import (
    ConnectionClosed,
    InvalidProxy,
    InvalidStatus,
    WebSocketException,
)
from websockets.sync.client import ClientConnection, connect

from bot.events.socket.ending import Ending, of_close, of_handshake
from bot.events.socket.open_socket import Socket, SocketEnd
from bot.webex.failure import retry_after
from bot.webex.way import way_to

_OPEN_S = 10.0
# Of a connection that is lost nobody answers the goodbye.
_CLOSE_S = 1.0
# What is larger ends the connection, and would come again after each reconnect.
_MOST_BYTES = 16 * 2**20
_PORTS = {"ws": 80, "wss": 443}


@contextmanager
def dialled(url: str) -> Iterator[Socket]:
    """Open a connection until the end of the block. Raises: SocketEnd."""
    try:
        way = way_to(url)
        with connect(
            _with_query(url),
            ssl=way.trust,
            proxy=way.proxy,
            proxy_ssl=way.trust_proxy,
            open_timeout=_OPEN_S,
            ping_interval=None,  # the socket has pings of its own
            close_timeout=_CLOSE_S,
            max_size=_MOST_BYTES,
            legacy=False,
        ) as connection:
            _see_that_it_is_there(connection, url)
            yield _Connected(connection)
    except InvalidStatus as error:
        raise _refused(error) from error
    except ConnectionClosed as error:
        raise _closed(error) from error
    except InvalidProxy as error:  # whose words hold the password
        raise SocketEnd(Ending.LOST, "HTTPS_PROXY is no address of a proxy") from error
    except (WebSocketException, OSError) as error:
        raise SocketEnd(Ending.LOST, f"{type(error).__name__}: {error}") from error


class _Connected:
    def __init__(self, connection: ClientConnection) -> None:
        self._connection = connection

    def send(self, text: str) -> None:
        try:
            self._connection.send(text)
        except ConnectionClosed as error:
            raise _closed(error) from error

    def receive(self, within_s: float | None = None) -> str:
        try:
            return self._connection.recv(within_s, decode=True)
        except TimeoutError as error:
            raise SocketEnd(Ending.LOST, "nothing came in time") from error
        except ConnectionClosed as error:
            raise _closed(error) from error

    def close(self) -> None:
        self._connection.close()


def _with_query(url: str) -> str:
    now_ms = int(time.time() * 1000)
    query = (
        f"outboundWireFormat=text&bufferStates=true&aliasHttpStatus=true&clientTimestamp={now_ms}"
    )
    return f"{url}{'&' if urlsplit(url).query else '?'}{query}"


def _see_that_it_is_there(connection: ClientConnection, url: str) -> None:
    """Raise SocketEnd if a redirection led elsewhere: the token must not follow."""
    host = connection.request.headers["Host"] if connection.request else ""
    wanted, found = urlsplit(url), urlsplit(f"//{host}")
    usual = _PORTS[wanted.scheme]
    if (found.hostname, found.port or usual) != (wanted.hostname, wanted.port or usual):
        raise SocketEnd(Ending.LOST, "the socket sends on to another address")


def _refused(error: InvalidStatus) -> SocketEnd:
    response = error.response
    wait_s = retry_after(response.headers.get("Retry-After"), datetime.now(UTC)) or 0.0
    status = response.status_code
    return SocketEnd(of_handshake(status), f"the handshake was answered {status}", wait_s)


def _closed(error: ConnectionClosed) -> SocketEnd:
    if error.rcvd is None:
        return SocketEnd(Ending.LOST, "the connection broke off")
    code, reason = error.rcvd.code, error.rcvd.reason
    return SocketEnd(of_close(code, reason), f"closed with {code} {reason}".rstrip())
