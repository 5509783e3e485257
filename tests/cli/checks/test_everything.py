from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor

import pytest

from bot.cli.checks.everything import side_by_side
from bot.cli.checks.finding import Finding, ok


def _breaks() -> Iterator[Finding]:
    yield ok("second", "seen before it broke")
    raise RuntimeError("a secret")


def test_a_check_that_breaks_hides_no_other_and_nothing_that_it_saw(
    caplog: pytest.LogCaptureFixture,
) -> None:
    checks = {
        "first": lambda: [ok("first", "fine")],
        "second": _breaks,
        "third": lambda: [ok("third", "fine")],
    }
    with ThreadPoolExecutor(2) as pool:
        found = side_by_side(checks, pool)
    assert [(one.name, one.grade.value, one.seen) for one in found] == [
        ("first", "ok", "fine"),
        ("second", "ok", "seen before it broke"),
        ("second", "fail", "the check itself failed: RuntimeError"),
        ("third", "ok", "fine"),
    ]
    assert "a secret" in caplog.text
