"""People who ask, one after the other, at a steady pace."""

import random
import threading

from bot.sandbox import Message, Sandbox
from bot.sandbox.seed import name

_COMMANDS = ("room", "pmr", "help", "meeting", "sites")
_PLACES: tuple[tuple[str, str | None], ...] = (
    (name.JOHN_EMAIL, name.UNICORN),
    (name.ANA_EMAIL, name.BERLIN),
    (name.JOHN_EMAIL, None),
    (name.NOOR_EMAIL, name.UNICORN_NEXT),
    (name.ANA_EMAIL, None),
    (name.HANA_EMAIL, name.HELP_DESK),
    (name.OLGA_EMAIL, name.PARTNERS),
    (name.NOOR_EMAIL, None),
)
# Webex disables a webhook at its hundredth failure within five minutes, and mends it after five.
# That is tested elsewhere; here people ask little while nobody listens, so that it stays enabled.
CALM_PER_S = 3.0


class Stream:
    """Asks `total` questions, `per_s` of them a second; `calm` slows it down."""

    def __init__(self, webex: Sandbox, choice: random.Random, total: int, per_s: float) -> None:
        self.asked: list[Message] = []
        self.calm = False
        self.total = total
        self._webex = webex
        self._choice = choice
        self._per_s = per_s
        self._ended = threading.Event()
        self._thread = threading.Thread(target=self._run, name="people")

    def start(self) -> None:
        """Begin to ask."""
        self._thread.start()

    def join(self) -> None:
        """Wait until everything is asked."""
        self._thread.join()

    def end(self) -> None:
        """Ask no more."""
        self._ended.set()
        self._thread.join()

    def _run(self) -> None:
        while len(self.asked) < self.total and not self._ended.is_set():
            self._ask()
            self._ended.wait(1 / (CALM_PER_S if self.calm else self._per_s))

    def _ask(self) -> None:
        who, room = self._choice.choice(_PLACES)
        line = self._choice.choice(_COMMANDS)
        # Under the lock, so that whoever waits for the world to change finds it in the list.
        with self._webex.world.lock:
            said = self._webex.say(who, room, line if room is None else f"@Roomdesk {line}")
            self.asked.append(said)
