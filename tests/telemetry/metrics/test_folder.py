"""The folder in which processes count together: fresh, swept, and right after a death."""

import subprocess
import sys
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest
from prometheus_client import CollectorRegistry
from prometheus_client.mmap_dict import MmapedDict, mmap_key
from prometheus_client.multiprocess import MultiProcessCollector

from bot.telemetry.metrics import folder

_BEGIN = "from bot.telemetry.metrics import folder; print(folder.begin(), flush=True); input()"


@contextmanager
def _in_use(place: Path) -> Iterator[Path]:
    """Run a process that uses a folder in `place`, until the end of the block."""
    with subprocess.Popen(  # noqa: S603  # our own program
        [sys.executable, "-c", _BEGIN],
        cwd=Path(__file__).parents[3],
        env={"TMPDIR": str(place)},
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        text=True,
    ) as process:
        assert process.stdout
        try:
            yield Path(process.stdout.readline().strip())
        finally:
            process.kill()


def test_each_start_has_a_folder_of_its_own_and_removes_those_of_the_dead(tmp_path: Path) -> None:
    with _in_use(tmp_path) as one, _in_use(tmp_path) as two:
        assert one.parent == two.parent == tmp_path
        assert one != two
        assert one.is_dir()
        assert two.is_dir()
    with _in_use(tmp_path) as three:
        assert [*tmp_path.iterdir()] == [three]


def test_at_the_end_nothing_is_left(tmp_path: Path) -> None:
    with _in_use(tmp_path) as one:
        folder.end(one)
        assert [*tmp_path.iterdir()] == []
        folder.end(one)


def test_strangers_folders_are_left_alone(tmp_path: Path) -> None:
    strange = tmp_path / "roomdesk-metrics"
    strange.mkdir()
    with _in_use(tmp_path):
        assert strange.is_dir()


# What the dead have counted.


@pytest.fixture
def shared() -> Iterator[Path]:
    with tempfile.TemporaryDirectory() as path:
        (Path(path) / "lock").touch()
        yield Path(path)


def _count(shared: Path, process_id: int, name: str, value: float, kind: str = "counter") -> None:
    values = MmapedDict(str(shared / f"{kind}_{process_id}.db"))
    values.write_value(mmap_key(name, f"{name}_total", ["a"], ["b"], "Help"), value, 0.0)
    values.close()


def _total(shared: Path, name: str) -> float | None:
    registry = CollectorRegistry()
    MultiProcessCollector(registry, str(shared))
    return registry.get_sample_value(f"{name}_total", {"a": "b"})


def test_what_a_process_has_counted_stays_and_its_files_do_not(shared: Path) -> None:
    for number in range(1, 6):
        _count(shared, number, "one", number)
        _count(shared, number, f"only_{number}", 1)
        if number > 1:
            folder.bury(shared, number)
            assert _total(shared, "one") == number * (number + 1) / 2
    assert sorted(file.name for file in shared.glob("*.db")) == ["counter_1.db", "counter_ended.db"]
    assert [_total(shared, f"only_{number}") for number in range(1, 6)] == [1] * 5


def test_a_process_that_ended_before_it_had_counted_is_no_trouble(shared: Path) -> None:
    (shared / "counter_7.db").touch()
    folder.bury(shared, 7)
    folder.bury(shared, 8)
    _count(shared, 9, "one", 1)
    assert _total(shared, "one") == 1
    folder.end(shared)
    folder.bury(shared, 9)
