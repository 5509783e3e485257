"""Chance that can be repeated, and values of types that nobody expects."""

import random
from collections.abc import Sequence
from typing import Any


def choice_for(*parts: object) -> random.Random:
    """Return random choices that depend on these parts alone."""
    return random.Random(" ".join(map(str, parts)))  # noqa: S311  # repeatable


def nested(depth: int, within: Any = None) -> Any:
    """Return lists in lists."""
    for _ in range(depth):
        within = [within]
    return within


JUNK: Sequence[Any] = (
    *(None, True, False, 0, -1, 10**400, 1e308, float("inf"), float("nan")),
    *("", " ", "true", "\ud800", "\x00"),
    *([], [None], ["a", {"b": 1}], {}, {"say": {"say": "room"}}, nested(50)),
)
