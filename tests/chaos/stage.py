"""Where one scenario plays: a fresh Webex, a fresh database, bots, and people who ask."""

import contextlib
import logging
import random
import threading
import time
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, field, replace
from pathlib import Path

from bot.sandbox import Fault, Sandbox
from bot.sandbox.bot_process import free_port, listening, settings_for
from tests.chaos.balancer import Balancer
from tests.chaos.bot import Bot
from tests.chaos.ledger import Ledger
from tests.chaos.stream import Stream
from tests.registered import register

log = logging.getLogger(__name__)

_ASKED_S = 120.0
# Every half a minute the bot looks for what it missed.
_ANSWERED_S = 90.0
_MARKED_S = 20.0
_DELIVERED_S = 20.0
_LONGEST_PAUSE_S = 0.4


class BrokenError(Exception):
    """A scenario has seen that a promise was broken."""


@dataclass
class Stage:
    """One scenario's world. `choice` is seeded; what is written goes to `folder`.

    `needs_no_notice` is the scenario's to set: see `tests.chaos`.
    """

    webex: Sandbox
    folder: Path
    database_url: str
    choice: random.Random
    streams: list[Stream] = field(default_factory=list)
    bots: list[Bot] = field(default_factory=list)
    needs_no_notice: bool = False
    hears_by_socket: bool = False
    _port: int = field(default_factory=free_port)

    def __post_init__(self) -> None:
        self.ledger = Ledger(self.database_url)
        self._open = contextlib.ExitStack()
        self._open.callback(self.ledger.close)

    def bot(
        self,
        *options: str,
        port: int | None = None,
        host: str = "one",
        clock: float | None = None,
        more: Mapping[str, str] | None = None,
    ) -> Bot:
        """Start a bot that knows from when on to catch up; `clock` is how far its own is off.

        Locks cannot be seen from another `host`, which is how a bot there looks to us. `options`
        are gunicorn's, `more` are settings.
        """
        temporary = self.folder / f"tmp-{host}"
        temporary.mkdir(exist_ok=True)
        settings = {
            **settings_for(self.webex.url, self._port, self.folder / "bot.db"),
            "DATABASE_URL": self.database_url,
            "PORT": str(port or self._port),
            "TMPDIR": str(temporary),
            "LIMIT_PER_PERSON": "off",
            "LIMIT_PER_SPACE": "off",
            **(more or {}),
        }
        if self.hears_by_socket:
            settings = listening(settings, self.webex.catalog_url)
        elif not self.bots:
            register(settings)
        bot = Bot(settings, self.folder / f"bot-{len(self.bots)}.log", *options)
        if clock is not None:
            bot.set_clock(clock)
        self.bots.append(bot)
        bot.start()
        _wait_until(self.ledger.is_marked, _MARKED_S, "the bot did not look after things")
        return bot

    def deliver_to(self, port: int) -> None:
        """Let Webex deliver everything to that port, too."""
        with self.webex.world.lock:
            hooks = self.webex.world.webhooks
            for hook in [*hooks.values()]:
                copy = replace(hook, id=f"{hook.id}-{port}", name=f"{port}", failures=[])
                copy.target_url = f"http://127.0.0.1:{port}/webhook"
                hooks[copy.id] = copy

    def hosts(self, *names: str, more: Mapping[str, str] | None = None) -> list[Bot]:
        """Start a bot on each of several hosts, behind a load balancer."""
        ports = [free_port() for _ in names]
        balancer = Balancer(self._port, ports)
        self._open.callback(balancer.close)
        return [
            self.bot(port=port, host=name, more=more)
            for port, name in zip(ports, names, strict=True)
        ]

    @contextlib.contextmanager
    def asking(self, questions: int, per_s: float) -> Iterator[Stream]:
        """Let people ask in the background; at the end of the block, everything is asked."""
        stream = Stream(self.webex, self.choice_for("stream"), questions, per_s)
        self.streams.append(stream)
        stream.start()
        try:
            yield stream
            stream.join()
        finally:
            stream.end()

    def ask(self, questions: int) -> None:
        """Let people ask so many questions, quickly."""
        with self.asking(questions, per_s=20):
            pass

    def moments(self, stream: Stream, count: int) -> Iterator[int]:
        """Yield at so many random moments while the stream runs."""
        numbers = sorted(self.choice.sample(range(1, stream.total), count))
        for number, asked in enumerate(numbers, 1):
            self.wait_until_asked(stream, asked)
            # A third of them while the question is still at the door.
            pause(max(0.0, self.choice.uniform(-_LONGEST_PAUSE_S / 2, _LONGEST_PAUSE_S)))
            yield number

    def wait_until_asked(self, stream: Stream, count: int) -> None:
        """Wait until the stream has asked so much. Raises: TimeoutError."""
        if not self.webex.wait_for(lambda: len(stream.asked) >= count, _ASKED_S):
            raise TimeoutError("nobody asks any more")

    def wait_until_met(self, fault: Fault) -> None:
        """Wait until calls have run into a fault as often as they may. Raises: TimeoutError."""
        faults = self.webex.faults
        _wait_until(lambda: faults.hits(fault) == fault.times, _ASKED_S, "nobody calls Webex")

    def choice_for(self, purpose: str) -> random.Random:
        """Return random choices that do not depend on how often others choose."""
        return random.Random(f"{purpose} {self.choice.random()}")  # noqa: S311  # repeatable

    def wait_until_quiet(self) -> None:
        """Wait, within bounds, until everything is closed that was written down."""
        with contextlib.suppress(TimeoutError):
            _wait_until(lambda: not self.ledger.open_questions(), _ANSWERED_S, "questions are open")

    def settle(self) -> None:
        """Wait, within bounds, until everything is answered and closed; then stop the bots."""
        waiting = [question.id for stream in self.streams for question in stream.asked]

        def is_answered() -> bool:
            while waiting and waiting[-1] in self.webex.world.threads:
                waiting.pop()
            return not waiting

        if not self.webex.wait_for(is_answered, _ANSWERED_S):
            log.warning("not everything is answered")
        self.wait_until_quiet()
        self.webex.wait_until_delivered(_DELIVERED_S)
        for bot in self.bots:
            bot.stop()

    def close(self) -> None:
        """End what still runs."""
        for stream in self.streams:
            stream.end()
        for bot in self.bots:
            bot.end()
        self._open.close()


# What is done to the bot: a row of the table.
Scenario = Callable[[Stage], None]


def pause(seconds: float) -> None:
    """Let the clock run: the pace of a scenario, never a hope that something is done."""
    threading.Event().wait(seconds)


def _wait_until(holds: Callable[[], bool], timeout_s: float, otherwise: str) -> None:
    until = time.monotonic() + timeout_s
    while not holds():
        if time.monotonic() > until:
            raise TimeoutError(otherwise)
        pause(0.1)
