"""Seeing processes end that are not our children, by their own ids and without polling."""

import contextlib
import os
import select
from collections.abc import Iterable, Iterator
from pathlib import Path

_ENDED_S = 20.0


def children(pid: int) -> list[int]:
    """Return the ids of a process's children; none if it is gone."""
    try:
        return [*map(int, Path(f"/proc/{pid}/task/{pid}/children").read_text().split())]
    except OSError:
        return []


@contextlib.contextmanager
def watched(pids: Iterable[int]) -> Iterator[list[int]]:
    """Open a watch on each process that is there; it outlives the process and its id."""
    watches: list[int] = []
    try:
        for pid in pids:
            with contextlib.suppress(ProcessLookupError):
                watches.append(os.pidfd_open(pid))
        yield watches
    finally:
        for watch in watches:
            os.close(watch)


def wait_until_ended(watches: Iterable[int]) -> None:
    """Wait until each watched process has ended.

    Raises:
        TimeoutError: one did not.
    """
    for watch in watches:
        if not select.select([watch], [], [], _ENDED_S)[0]:
            raise TimeoutError(f"a process did not end within {_ENDED_S} s")
