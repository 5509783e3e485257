"""A program under measurement: a process that takes deliveries."""

import contextlib
import subprocess
import urllib.error
import urllib.request
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

from bot.sandbox.bot_process import end, environ_of

_READY_S = 60.0


@dataclass(frozen=True, slots=True)
class Program:
    """A running program: where deliveries go, and its first process."""

    name: str
    url: str
    pid: int


@contextlib.contextmanager
def started(
    command: Sequence[str | Path], folder: Path, settings: Mapping[str, str], log: Path
) -> Iterator[subprocess.Popen[bytes]]:
    """Run a command in a folder until the end of the block, with nothing but these settings."""
    with log.open("ab") as sink:
        process = subprocess.Popen(  # noqa: S603  # our own command
            [str(part) for part in command],
            cwd=folder,
            env=environ_of(settings),
            stdout=sink,
            stderr=sink,
        )
    try:
        yield process
    finally:
        end(process)


def wait_until_it_answers(process: subprocess.Popen[bytes], url: str, log: Path) -> None:
    """Wait until something answers at that address, whatever it says.

    Raises:
        RuntimeError: the program ended before.
        TimeoutError: it did not answer in time.
    """
    waited = 0.0
    while waited < _READY_S:
        with contextlib.suppress(OSError):
            try:
                urllib.request.urlopen(url, timeout=5).close()  # noqa: S310  # our own address
            except urllib.error.HTTPError as error:
                error.close()
            return
        with contextlib.suppress(subprocess.TimeoutExpired):
            process.wait(0.05)
            raise RuntimeError(log.read_text(errors="replace")[-2000:])
        waited += 0.05
    raise TimeoutError(f"{url} did not answer within {_READY_S} s")
