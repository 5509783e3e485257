"""gunicorn's worker with threads, which waits for no sender for longer than ten seconds."""

import contextlib
import selectors
import socket
import threading
import time
from collections import deque
from functools import partial

from gunicorn import util
from gunicorn.workers.gthread import TConn, ThreadWorker


class Worker(ThreadWorker):
    """Bounds the time that a client may take to send a request, and to close its connection.

    gunicorn bounds neither. A connection gets a thread once it has sent something, and has
    `LONGEST_S` to send the rest; `PRESSED_S` while others wait for a thread, or the process ends.
    After that nothing more is read: incomplete headers end the connection, and of a body only what
    came is used. A request that is being answered by then is still answered.
    """

    LONGEST_S = 10.0
    PRESSED_S = 1.0
    _QUEUE_S = 0.5
    _GOODBYE_S = 0.5

    def init_process(self) -> None:
        """Set up what is kept per process, before the base class begins to serve."""
        self._queued: deque[float] = deque()
        self._since: dict[TConn, float] = {}
        self._lock = threading.Lock()
        super().init_process()

    def enqueue_req(self, conn: TConn) -> None:
        """Take a thread for a connection; a new one has to send something first."""
        if conn.initialized or conn.data_ready:
            self._queued.append(time.monotonic())
            super().enqueue_req(conn)
            return
        conn.sock.setblocking(False)
        conn.timeout = time.monotonic() + self.LONGEST_S
        self.pending_conns.append(conn)
        self.poller.register(
            conn.sock, selectors.EVENT_READ, partial(self.on_pending_socket_readable, conn)
        )

    def handle(self, conn: TConn) -> bool:
        """Read and answer one request, in a thread of its own."""
        with self._lock:
            self._queued.popleft()
            self._since[conn] = time.monotonic()
        try:
            is_kept = super().handle(conn)
        finally:
            with self._lock:
                del self._since[conn]
        if not is_kept:
            self._end(conn.sock)
        return is_kept

    def murder_pending(self) -> None:
        """End what takes too long; the main loop calls this once a second."""
        now = time.monotonic()
        longest_s = self.PRESSED_S if self._is_pressed(now) else self.LONGEST_S
        for conn in self.pending_conns:
            conn.timeout = min(conn.timeout or now, now + longest_s)
        super().murder_pending()
        with self._lock:
            slow = [conn for conn, since in self._since.items() if now - since > longest_s]
        for conn in slow:
            with contextlib.suppress(OSError):
                conn.sock.shutdown(socket.SHUT_RD)  # wakes the thread that reads from it

    def _is_pressed(self, now: float) -> bool:
        with self._lock:
            oldest = self._queued[0] if self._queued else now
        return not self.alive or now - oldest > self._QUEUE_S

    def _end(self, sock: socket.socket) -> None:
        """Close a connection once the client has read its answer.

        The base class does it in the main loop, where each may hold up the others for two seconds.
        """
        with contextlib.suppress(OSError):
            util.close_graceful(sock.dup(), timeout=self._GOODBYE_S)
            sock.shutdown(socket.SHUT_RD)
