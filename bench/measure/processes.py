"""How the bot grows: several processes on one SQLite file, two hosts on one PostgreSQL."""

import contextlib
import os
from collections.abc import Iterator, Sequence
from statistics import median

from bench.program import Program
from bench.row import Row, row
from bench.stage import Stage
from tests.postgres import fresh_database, postgresql

_TURNS, _COUNT = 2, 400
_PROCESSES = (2, 4)


def rows(stage: Stage) -> Iterator[Row]:
    """Let several answer what one answers alone, in turns."""
    for processes in _PROCESSES:
        with stage.roomdesk() as one, stage.roomdesk(WORKERS=str(processes)) as more:
            low, high = _in_turns(stage, [one], [more])
        title = f"answers a second, {processes} processes on SQLite beside one"
        yield row(title, low, high, "", "/s")
    with postgresql() as server, contextlib.ExitStack() as hosts:
        alone, shared = fresh_database(server), fresh_database(server)
        one = hosts.enter_context(stage.roomdesk(DATABASE_URL=alone))
        both = [hosts.enter_context(_host(stage, shared, number)) for number in range(2)]
        low, high = _in_turns(stage, [one], both)
        yield row("answers a second, two hosts on PostgreSQL beside one", low, high, "", "/s")


@contextlib.contextmanager
def _host(stage: Stage, database: str, number: int) -> Iterator[Program]:
    """Run a bot that cannot see the locks of others, on a core that they have not, if there is one.

    That is as if on a host of its own: of several bots on one, each would choose a core by chance.
    """
    folder = stage.file("tmp")
    folder.mkdir()
    cores = sorted(os.sched_getaffinity(0))
    with contextlib.ExitStack() as running:
        os.sched_setaffinity(0, {cores[number % len(cores)]})  # which the bot inherits
        try:
            host = stage.roomdesk(DATABASE_URL=database, TMPDIR=str(folder))
            program = running.enter_context(host)
        finally:
            os.sched_setaffinity(0, cores)
        yield program


def _in_turns(stage: Stage, *crews: Sequence[Program]) -> list[float]:
    turns = [[_per_s(stage, crew) for crew in crews] for _ in range(stage.few(_TURNS))]
    return [median(found) for found in zip(*turns, strict=True)]


def _per_s(stage: Stage, crew: Sequence[Program]) -> float:
    return stage.batch(crew, stage.few(_COUNT)).per_s
