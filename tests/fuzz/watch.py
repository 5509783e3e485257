"""What can be seen of a process from inside: what it logs, and how much memory it takes."""

import contextlib
import ctypes
import gc
import logging
import os
from collections.abc import Iterator
from pathlib import Path

from tests.fuzz.oracle import PIN, SECRETS
from tests.fuzz.plan import Found

_PAGE = os.sysconf("SC_PAGE_SIZE")


class _Watch(logging.Handler):
    """Finds faults in what is logged: tracebacks, lines that break, secrets."""

    def __init__(self, found: Found) -> None:
        super().__init__(logging.INFO)
        self._found = found
        self._format = logging.Formatter()

    def emit(self, record: logging.LogRecord) -> None:
        line = record.getMessage()
        # An error without a traceback is for the operator: what Webex tells is odd, and noticed.
        is_ours = record.levelno >= logging.ERROR and record.exc_info is not None
        is_broken = any(char < " " or char in "\x7f\u202e\u2028" for char in line)
        if is_ours or is_broken or any(secret in line for secret in (*SECRETS, PIN)):
            self._found.faults.append(f"logged: {self._format.format(record)}")


@contextlib.contextmanager
def watched(found: Found) -> Iterator[None]:
    """Find faults in what is logged until the end of the block."""
    watch, root = _Watch(found), logging.getLogger()
    level = root.level
    root.addHandler(watch)
    root.setLevel(logging.INFO)
    try:
        yield
    finally:
        root.removeHandler(watch)
        root.setLevel(level)


def memory() -> int:
    """Return how many bytes this process holds, without garbage and what is free already.

    The C library keeps what threads have freed in an arena of each: with many threads that looks
    like growth, and is none.
    """
    gc.collect()
    with contextlib.suppress(OSError, AttributeError):  # another C library than glibc
        ctypes.CDLL("libc.so.6").malloc_trim(0)
    return int(Path("/proc/self/statm").read_text().split()[1]) * _PAGE
