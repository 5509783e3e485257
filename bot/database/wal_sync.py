"""Making sure that what SQLite has committed is on disk."""

import contextlib
import os
import threading
from collections.abc import Callable

# What SQLite uses too: the time of the change need not be on disk. macOS has none.
_fdatasync: Callable[[int], None] = getattr(os, "fdatasync", os.fsync)


class Disk:
    """The write-ahead log of a SQLite file.

    SQLite itself would sync while it holds the one place of a writer, and each commit anew. Here
    the next writer goes on meanwhile, and one sync serves all who committed before it began.
    What SQLite does with the log by itself, it syncs by itself: see
    https://sqlite.org/pragma.html#pragma_synchronous (NORMAL).
    """

    def __init__(self, database: str, sync: Callable[[str], None] | None = None) -> None:
        self._log = f"{database}-wal"
        self._sync = sync or _sync
        self._turn = threading.Lock()
        self._committed = self._synced = 0

    def commits(self) -> int:
        """Take note of a commit, which nobody else makes meanwhile; return its number."""
        self._committed += 1
        return self._committed

    def wait_for(self, number: int) -> None:
        """Return when that commit is on disk. Raises: OSError."""
        with self._turn:
            if self._synced >= number:
                return
            latest = self._committed
            # Where there is no such file, SQLite works without it, and syncs each commit itself.
            with contextlib.suppress(FileNotFoundError):
                self._sync(self._log)
            self._synced = latest


def _sync(path: str) -> None:
    # Opened anew, since the file is another one after the last of its users was gone.
    file = os.open(path, os.O_RDONLY)
    try:
        _fdatasync(file)
    finally:
        os.close(file)
