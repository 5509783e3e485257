"""Where there is no browser the tests say so, and fail where they must not be skipped."""

import os
import subprocess
import sys
from pathlib import Path

import pytest

from tests.browser.starting import LackingError, started

ROOT = Path(__file__).parents[2]
NO_LIBRARY = "error while loading shared libraries: libatomic.so.1: cannot open shared object file"


@pytest.fixture
def broken(tmp_path: Path) -> Path:
    """A program that does not start for want of a library."""
    program = tmp_path / "program"
    program.write_text(f"#!/bin/sh\necho '{NO_LIBRARY}' >&2\nexit 127\n")
    program.chmod(0o755)
    return program


@pytest.mark.parametrize(
    ("variable", "told", "required", "code", "outcome"),
    [
        pytest.param(
            "CHROMIUM",
            "browser does not start: apt-get install chromium, or set CHROMIUM",
            {},
            0,
            "SKIPPED",
            id="browser-skipped",
        ),
        pytest.param(
            "PLAYWRIGHT_NODEJS_PATH",
            "Playwright does not start: apt-get install libatomic1",
            {"BROWSER_TESTS": "required"},
            1,
            "ERROR",
            id="driver-required",
        ),
    ],
)
def test_what_does_not_start_is_told_with_what_to_install(
    broken: Path, variable: str, told: str, required: dict[str, str], code: int, outcome: str
) -> None:
    others = {key: value for key, value in os.environ.items() if key != "BROWSER_TESTS"}
    done = subprocess.run(
        [sys.executable, "-m", "pytest", "-ra", "tests/browser/test_trace.py", "-k", "escape"],
        cwd=ROOT,
        env={**others, **required, variable: str(broken)},
        capture_output=True,
        text=True,
        check=False,
        timeout=120,
    )
    assert done.returncode == code, done.stdout
    assert outcome in done.stdout
    assert f"{told} ({NO_LIBRARY})" in done.stdout


def test_what_is_not_there_is_told_with_what_to_install() -> None:
    with pytest.raises(LackingError, match=r"^no npm found: apt-get install npm$"):
        started("npm", ["/nowhere/npm"], "npm")
    assert started("Python", ["/nowhere/python", sys.executable], "python3") == sys.executable
