"""Measure 1, 2 and 4 hosts on one PostgreSQL, each a process here: python -m bench.hosts.

Prints the table of docs/scaling.md; `--quick` is short. The hosts share one port, as they would
share a load balancer: the system gives each new connection to one of them.
"""

import argparse
import contextlib
import os
import re
import sys
import tempfile
import time
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from statistics import median, quantiles

import psycopg
import requests

from bench.program import Program
from bench.stage import ROOT, Stage, staged
from bot.sandbox.bot_process import bot_process
from tests.ending import children
from tests.postgres import running_server

HOSTS = (1, 2, 4)
# Webex allows around 300 calls a minute (https://developer.webex.com/docs/basics), and an
# answer takes three.
A_MINUTE = 100
_AT_ONCE = 400
_IDLE_S = 10.0
_TICKS = os.sysconf("SC_CLK_TCK")
COLUMNS = (
    "hosts",
    f"time to answer at {A_MINUTE} questions a minute, p50",
    "p99",
    "answers a second, as fast as it goes",
    "the least and the most that one host answered",
    "CPU time an answer",
    "transactions an answer",
    "transactions a second, idle",
)


@dataclass(frozen=True, slots=True)
class Fleet:
    """Hosts that run: all behind one address, with their logs, on one database."""

    program: Program
    masters: tuple[int, ...]
    logs: tuple[Path, ...]
    database_url: str

    def cpu_s(self) -> float:
        """Return the processor time that the workers have taken."""
        workers = [worker for master in self.masters for worker in children(master)]
        return sum(_cpu_s(worker) for worker in workers)

    def transactions(self) -> int:
        """Return how many transactions the database has ended."""
        asked = "SELECT xact_commit + xact_rollback FROM pg_stat_database WHERE datname = %s"
        with psycopg.connect(self.database_url) as connection:
            name = connection.info.dbname
            found = connection.execute(asked, (name,)).fetchone()
        return int(found[0]) if found else 0

    def answered(self) -> list[int]:
        """Return how many questions each host has answered."""
        return [len(re.findall(r"roomdesk\.audit", log.read_text())) for log in self.logs]


def main() -> int:
    """Measure, and print the table."""
    parser = argparse.ArgumentParser(prog="python -m bench.hosts", description=__doc__)
    parser.add_argument("--quick", action="store_true", help="short, to see whether it works")
    options = parser.parse_args()
    print(f"| {' | '.join(COLUMNS)} |\n|{'---:|' * len(COLUMNS)}")  # noqa: T201
    for count in HOSTS:
        with (
            tempfile.TemporaryDirectory(prefix="roomdesk-bench-") as folder,
            staged(Path(folder), is_quick=options.quick) as stage,
            _fleet(stage, count) as fleet,
        ):
            print(f"| {count} | {' | '.join(_measured(stage, fleet))} |", flush=True)  # noqa: T201
    return 0


@contextlib.contextmanager
def _fleet(stage: Stage, count: int) -> Iterator[Fleet]:
    """Run so many hosts on a PostgreSQL that syncs what it writes."""
    with running_server() as server, contextlib.ExitStack() as hosts:
        with psycopg.connect(server.url, autocommit=True) as connection:
            connection.execute("ALTER SYSTEM SET fsync = on")
            connection.execute("SELECT pg_reload_conf()")
        environ = stage.settings() | {"DATABASE_URL": server.url}
        logs = [stage.file("bot.log") for _ in range(count)]
        masters = []
        for log in logs:
            temporary = log.with_suffix(".tmp")  # where a host keeps what shows that it lives
            temporary.mkdir()
            file = hosts.enter_context(log.open("wb"))
            own = environ | {"TMPDIR": str(temporary)}
            masters.append(hosts.enter_context(bot_process(ROOT, own, file, "--reuse-port")).pid)
        url = f"http://127.0.0.1:{environ['PORT']}"
        for _ in range(16 * count):  # each on a new connection: whoever it goes to has to be there
            requests.get(f"{url}/readyz", timeout=60).raise_for_status()
        program = Program("Roomdesk", f"{url}/webhook", masters[0])
        stage.batch(program, 40 * count)
        yield Fleet(program, tuple(masters), tuple(logs), server.url)


def _measured(stage: Stage, fleet: Fleet) -> Iterator[str]:
    times = [*_paced(stage, fleet.program, stage.few(A_MINUTE))]
    yield f"{median(times) * 1000:.0f} ms"
    yield f"{quantiles(times, n=100)[98] * 1000:.0f} ms"
    count, before = stage.few(_AT_ONCE), fleet.answered()
    cpu, transactions = fleet.cpu_s(), fleet.transactions()
    took_s = stage.batch(fleet.program, count)
    cpu, transactions = fleet.cpu_s() - cpu, fleet.transactions() - transactions
    yield f"{count / took_s:.0f}"
    shares = [now - then for now, then in zip(fleet.answered(), before, strict=True)]
    yield f"{min(shares)}, {max(shares)} of {count}"
    yield f"{cpu / count * 1000:.1f} ms"
    yield f"{transactions / count:.1f}"
    time.sleep(_IDLE_S)  # until what follows an answer is written, and counted
    began, transactions = time.monotonic(), fleet.transactions()
    time.sleep(_IDLE_S)
    idle = fleet.transactions() - transactions
    yield f"{idle / (time.monotonic() - began):.1f}"


def _paced(stage: Stage, program: Program, count: int) -> Iterator[float]:
    """Yield the seconds to each answer at `A_MINUTE` questions a minute."""
    for _ in range(count):
        began = time.monotonic()
        yield stage.one(program)
        time.sleep(max(0.0, 60 / A_MINUTE - (time.monotonic() - began)))


def _cpu_s(pid: int) -> float:
    """Return the processor time of a process: proc(5), fields 14 and 15."""
    fields = Path(f"/proc/{pid}/stat").read_text().rpartition(")")[2].split()
    return (int(fields[11]) + int(fields[12])) / _TICKS


if __name__ == "__main__":
    sys.exit(main())
