"""Measure everything, print one table and write docs/performance.md: see `make bench`.

`--quick` is short and writes nothing; `--only` names a measurement.
"""

import argparse
import logging
import sys
import tempfile
import time
from collections.abc import Callable, Iterator
from pathlib import Path

from bench.document import DOCUMENT, README, Report, table, with_figures, written
from bench.machine import machine
from bench.measure import (
    acknowledgement,
    alone,
    answer,
    calls,
    catch_up,
    event_socket,
    memory,
    peers,
    start,
)
from bench.row import Row
from bench.stage import Stage, staged

log = logging.getLogger("bench")

_MEASURES: dict[str, Callable[[Stage], Iterator[Row]]] = {
    module.__name__.rpartition(".")[2]: module.rows
    for module in (
        acknowledgement,
        alone,
        answer,
        event_socket,
        catch_up,
        calls,
        memory,
        start,
        peers,
    )
}


def main() -> int:
    """Measure, print, and write it down unless only a part was measured."""
    logging.basicConfig(format="%(message)s", stream=sys.stderr)
    log.setLevel(logging.INFO)
    parser = argparse.ArgumentParser(prog="python -m bench", description=__doc__)
    parser.add_argument("--quick", action="store_true", help="short, to see whether it works")
    parser.add_argument("--only", choices=_MEASURES, action="append", help="this measurement")
    options = parser.parse_args()
    began = time.monotonic()
    names = options.only or _MEASURES
    rows = [row for name in names for row in _rows(name, options.quick)]
    print(table(rows))  # noqa: T201
    log.info("%.0f s in all", time.monotonic() - began)
    if not options.quick and not options.only:
        report = Report(machine(), tuple(rows))
        DOCUMENT.write_text(written(report))
        README.write_text(with_figures(README.read_text(), report))
    return 0


def _rows(name: str, is_quick: bool) -> Iterator[Row]:
    began = time.monotonic()
    log.info("%s …", name)
    # A stage of its own for each, so that none finds what another has left.
    with (
        tempfile.TemporaryDirectory(prefix="roomdesk-bench-") as folder,
        staged(Path(folder), is_quick=is_quick) as stage,
    ):
        for row in _MEASURES[name](stage):
            log.info("  %s: %s", row.figure, row.ratio or row.measured)
            yield row
    log.info("… %.0f s", time.monotonic() - began)


if __name__ == "__main__":
    sys.exit(main())
