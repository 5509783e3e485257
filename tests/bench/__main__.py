"""Measure everything, print one table and write docs/performance.md: see `make bench`."""

import argparse
import logging
import sys
import tempfile
import time
from collections.abc import Callable, Iterator
from pathlib import Path

from .measure import (
    acknowledgement,
    answer,
    calls,
    inbox,
    memory,
    peers,
    processes,
    start,
    sustained,
)
from .row import Row
from .stage import Stage, staged

log = logging.getLogger("bench")

_MEASURES: dict[str, Callable[[Stage], Iterator[Row]]] = {
    "acknowledgement": acknowledgement.rows,
    "answer": answer.rows,
    "sustained": sustained.rows,
    "peers": peers.rows,
    "calls": calls.rows,
    "memory": memory.rows,
    "start": start.rows,
    "inbox": inbox.rows,
    "processes": processes.rows,
}


def main() -> int:
    logging.basicConfig(format="%(message)s", stream=sys.stderr)
    log.setLevel(logging.INFO)
    parser = argparse.ArgumentParser(prog="python -m tests.bench")
    parser.add_argument("--quick", action="store_true")
    parser.add_argument("--only", choices=[*_MEASURES], action="append")
    options = parser.parse_args()
    for title in options.only or _MEASURES:
        began = time.monotonic()
        with tempfile.TemporaryDirectory(prefix="roomdesk-bench-") as folder:
            with staged(Path(folder), is_quick=options.quick) as stage:
                for one in _MEASURES[title](stage):
                    print(one)
        log.info("%s: %.0f s", title, time.monotonic() - began)
    return 0


if __name__ == "__main__":
    sys.exit(main())
