"""The folder where the processes of one gunicorn keep their figures, one file each.

Who is alive shows in a lock, as in `bot.inbox.alive`: it ends with the last process that holds it.
"""

import fcntl
import os
import shutil
import struct
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from pathlib import Path

from bot.telemetry.metrics.space import reserve

_LOCK = "lock"
# What a process keeps, and bytes for it. Labels are few: 64 endpoints with twenty statuses each,
# at 200 bytes a figure, are half of what counters have.
_KINDS = {"counter": 512 * 1024, "histogram": 64 * 1024}
# A file's head, and what a figure takes beside its name (prometheus_client.mmap_dict).
_HEAD, _BESIDE = 8, 28


def begin() -> Path:
    """Return a fresh folder, in use until this process and all its forks have ended.

    Those that nobody uses any more are removed.

    Raises:
        OSError: there is no place for temporary files.
    """
    while True:
        _sweep()
        folder = Path(tempfile.mkdtemp(prefix=_prefix()))
        # Left open on purpose, and locked: who cleans up temporary files leaves it alone too.
        fcntl.flock(os.open(folder, os.O_RDONLY), fcntl.LOCK_SH)
        with suppress(FileNotFoundError):  # swept between the two steps, by another start
            (folder / _LOCK).touch()
            return folder


def end(folder: Path) -> None:
    """Remove the folder."""
    shutil.rmtree(folder, ignore_errors=True)


@contextmanager
def reading(folder: Path) -> Iterator[None]:
    """Let no file come or go, and nothing be moved from one to another, in this block."""
    with _locked(folder, fcntl.LOCK_SH):
        yield


@contextmanager
def changing(folder: Path) -> Iterator[None]:
    """Let nobody read the files in this block."""
    with _locked(folder, fcntl.LOCK_EX):
        yield


def make_room(folder: Path, process_id: int) -> None:
    """Make the files of a process, as large as they can become.

    Raises:
        OSError: the folder is gone, or its disk is full.
    """
    for kind, size in _KINDS.items():
        reserve(folder / f"{kind}_{process_id}.db", size)


def bury(folder: Path, process_id: int) -> None:
    """Add what a process that has ended counted to what others had before it.

    Without that each one would leave its files, to be read at every look from then on. Where there
    is no room for the sum they stay.
    """
    with suppress(OSError), changing(folder):
        for kind in _KINDS:
            file = folder / f"{kind}_{process_id}.db"
            if file.exists():
                _add(file, folder / f"{kind}_ended.db")
                file.unlink()


def _add(file: Path, to: Path) -> None:
    from prometheus_client.mmap_dict import MmapedDict  # costs memory where nothing is counted

    total = dict[str, float]()
    for key, value in (*_values(to), *_values(file)):
        total[key] = total.get(key, 0.0) + value
    fresh = to.with_suffix(".new")
    fresh.unlink(missing_ok=True)
    reserve(fresh, _HEAD + sum(len(key.encode()) + _BESIDE for key in total))
    figures = MmapedDict(str(fresh))
    for key, value in total.items():
        figures.write_value(key, value, 0.0)
    figures.close()
    fresh.replace(to)


def _values(file: Path) -> Iterator[tuple[str, float]]:
    """Yield what a file has, as far as it can be read: its process may have ended in a write."""
    from prometheus_client.mmap_dict import MmapedDict

    with suppress(FileNotFoundError, struct.error, RuntimeError, UnicodeDecodeError):
        for key, value, _time, _position in MmapedDict.read_all_values_from_file(str(file)):
            yield key, value


@contextmanager
def _locked(folder: Path, how: int) -> Iterator[None]:
    # Made anew where something has cleaned up: it is old, and seems to be used by nobody.
    with (folder / _LOCK).open("a") as lock:
        fcntl.flock(lock, how)
        yield


def _prefix() -> str:
    return f"roomdesk-metrics-{os.getuid()}-"


def _sweep() -> None:
    for folder in Path(tempfile.gettempdir()).glob(f"{_prefix()}*"):
        with suppress(OSError):
            held = os.open(folder, os.O_RDONLY)
            try:
                if folder.stat().st_uid == os.getuid():
                    fcntl.flock(held, fcntl.LOCK_EX | fcntl.LOCK_NB)
                    shutil.rmtree(folder)
            finally:
                os.close(held)
