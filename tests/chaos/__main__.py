"""Play every scenario and print one table: see `make chaos`.

The exit code is 0 if nothing was lost and nothing repeated unannounced.
"""

import logging
import os
import signal
import sys
import time
from collections.abc import Iterator

from tests.chaos.play import play
from tests.chaos.row import Row, table
from tests.chaos.scenario import ON_ANY, ON_POSTGRESQL, ON_SQLITE, Scenario, on_own_server
from tests.postgres import running_server

log = logging.getLogger("chaos")


def main() -> int:
    """Play, print, and tell whether the promise was kept."""
    logging.basicConfig(format="%(message)s", stream=sys.stderr)
    log.setLevel(logging.INFO)
    signal.signal(signal.SIGTERM, lambda *_: sys.exit(1))  # so that every block is left properly
    given = os.environ.get("DATABASE_URL") or None
    if given and not given.startswith(("postgres://", "postgresql://")):
        log.error("DATABASE_URL has to name a PostgreSQL; without it, SQLite is used.")
        return 2
    began = time.monotonic()
    rows = [*_rows(given)]
    print(table(rows))  # noqa: T201
    print(f"{time.monotonic() - began:.0f} s in all")  # noqa: T201
    return 0 if all(row.tally.is_well for row in rows) else 1


def _rows(given: str | None) -> Iterator[Row]:
    for title, scenario in ON_ANY.items():
        yield _row(title, scenario, given)
    for title, scenario in ON_SQLITE.items():
        yield _row(title, scenario, None)
    # A server that others use cannot be killed, so one of our own is.
    with running_server() as server:
        for title, scenario in ON_POSTGRESQL.items():
            yield _row(title, scenario, given or server.url)
        for title, scenario in on_own_server(server).items():
            yield _row(title, scenario, server.url)


def _row(title: str, scenario: Scenario, server_url: str | None) -> Row:
    began = time.monotonic()
    log.info("%s …", title)
    row = play(title, scenario, server_url)
    log.info("… %.0f s", time.monotonic() - began)
    return row


if __name__ == "__main__":
    sys.exit(main())
