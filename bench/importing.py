"""The floor of memory and of starting: a process that imports the same packages."""

import contextlib
import subprocess
import sys
from collections.abc import Iterator

from bench.floor import imports
from bench.stage import ROOT, Stage
from bot.sandbox.bot_process import environ_of, free_port, settings_for


def packages(stage: Stage) -> str:
    """Return the modules of others that the bot imports, by a look at a process that has."""
    settings = settings_for(stage.pretend.url(), free_port(), stage.file("never.db"))
    return subprocess.run(  # noqa: S603  # our own program
        [sys.executable, "-m", imports.__name__, "list"],
        cwd=ROOT,
        env=environ_of(settings),
        stdout=subprocess.PIPE,
        text=True,
        check=True,
    ).stdout


@contextlib.contextmanager
def imported(names: str) -> Iterator[int]:
    """Run a process that has imported these modules; yield its id."""
    with subprocess.Popen(  # noqa: S603  # our own program
        [sys.executable, ROOT / "bench/floor/imports.py"],
        env=environ_of({}),
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        text=True,
    ) as process:
        assert process.stdin
        assert process.stdout
        process.stdin.write(names.strip() + "\n")
        process.stdin.flush()
        process.stdout.readline()
        yield process.pid
