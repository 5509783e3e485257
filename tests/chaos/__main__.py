"""Play every scenario and print a table, row by row: see `make chaos`.

The exit code is 0 if every promise was kept. `ROW` picks the rows in whose name it stands.
"""

import logging
import os
import signal
import sys
import time
from collections.abc import Iterator, Mapping

from tests.chaos import rows
from tests.chaos.door import PROMPTLY_S
from tests.chaos.play import play
from tests.chaos.row import head
from tests.chaos.stage import Scenario
from tests.postgres import running_server

log = logging.getLogger("chaos")


def main() -> int:
    """Play, print, and tell whether the promises were kept."""
    logging.basicConfig(format="%(message)s", stream=sys.stderr)
    log.setLevel(logging.INFO)
    signal.signal(signal.SIGTERM, lambda *_: sys.exit(1))  # so that every block is left properly
    given = os.environ.get("DATABASE_URL") or None
    if given and not given.startswith(("postgres://", "postgresql://")):
        log.error("DATABASE_URL has to name a PostgreSQL; without it, SQLite is used.")
        return 2
    began, wanted = time.monotonic(), os.environ.get("ROW", "")
    print(head(), flush=True)  # noqa: T201
    kept = [_is_kept(*one) for one in _rows(given, wanted)]
    print(f"{len(kept)} rows, {time.monotonic() - began:.0f} s in all")  # noqa: T201
    if not kept:
        log.error("no row has “%s” in its name", wanted)
    return 0 if kept and all(kept) else 1


def _rows(given: str | None, wanted: str) -> Iterator[tuple[str, Scenario, str | None]]:
    """Yield title, scenario and server of each row that is wanted."""

    def among(
        found: Mapping[str, Scenario], server_url: str | None
    ) -> Iterator[tuple[str, Scenario, str | None]]:
        return ((key, one, server_url) for key, one in found.items() if wanted in key)

    yield from among(rows.ON_ANY, given)
    yield from among(rows.ON_SQLITE, None)
    # A server that others use cannot be killed, so one of our own is.
    with running_server() as server:
        yield from among(rows.ON_POSTGRESQL, given or server.url)
        yield from among(rows.on_own_server(server), server.url)


def _is_kept(title: str, scenario: Scenario, server_url: str | None) -> bool:
    """Play one row and print it; what breaks it off does not keep the others from being played."""
    began = time.monotonic()
    log.info("%s …", title)
    try:
        row = play(title, scenario, server_url)
    except Exception:
        log.exception("“%s” was broken off", title)
        return False
    print(row.line(), flush=True)  # noqa: T201
    broken = row.broken(PROMPTLY_S)
    for one in broken:
        log.error("“%s”: %s", title, one)
    log.info("… %.0f s", time.monotonic() - began)
    return not broken


if __name__ == "__main__":
    sys.exit(main())
