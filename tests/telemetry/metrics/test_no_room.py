"""No room for figures, or no folder: they may be lost, the process and its answers may not."""

from pathlib import Path

import pytest

from bot.telemetry.metrics import folder
from bot.telemetry.metrics.exposition import Exposition
from bot.telemetry.metrics.port import SILENT
from tests.telemetry.metrics.test_figures import FULL


def test_without_its_folder_a_process_counts_nothing_and_says_so(
    tmp_path: Path, caplog: pytest.LogCaptureFixture
) -> None:
    exposition = Exposition(tmp_path / "gone")
    assert exposition.metrics is SILENT
    for _ in range(2):
        assert b"roomdesk_dead_letters" in exposition.page(lambda: FULL)[0]
    assert [line.split(":")[0] for line in caplog.messages] == [
        "this process counts nothing for /metrics",
        "/metrics lacks what was counted",
    ]


def test_what_is_broken_of_a_file_is_left_out(tmp_path: Path) -> None:
    for number, content in enumerate((b"", b"\xff", b"\xff\x00\x00\x00" * 9, b"\x40" * 99)):
        (tmp_path / f"counter_{number}.db").write_bytes(content)
        folder.bury(tmp_path, number)
    assert [file.name for file in tmp_path.glob("*.db")] == ["counter_ended.db"]
