"""Where there is no browser the tests say so, and fail where they must not be skipped."""

import os
import subprocess
import sys
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[2]
NO_BROWSER = "no browser found: apt-get install chromium"


@pytest.mark.parametrize(
    ("required", "code", "outcome"),
    [({}, 0, "SKIPPED"), ({"BROWSER_TESTS": "required"}, 1, "ERROR")],
    ids=["skipped", "required"],
)
def test_a_lacking_browser_is_told(required: dict[str, str], code: int, outcome: str) -> None:
    others = {key: value for key, value in os.environ.items() if key != "BROWSER_TESTS"}
    done = subprocess.run(
        [sys.executable, "-m", "pytest", "-ra", "tests/browser/test_trace.py", "-k", "escape"],
        cwd=ROOT,
        env={**others, **required, "CHROMIUM": "/nowhere/chromium"},
        capture_output=True,
        text=True,
        check=False,
        timeout=120,
    )
    assert done.returncode == code, done.stdout
    assert outcome in done.stdout
    assert NO_BROWSER in done.stdout
