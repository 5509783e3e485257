"""Each process keeps to one core, and several spread over those that there are."""

import os
import time
from collections.abc import Iterable
from pathlib import Path

import pytest

from bot.sandbox.bot_process import bot_process
from bot.web import core
from tests.ending import children

ROOT = Path(__file__).parents[2]
_THREADS = 48  # that answer
# Linux alone lets a process choose.
pytestmark = pytest.mark.skipif(not hasattr(os, "sched_setaffinity"), reason="not on this system")


@pytest.fixture
def cores(monkeypatch: pytest.MonkeyPatch) -> set[int]:
    """The cores that this process may use: four."""
    found = {2, 3, 6, 7}
    monkeypatch.setattr(os, "sched_getaffinity", lambda _pid: found)
    return found


@pytest.mark.parametrize(
    ("taken", "free"),
    [
        pytest.param([], {2, 3, 6, 7}, id="nobody has any"),
        pytest.param([2, 7], {3, 6}, id="two are taken"),
        pytest.param([2, 3, 6, 7, 3], {2, 6, 7}, id="more processes than cores"),
        pytest.param([2, 0, 1, None], {3, 6, 7}, id="those that it may not use do not count"),
    ],
)
@pytest.mark.usefixtures("cores")
def test_one_of_those_that_fewest_have_is_chosen(
    taken: Iterable[int | None], free: set[int]
) -> None:
    assert {core.choose(taken) for _ in range(200)} == free


def test_where_the_system_refuses_nothing_is_chosen(monkeypatch: pytest.MonkeyPatch) -> None:
    def refuse(_pid: int) -> set[int]:
        raise PermissionError

    monkeypatch.setattr(os, "sched_getaffinity", refuse)
    assert core.choose([]) is None


def test_where_the_system_has_no_such_thing_nothing_is_chosen(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.delattr(os, "sched_getaffinity")
    assert core.choose([]) is None


def test_who_has_nothing_to_keep_to_keeps_all(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.delattr(os, "sched_setaffinity")
    core.keep_to(None)


def test_a_core_that_is_gone_by_then_stops_nobody() -> None:
    before = os.sched_getaffinity(0)
    core.keep_to(max(before) + 1000)
    assert os.sched_getaffinity(0) == before


@pytest.mark.parametrize("count", [1, 2])
def test_each_process_of_gunicorn_keeps_to_a_core_with_all_its_threads(
    settings: dict[str, str], tmp_path: Path, count: int
) -> None:
    settings["WORKERS"] = str(count)
    with (tmp_path / "log").open("wb") as log, bot_process(ROOT, settings, log) as process:
        mine = os.sched_getaffinity(0)
        assert os.sched_getaffinity(process.pid) == mine
        kept = [_cores(pid) for pid in children(process.pid)]
    assert [len(found) for found in kept] == [1] * count
    assert len(set().union(*kept)) == min(count, len(mine))


def _cores(pid: int) -> set[int]:
    """Return the cores of all threads of a process, which may be about to start them."""
    until = time.monotonic() + 20
    while len(threads := [*Path(f"/proc/{pid}/task").iterdir()]) < _THREADS:
        assert time.monotonic() < until
        time.sleep(0.02)
    return {one for thread in threads for one in os.sched_getaffinity(int(thread.name))}
