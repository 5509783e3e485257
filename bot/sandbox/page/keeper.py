"""The real bot as a process of ours, to be killed and started again."""

import contextlib
import os
import signal
import subprocess
import threading
from collections.abc import Callable, Mapping
from pathlib import Path
from typing import Literal

from ..bot_process import end, launched, wait_until_ready

State = Literal["running", "starting", "stopped"]


class Keeper:
    """Runs the bot in `root` with these settings, and the same database each time.

    `on_change` is called when the state has changed; what the bot logs is added to `log`.
    """

    def __init__(self, root: Path, settings: Mapping[str, str], log: Path) -> None:
        self.on_change: Callable[[], None] = lambda: None
        self._root = root
        self._settings = settings
        self._log = log
        self._process: subprocess.Popen[bytes] | None = None
        self._starting = False
        self._lock = threading.RLock()

    @property
    def state(self) -> State:
        """Whether the bot runs."""
        if self._starting:
            return "starting"
        process = self._process
        return "running" if process and process.poll() is None else "stopped"

    def start(self) -> None:
        """Start it and wait until it is ready; nothing happens if it runs.

        Raises:
            RuntimeError: it ended before it was ready.
            TimeoutError: it was not ready in time.
        """
        with self._lock:
            if self.state == "running":
                return
            self._turn(starting=True)
            try:
                with self._log.open("ab") as log:
                    # A group of its own, so that its worker is killed with it, and nobody else.
                    self._process = launched(self._root, self._settings, log, apart=True)
                wait_until_ready(self._process, int(self._settings["PORT"]))
            finally:
                self._turn(starting=False)

    def kill(self) -> None:
        """End it at once, as a power cut would."""
        with self._lock:
            if self._process and self._process.poll() is None:
                with contextlib.suppress(ProcessLookupError):
                    os.killpg(self._process.pid, signal.SIGKILL)
                self._process.wait()
        self.on_change()

    def close(self) -> None:
        """Let it finish what it does, and end it."""
        with self._lock:
            if self._process and self._process.poll() is None:
                end(self._process)

    def _turn(self, *, starting: bool) -> None:
        self._starting = starting
        self.on_change()
