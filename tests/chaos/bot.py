"""One gunicorn with its workers, to be ended in every way that there is."""

import contextlib
import os
import random
import resource
import signal
import subprocess
import sys
from collections.abc import Iterator, Mapping
from pathlib import Path

import requests

from bot.sandbox.bot_process import environ_of, wait_until_ready
from tests.ending import children, wait_until_ended, watched

ROOT = Path(__file__).parents[2]
_CLOCK = Path(__file__).parent / "clock"
_STOPPED_S = 30.0  # a platform would kill then
_PAGE = 4096


class Bot:
    """Runs the bot with these settings; what it logs is added to `log`.

    `was_ended` tells whether it or a worker of it has ever been ended.
    """

    def __init__(self, settings: Mapping[str, str], log: Path, *options: str) -> None:
        self._settings = dict(settings)
        self._log = log
        self._options = options
        self._process: subprocess.Popen[bytes] | None = None
        self.was_ended = False

    def start(self) -> None:
        """Start it and wait until it is ready."""
        command = [str(Path(sys.executable).parent / "gunicorn"), "app:app", *self._options]
        environ = environ_of(self._settings)
        with self._log.open("ab") as log:
            self._process = subprocess.Popen(  # noqa: S603  # our own command
                command, cwd=ROOT, env=environ, stdout=log, stderr=log, start_new_session=True
            )
        wait_until_ready(self._process, int(self._settings["PORT"]))

    def set_clock(self, shift_s: float) -> None:
        """Set its clock, before it starts for the first time or while it works."""
        file = self._log.with_suffix(".clock")
        file.write_text(str(shift_s))
        self._settings |= {"CHAOS_CLOCK": str(file), "PYTHONPATH": str(_CLOCK)}

    def stand_still(self) -> None:
        """Stop the master and its workers where they are."""
        os.killpg(self._running().pid, signal.SIGSTOP)

    def go_on(self) -> None:
        """Let them go on."""
        os.killpg(self._running().pid, signal.SIGCONT)

    def kill(self) -> None:
        """End the master and its workers at once, and wait until they are gone."""
        process, self.was_ended = self._running(), True
        with watched(children(process.pid)) as watches:
            # Its session is its own: the group is the master and its workers, and nobody else.
            with contextlib.suppress(ProcessLookupError):
                os.killpg(process.pid, signal.SIGKILL)
            process.wait()
            wait_until_ended(watches)

    @contextlib.contextmanager
    def on_a_full_disk(self) -> Iterator[None]:
        """Let no worker write to a file beyond its first page in this block."""
        workers = children(self._running().pid)
        for pid in workers:
            resource.prlimit(pid, resource.RLIMIT_FSIZE, (_PAGE, resource.RLIM_INFINITY))
        try:
            yield
        finally:
            for pid in workers:
                whole = (resource.RLIM_INFINITY, resource.RLIM_INFINITY)
                resource.prlimit(pid, resource.RLIMIT_FSIZE, whole)

    def status(self, path: str, within_s: float) -> int:
        """Return what a page answers. Raises: requests.Timeout."""
        url = f"http://127.0.0.1:{self._settings['PORT']}{path}"
        return requests.get(url, timeout=within_s).status_code

    def kill_worker(self, choice: random.Random) -> None:
        """End one worker at once; the master starts another."""
        workers, self.was_ended = children(self._running().pid), True
        if workers:
            with contextlib.suppress(ProcessLookupError):
                os.kill(choice.choice(workers), signal.SIGKILL)

    def stop(self) -> None:
        """Ask it to end, as a deployment does, and wait until it has."""
        process, self.was_ended = self._running(), True
        process.terminate()
        process.wait(_STOPPED_S)

    def end(self) -> None:
        """End it in whatever state it is."""
        if self._process is None:
            return
        try:
            self.stop()
        except subprocess.TimeoutExpired:
            self.kill()

    def _running(self) -> subprocess.Popen[bytes]:
        if self._process is None:
            raise RuntimeError("the bot was not started")
        return self._process
