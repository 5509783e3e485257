"""Switchable faults and latency: what goes wrong, where, and how often."""

import random
import threading
import time
from collections.abc import Mapping
from dataclasses import dataclass, field
from fnmatch import fnmatchcase
from typing import Literal

FaultBody = Literal["error", "object", "list", "string", "html", "not-json", "empty"]


@dataclass(frozen=True, slots=True, eq=False)
class Fault:
    """One rule.

    `path` is a glob such as "/messages/*" (what follows /v1). The matching call hangs for
    `hang_s` seconds, then its connection is closed without an answer (`cut`), or it is answered
    with `status`, `headers` and a body of that form; with neither it goes on as usual.
    `after` lets the call take effect first, so that only its answer is lost.
    The body of either answer, whichever comes, breaks off in its middle and the connection with it
    (`cut_body`), comes byte by byte, so many seconds apart (`drip_s`), or is followed by so many
    blanks that belong to it (`pad_bytes`).
    `caller` is a glob, too: whose token the call carries, by email ("" for an unknown one).
    `times` is how many calls it hits (None: all), `chance` the probability for each.
    """

    method: str = "*"
    path: str = "*"
    caller: str = "*"
    status: int | None = None
    body: FaultBody = "error"
    headers: Mapping[str, str] = field(default_factory=dict)
    cut: bool = False
    cut_body: bool = False
    drip_s: float = 0.0
    pad_bytes: int = 0
    hang_s: float = 0.0
    after: bool = False
    times: int | None = None
    chance: float = 1.0


class Faults:
    """The rules in force. Safe to change while calls run."""

    def __init__(self, seed: int = 0) -> None:
        self.latency_s = 0.0
        self._closing = threading.Event()
        self._lock = threading.Lock()
        self._random = random.Random(seed)  # noqa: S311 - repeatable on purpose
        self._rules: dict[Fault, int] = {}

    def add(self, fault: Fault) -> Fault:
        """Put a rule in force; of several that match, the first added wins."""
        with self._lock:
            self._rules[fault] = 0
        return fault

    def remove(self, fault: Fault) -> None:
        """Take one rule back."""
        with self._lock:
            self._rules.pop(fault, None)

    def clear(self) -> None:
        """Take every rule back, and the latency."""
        with self._lock:
            self._rules.clear()
            self.latency_s = 0.0

    def has(self, fault: Fault) -> bool:
        """Whether a rule is in force, even if it has hit as often as it may."""
        with self._lock:
            return fault in self._rules

    def hits(self, fault: Fault) -> int:
        """How many calls a rule in force has hit."""
        with self._lock:
            return self._rules.get(fault, 0)

    def meet(self, method: str, path: str, caller: str | None = None) -> Fault | None:
        """The fault that this call runs into, counted; `path` as in `Fault.path`."""
        with self._lock:
            for fault, hits in self._rules.items():
                if _is_aimed(fault, method, path, caller or "") and self._strikes(fault, hits):
                    self._rules[fault] = hits + 1
                    return fault
        return None

    def _strikes(self, fault: Fault, hits: int) -> bool:
        if fault.times is not None and hits >= fault.times:
            return False
        return fault.chance >= 1 or self._random.random() < fault.chance

    def wait(self, seconds: float, since: float) -> None:
        """Sleep until that long after `since` (`time.monotonic()`), less when all closes."""
        left = since + seconds - time.monotonic()
        if left > 0:
            self._closing.wait(left)

    def close(self) -> None:
        """End every wait."""
        self._closing.set()


def _is_aimed(fault: Fault, method: str, path: str, caller: str) -> bool:
    return (
        fault.method in ("*", method)
        and fnmatchcase(path, fault.path)
        and fnmatchcase(caller, fault.caller)
    )
