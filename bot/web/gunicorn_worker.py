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
    """Bounds what gunicorn does not: the time for headers and bodies, and that for goodbyes.

    A thread is taken once a connection has sent something, and lent for `LONGEST_S` to read the
    rest; where others wait for a thread, or the process is told to end, for `PRESSED_S`. After that
    nothing more is read: headers that are not complete end the connection, of a body there is what
    came. What is being answered by then is answered.
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
        """Let the other side read its answer, and go.

        The base class does that too, where it would hold up the main loop for two seconds each.
        """
        with contextlib.suppress(OSError):
            util.close_graceful(sock.dup(), timeout=self._GOODBYE_S)
            sock.shutdown(socket.SHUT_RD)
