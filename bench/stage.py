"""What one measurement plays on: a pretend Webex and a load generator, each in its own process."""

import contextlib
import itertools
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from pathlib import Path

from bench.elsewhere import elsewhere
from bench.load import Load
from bench.pretend import Pretend
from bench.proc import cpu_s
from bench.program import Program
from bot.sandbox.bot_process import bot_process, free_port, settings_for

ROOT = Path(__file__).parents[1]
LATENCY_S = 0.05
LANES = 64
THREADS = 48  # which answer, as the bot is delivered
_ANSWERED_S = 120.0
_WARM_UP = 40


@dataclass(frozen=True, slots=True)
class Batch:
    """Questions that were delivered at once: how long the last answer took, and the CPU time."""

    count: int
    seconds: float
    cpu_s: float

    @property
    def per_s(self) -> float:
        """The answers a second."""
        return self.count / self.seconds

    @property
    def cpu_ms_each(self) -> float:
        """The CPU time of an answer in milliseconds."""
        return self.cpu_s / self.count * 1000


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
    def roomdesk(self, *options: str, **settings: str) -> Iterator[Program]:
        """Run the bot with gunicorn's own settings, limits on but out of reach; names are known."""
        port = free_port()
        environ = {
            **settings_for(self.pretend.url(), port, self.file("bot.db")),
            "LIMIT_PER_PERSON": "1000000/minute",
            "LIMIT_PER_SPACE": "1000000/minute",
            "LOG_LEVEL": "WARNING",
            **settings,
        }
        with (
            self.file("bot.log").open("wb") as log,
            bot_process(ROOT, environ, log, *options) as process,
        ):
            program = Program("Roomdesk", f"http://127.0.0.1:{port}/webhook", process.pid)
            self.batch([program], _WARM_UP)
            yield program

    def batch(
        self, crew: Sequence[Program], count: int, line: str = "room", lanes: int = LANES
    ) -> Batch:
        """Let so many questions be asked, each of one of the crew, `lanes` delivered at once."""
        urls = [program.url for program in crew]
        bodies = self.pretend.ask(line, count, urls[0])
        self.pretend.expect(count)
        before = sum(cpu_s(program.pid) for program in crew)
        sent = self.load.send(urls, bodies, None, lanes)
        seconds = max(self.pretend.answers(_ANSWERED_S)) - min(one.at for one in sent)
        return Batch(count, seconds, sum(cpu_s(program.pid) for program in crew) - before)

    def one(self, program: Program) -> float:
        """Return the seconds from one delivery to its answer."""
        bodies = self.pretend.ask("room", 1, program.url)
        self.pretend.expect(1)
        (sent,) = self.load.send([program.url], bodies, None, 1)
        return self.pretend.answers(_ANSWERED_S)[0] - sent.at


@contextlib.contextmanager
def staged(folder: Path, *, is_quick: bool) -> Iterator[Stage]:
    """Set a stage whose calls take `LATENCY_S`, until the end of the block."""
    with elsewhere(Pretend) as pretend, elsewhere(Load) as load:
        pretend.set_latency(LATENCY_S)
        yield Stage(folder, pretend, load, is_quick)
