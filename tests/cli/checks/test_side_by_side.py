import threading
from collections.abc import Iterator

import pytest

from bot.cli.checks.finding import Finding, ok
from bot.cli.checks.side_by_side import Daemons, side_by_side


def _breaks() -> Iterator[Finding]:
    yield ok("second", "seen before it broke")
    raise RuntimeError("a secret")


def test_a_check_that_breaks_hides_no_other_and_nothing_that_it_saw(
    caplog: pytest.LogCaptureFixture,
) -> None:
    found = side_by_side(
        {
            "first": lambda: [ok("first", "fine")],
            "second": _breaks,
            "third": lambda: [ok("third", "fine")],
        }
    )
    assert [(one.name, one.grade.value, one.seen) for one in found] == [
        ("first", "ok", "fine"),
        ("second", "ok", "seen before it broke"),
        ("second", "fail", "the check itself failed: RuntimeError"),
        ("third", "ok", "fine"),
    ]
    assert "a secret" in caplog.text


def test_a_check_that_hangs_is_given_up() -> None:
    def hangs() -> list[Finding]:
        threading.Event().wait()
        return []

    (found,) = side_by_side({"slow": hangs}, within_s=0.0)
    assert (found.name, found.grade.value, found.seen) == (
        "slow",
        "fail",
        "no result within 0 seconds",
    )


def test_checks_run_at_the_same_time() -> None:
    both = threading.Barrier(2)

    def meets() -> list[Finding]:
        both.wait(20)
        return [ok("one", "met")]

    assert [one.seen for one in side_by_side({"a": meets, "b": meets})] == ["met", "met"]


def test_what_a_call_raises_comes_out_of_its_future() -> None:
    def fails() -> None:
        raise KeyError("x")

    with pytest.raises(KeyError):
        Daemons().submit(fails).result(20)
