"""Which processes of this machine are alive.

Each process holds a lock on a file: the lock ends with the process, however that ends. A process id
does not tell: it is used again, and a zombie still has one.
"""

import contextlib
import fcntl
import hashlib
import os
import socket
import tempfile
import time
from collections.abc import Iterator
from pathlib import Path
from typing import IO


class Alive:
    """This process's lock, and a look at those of the others.

    `database` tells apart the bots of one machine. The name of a process is host, process id and
    start time, since host names and process ids come back.
    """

    def __init__(self, database: str) -> None:
        key = hashlib.sha256(database.encode()).hexdigest()[:16]
        self._folder = Path(tempfile.gettempdir()) / f"roomdesk-{os.getuid()}-{key}"
        self._host = socket.gethostname()[:64].replace("/", "_")
        self.name = f"{self._host}/{os.getpid()}/{time.time_ns()}"
        self._file: IO[str] | None = None

    def begin(self) -> None:
        """Take this process's lock. Where no file can be made, leases alone tell who is alive."""
        with contextlib.suppress(OSError):
            self._folder.mkdir(mode=0o700, parents=True, exist_ok=True)
            if self._folder.stat().st_uid != os.getuid():
                return  # another user's, who could forge locks
            self._file = self._path(self.name).open("w")
            fcntl.flock(self._file, fcntl.LOCK_EX)

    def end(self) -> None:
        """Release the lock."""
        if self._file:
            self._path(self.name).unlink(missing_ok=True)
            self._file.close()
            with contextlib.suppress(OSError):  # others of this bot are alive
                self._folder.rmdir()

    def is_dead(self, name: str) -> bool:
        """Tell whether a process is certainly dead: it ran on this machine, and its lock is free.

        A missing lock file proves nothing, since two machines may have the same host name.
        """
        if self._file is None or name == self.name or not name.startswith(f"{self._host}/"):
            return False
        with _locked(self._path(name)) as free:
            return free

    def sweep(self, held: list[str]) -> None:
        """Remove the locks of dead processes that hold nothing any more."""
        keep = {self._path(name) for name in [*held, self.name]}
        with contextlib.suppress(OSError):
            for path in self._folder.iterdir():
                if path not in keep:
                    with _locked(path) as free:
                        if free:
                            path.unlink(missing_ok=True)

    def _path(self, name: str) -> Path:
        return self._folder / name.replace("/", "+")


@contextlib.contextmanager
def _locked(path: Path) -> Iterator[bool]:
    """Yield whether the file is there and nobody holds its lock."""
    try:
        with path.open("r+") as file:
            fcntl.flock(file, fcntl.LOCK_EX | fcntl.LOCK_NB)
            yield True
    except OSError:
        yield False
