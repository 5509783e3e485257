"""The pretend Webex of the benchmark: questions are made here, and answers are timed as they come.

It delivers nothing itself; a delivery is handed to the load generator as bytes.
"""

import contextlib
import threading
import time
from collections import Counter

from bot.sandbox import demo_world, running
from bot.sandbox.envelope import packed
from bot.sandbox.event import Event
from bot.sandbox.record import Webhook
from bot.sandbox.seed import name

# Enough for the longest measurement: what falls out of a space cannot be read any more.
_KEPT = 60_000
_ANSWERED_S = 120.0


class Pretend:
    """A pretend Webex on a free port of loopback. Moments are on `time.monotonic()`."""

    def __init__(self) -> None:
        world = demo_world()
        world.messages_per_room = _KEPT
        self._open = contextlib.ExitStack()  # kept, since it would close as it goes
        self._webex = self._open.enter_context(running(world))
        self._webex.courier.copies = 0
        self._bot_id = world.bot().id
        self._bodies: list[bytes] = []
        self._answers: list[float] = []
        self._wanted = 0
        self._all_there = threading.Event()
        self._since = 0.0
        bot = world.bot()
        self._hook = Webhook(
            "hook", "bench", "-", "messages", "created", world.now(), bot.id, bot.org_id
        )
        self._noted = threading.Condition()
        world.listeners.append(self._see)
        self._webex.journal.listeners.append(self._note)

    def url(self) -> str:
        """Return the base of the API."""
        return self._webex.url

    def catalog_url(self) -> str:
        """Return where the event socket's services are listed."""
        return self._webex.catalog_url

    def answered_s(self, line: str) -> float:
        """Let John ask a bot that listens; return the seconds until it has answered."""
        self.expect(1)
        began = time.monotonic()
        self._webex.say(name.JOHN_EMAIL, name.UNICORN, f"@Roomdesk {line}")
        return self.answers(_ANSWERED_S)[0] - began

    def set_latency(self, seconds: float) -> None:
        """Let each call take so long from now on."""
        self._webex.faults.latency_s = seconds

    def ask(self, line: str, count: int, target: str = "") -> list[bytes]:
        """Let John ask the same in his space so many times; return the deliveries.

        They carry the webhook that delivers to `target`, if one was registered.
        """
        self._bodies, self._hook = [], self._registered(target) or self._hook
        for _ in range(count):
            self._webex.say(name.JOHN_EMAIL, name.UNICORN, f"@Roomdesk {line}")
        return self._bodies

    def say_as_bot(self) -> bytes:
        """Return the delivery of a message of the bot's own."""
        self._bodies = []
        self._webex.say(name.BOT_EMAIL, name.UNICORN, "something")
        return self._bodies[0]

    def expect(self, answers: int) -> None:
        """Begin to count anew, until so many answers are there."""
        with self._webex.world.lock:
            self._answers, self._wanted, self._since = [], answers, time.monotonic()
            self._all_there.clear()

    def answers(self, timeout_s: float) -> list[float]:
        """Return when each expected answer was posted.

        Raises:
            TimeoutError: they did not all come in time.
        """
        if not self._all_there.wait(timeout_s):
            raise TimeoutError(f"{len(self._answers)} of {self._wanted} answers in {timeout_s} s")
        return self._answers

    def calls(self) -> dict[str, int]:
        """Return how often each endpoint was called since `expect`."""
        with self._noted:  # a call is noted once it has ended, a moment after its message is there
            self._noted.wait_for(lambda: self._counted()["POST messages"] >= self._wanted, 5)
        return self._counted()

    def _counted(self) -> Counter[str]:
        found = self._webex.calls(self._since)
        return Counter(f"{call.method} {call.path.split('/')[2]}" for call in found)

    def _note(self) -> None:
        with self._noted:
            self._noted.notify_all()

    def _registered(self, target: str) -> Webhook | None:
        hooks = self._webex.world.webhooks.values()
        return next((hook for hook in hooks if hook.target_url == target), None)

    def _see(self, event: Event) -> None:
        """Note what was said; called with the world's lock held."""
        if event.resource != "messages" or event.name != "created":
            return
        self._bodies.append(packed(self._hook, event))
        if event.actor_id == self._bot_id:
            self._answers.append(time.monotonic())
            if len(self._answers) == self._wanted:
                self._all_there.set()
