"""A load balancer in front of several hosts, as an operator of several has one."""

import contextlib
import threading
import time
from collections import deque
from collections.abc import Sequence

from werkzeug.wrappers import Request, Response

from bot.sandbox.http_server import served
from bot.sandbox.post_out import Poster

# docs/deploying.md gives the same figures to nginx.
_ANSWERED_S = 2.0
_PASSED_OVER_S = 10.0
_HANDED_ON = ("Content-Type", "X-Spark-Signature")


class Balancer:
    """Hands each delivery to the next host in turn, and to another if that one does not answer.

    A host that did not answer gets nothing for some seconds, while another one is left.
    """

    def __init__(self, port: int, hosts: Sequence[int]) -> None:
        self._hosts = deque(hosts)
        self._failed = dict.fromkeys(hosts, float("-inf"))
        self._lock = threading.Lock()
        self._poster = Poster(_ANSWERED_S)
        self._stack = contextlib.ExitStack()
        self._stack.enter_context(served(Request.application(self._answer), port))

    def close(self) -> None:
        """Listen no more."""
        self._poster.close()
        self._stack.close()

    def _answer(self, request: Request) -> Response:
        body = request.get_data()
        headers = {name: request.headers.get(name, "") for name in _HANDED_ON}
        for port in self._in_turn():
            url = f"http://127.0.0.1:{port}{request.path}"
            if status := self._poster.post(url, body, headers):
                return Response(status=status)
            with self._lock:
                self._failed[port] = time.monotonic()
        return Response(status=502)

    def _in_turn(self) -> list[int]:
        with self._lock:
            self._hosts.rotate()
            since = time.monotonic() - _PASSED_OVER_S
            return sorted(self._hosts, key=lambda port: self._failed[port] > since)
