"""Which core of the machine a process works on."""

import contextlib
import os
import random
from collections import Counter
from collections.abc import Iterable


def choose(taken: Iterable[int | None]) -> int | None:
    """Return one of the cores that are least often `taken`; None where the system has no say.

    Among those it is by chance, so that two bots on one machine do not choose alike.
    """
    try:
        cores = sorted(os.sched_getaffinity(0))
    except (AttributeError, OSError):  # Linux alone has it, and a sandbox may refuse it
        return None
    counts = Counter(taken)
    fewest = min(counts[core] for core in cores)
    return random.choice([core for core in cores if counts[core] == fewest])  # noqa: S311


def keep_to(core: int | None) -> None:
    """Let this process work on one core; None: on any. Call it before it starts threads.

    Python runs one of its threads at a time. Left alone, the kernel wakes each on a core that is
    idle, so that every call and every lock sends a message to another core, where nothing is
    cached: a fifth of the CPU time of an answer.
    """
    if core is None:
        return
    with contextlib.suppress(OSError):  # the core was taken away meanwhile
        os.sched_setaffinity(0, {core})
