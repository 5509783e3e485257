"""The folder in which processes count together: fresh, and swept."""

import subprocess
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from bot.telemetry.metrics import folder

_BEGIN = "from bot.telemetry.metrics import folder; print(folder.begin(), flush=True); input()"


@contextmanager
def _in_use(place: Path) -> Iterator[Path]:
    """Run a process that uses a folder in `place`, until the end of the block."""
    with subprocess.Popen(  # noqa: S603  # our own program
        [sys.executable, "-c", _BEGIN],
        cwd=Path(__file__).parents[2],
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
