"""How wide a text is on a screen, in characters of usual width: an estimate for any font."""

from functools import lru_cache
from itertools import accumulate

_WIDE = frozenset("mw&")
_VERY_WIDE = frozenset("@%—…")
_FIRST_WIDE = 0x1100  # scripts whose letters are as wide as two, and emoji, come from there on


def width(text: str) -> float:
    """Return how wide a text is on one line."""
    return sum(map(_width_of, text))


def widest_word(text: str) -> float:
    """Return how wide the widest word is: clients do not break words."""
    return max(map(width, text.split()), default=0)


def cut(text: str, most: float) -> str:
    """Return what of a text is at most so wide, with an ellipsis where something is missing."""
    if width(text) <= most:
        return text
    ends = accumulate(map(_width_of, text))
    room = most - _width_of("…")
    kept = "".join(char for char, end in zip(text, ends, strict=True) if end <= room)
    return f"{kept.rstrip()}…"


@lru_cache(1024)
def _width_of(char: str) -> float:
    if char in _VERY_WIDE or ord(char) >= _FIRST_WIDE:
        return 2
    return 1.5 if char in _WIDE or char.isupper() else 1
