"""The folder in which processes count together: fresh, swept, and right after a death."""

import tempfile
from collections.abc import Iterator
from pathlib import Path

import pytest
from prometheus_client import CollectorRegistry
from prometheus_client.mmap_dict import MmapedDict, mmap_key
from prometheus_client.multiprocess import MultiProcessCollector

from bot.telemetry.metrics import folder

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
