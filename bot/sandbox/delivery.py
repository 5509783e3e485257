"""Delivering webhooks: real HTTP posts from background threads, each tried once."""

import time
from collections import deque
from collections.abc import Callable, Mapping
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass
from datetime import datetime, timedelta

from .envelope import SIGNATURE, packed, sign
from .event import Event
from .filters import hears
from .post_out import Poster
from .record import Webhook
from .world import World

FAILURES = 100
FAILURE_WINDOW = timedelta(minutes=5)
"""So many failures within that time disable a webhook; documented in the webhooks guide."""


@dataclass(frozen=True, slots=True)
class Delivery:
    """One attempt; `status` is 0 where no answer came, `started` is on `time.monotonic()`."""

    webhook_id: str
    url: str
    body: bytes
    headers: Mapping[str, str]
    status: int
    started: float
    seconds: float


class Courier:
    """Listens to the world and delivers what its webhooks are to hear.

    `copies` says how often each event is delivered at once: 2 makes duplicates, 0 loses it.
    `listeners` are called after each delivery.
    """

    def __init__(
        self, world: World, *, threads: int = 64, timeout_s: float = 10.0, kept: int = 20_000
    ) -> None:
        self.copies = 1
        self.done: deque[Delivery] = deque(maxlen=kept)
        self.listeners: list[Callable[[], None]] = []
        self._world = world
        self._pending = 0
        self._poster = Poster(timeout_s)
        self._pool = ThreadPoolExecutor(threads, thread_name_prefix="courier")
        self._closed = False
        world.listeners.append(self.offer)

    def offer(self, event: Event) -> None:
        """Start the deliveries of one event; called with the world's lock held."""
        for hook in self._world.webhooks.values():
            if hears(hook, event):
                body = packed(hook, event)
                for _ in range(self.copies):
                    self._pending += 1
                    self._pool.submit(self._deliver, hook, body)

    def idle(self) -> bool:
        """Whether nothing is on its way."""
        return self._pending == 0

    def close(self) -> None:
        """Stop for good; what is on its way is cut off."""
        with self._world.lock:
            if self._closed:
                return
            self._closed = True
            self._world.listeners.remove(self.offer)
        self._poster.close()
        self._pool.shutdown(cancel_futures=True)

    def _deliver(self, hook: Webhook, body: bytes) -> None:
        headers = {"Content-Type": "application/json;charset=UTF-8"}
        if hook.secret:
            headers[SIGNATURE] = sign(hook.secret, body)
        url, started = hook.target_url, time.monotonic()
        status = self._poster.post(url, body, headers)
        seconds = time.monotonic() - started
        with self._world.lock:
            self.done.append(Delivery(hook.id, url, body, headers, status, started, seconds))
            if not 200 <= status < 300:
                count_failure(hook, self._world.now())
            self._pending -= 1
            self._world.lock.notify_all()
        for listener in self.listeners:
            listener()


def count_failure(hook: Webhook, now: datetime) -> None:
    """Note a failed delivery; the hundredth within five minutes disables the webhook.

    Enabling it again forgets nothing: within those minutes the next failure disables it at once.
    """
    hook.failures[:] = [at for at in hook.failures if now - at < FAILURE_WINDOW]
    hook.failures.append(now)
    if len(hook.failures) >= FAILURES:
        hook.status = "inactive"
