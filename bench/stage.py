"""What one measurement plays on: a pretend Webex and a load generator, each in its own process."""

import contextlib
import itertools
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from pathlib import Path

from bench.elsewhere import elsewhere
from bench.load import Load
from bench.pretend import Pretend
from bench.program import Program
from bot.sandbox.bot_process import bot_process, free_port, listening, settings_for

ROOT = Path(__file__).parents[1]
LATENCY_S = 0.05
LANES = 64
THREADS = 48  # which answer, as the bot is delivered
_ANSWERED_S = 120.0
_WARM_UP = 40


@dataclass(frozen=True, slots=True)
class Stage:
    """One measurement's world; `is_quick` makes it short, to see whether it works."""

    folder: Path
    pretend: Pretend
    load: Load
    is_quick: bool
    _numbers: "itertools.count[int]" = field(default_factory=itertools.count)

    def few(self, count: int) -> int:
        """Return how often to do something: a fifth where it is to be quick."""
        return max(2, count // 5) if self.is_quick else count

    def file(self, name: str) -> Path:
        """Return a path that nobody has used."""
        return self.folder / f"{next(self._numbers)}-{name}"

    @contextlib.contextmanager
    def roomdesk(self) -> Iterator[Program]:
        """Run the bot with gunicorn's own settings, limits on but out of reach; names are known."""
        environ = self.settings()
        with self.file("bot.log").open("wb") as log, bot_process(ROOT, environ, log) as process:
            self.warm_up(environ)
            yield Program("Roomdesk", _webhook(environ), process.pid)

    @contextlib.contextmanager
    def listening(self) -> Iterator[None]:
        """Run the bot as above, but for how it hears: by the event socket."""
        environ = listening(self.settings(), self.pretend.catalog_url())
        with self.file("bot.log").open("wb") as log, bot_process(ROOT, environ, log):
            for _ in range(_WARM_UP):
                self.pretend.answered_s("room")
            yield

    def settings(self) -> dict[str, str]:
        """Return the settings of a bot with a port and a database of its own."""
        return {
            **settings_for(self.pretend.url(), free_port(), self.file("bot.db")),
            "LIMIT_PER_PERSON": "1000000/minute",
            "LIMIT_PER_SPACE": "1000000/minute",
            "LOG_LEVEL": "WARNING",
        }

    def warm_up(self, environ: Mapping[str, str]) -> None:
        """Let a bot that has just started answer, so that names are known."""
        self.batch(Program("Roomdesk", _webhook(environ), 0), _WARM_UP)

    def batch(self, program: Program, count: int, line: str = "room") -> float:
        """Let so many questions be asked at once; return the seconds until the last answer."""
        bodies = self.pretend.ask(line, count, program.url)
        self.pretend.expect(count)
        sent = self.load.send(program.url, bodies, None, LANES)
        return max(self.pretend.answers(_ANSWERED_S)) - min(one.at for one in sent)

    def one(self, program: Program) -> float:
        """Return the seconds from one delivery to its answer."""
        bodies = self.pretend.ask("room", 1, program.url)
        self.pretend.expect(1)
        (sent,) = self.load.send(program.url, bodies, None, 1)
        return self.pretend.answers(_ANSWERED_S)[0] - sent.at


def _webhook(environ: Mapping[str, str]) -> str:
    return f"http://127.0.0.1:{environ['PORT']}/webhook"


@contextlib.contextmanager
def staged(folder: Path, *, is_quick: bool) -> Iterator[Stage]:
    """Set a stage whose calls take `LATENCY_S`, until the end of the block."""
    with elsewhere(Pretend) as pretend, elsewhere(Load) as load:
        pretend.set_latency(LATENCY_S)
        yield Stage(folder, pretend, load, is_quick)
