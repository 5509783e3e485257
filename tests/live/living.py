"""Other processes that show that they live, to be killed."""

import contextlib
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

_PROCESS = """
import sys
from bot.inbox.alive import Alive
alive = Alive(sys.argv[1])
alive.begin()
print(alive.name, flush=True)
sys.stdin.read()
"""


@contextlib.contextmanager
def living(database: str) -> Iterator[tuple[str, subprocess.Popen[str]]]:
    """Run a process that shows that it lives; yield its name and itself."""
    with subprocess.Popen(  # noqa: S603  # our own program
        [sys.executable, "-c", _PROCESS, database],
        cwd=Path(__file__).parents[2],
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        text=True,
    ) as process:
        assert process.stdout
        try:
            yield process.stdout.readline().strip(), process
        finally:
            process.kill()


def killed(database: str) -> str:
    """Return the name of a process that was killed."""
    with living(database) as (name, process):
        process.kill()
        process.wait()
    return name
