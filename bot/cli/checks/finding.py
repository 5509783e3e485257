"""A finding: what one check saw, how bad that is, and what to do."""

from dataclasses import dataclass
from enum import Enum


class Grade(Enum):
    """How bad it is."""

    OK = "ok"
    WARN = "warn"  # it works, and something will go wrong or is missed
    FAIL = "fail"  # people get no answers, or not those that they should get
    SKIPPED = "skipped"  # nothing to look at, or nothing to look with


@dataclass(frozen=True, slots=True)
class Finding:
    """What a check saw, in words for the operator; `next_step` is empty where nothing is to do.

    Raises:
        ValueError: something is wrong, and nobody is told what to do.
    """

    name: str
    grade: Grade
    seen: str
    next_step: str = ""

    def __post_init__(self) -> None:
        if self.grade in {Grade.WARN, Grade.FAIL} and not self.next_step:
            raise ValueError(f"{self.name}: “{self.seen}” needs a next step")


def ok(name: str, seen: str) -> Finding:
    """Return that something is as it should be."""
    return Finding(name, Grade.OK, seen)


def warn(name: str, seen: str, next_step: str) -> Finding:
    """Return that something is not as it should be, though the bot answers."""
    return Finding(name, Grade.WARN, seen, next_step)


def fail(name: str, seen: str, next_step: str) -> Finding:
    """Return that something does not work."""
    return Finding(name, Grade.FAIL, seen, next_step)


def skipped(name: str, seen: str, next_step: str = "") -> Finding:
    """Return that something was not looked at."""
    return Finding(name, Grade.SKIPPED, seen, next_step)
