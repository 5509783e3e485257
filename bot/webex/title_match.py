"""How well the words that somebody typed fit the title of a space."""

import re
import unicodedata
from enum import IntEnum

# A word, or one emoji: people find a space by it, too.
_WORD = re.compile(r"\w+|[\u203c-\u3299\U0001f000-\U0001faff]")
_LONGEST = 200  # characters that are compared
_MOST = 40  # words


class Fit(IntEnum):
    """From not at all to exactly."""

    NONE = 0
    BEGINNINGS = 1  # "uni spr" for "Project Unicorn - Sprint 0"
    WORDS = 2
    START = 3
    EXACT = 4


def fit(wanted: str, title: str) -> Fit:
    """Compare `wanted` with a title, whatever the case, width, accents and punctuation.

    Every word must be there; by its beginning is enough.
    """
    asked, there = _words(wanted), _words(title)
    if not asked or not all(any(word.startswith(one) for word in there) for one in asked):
        return Fit.NONE
    if asked == there:
        return Fit.EXACT
    if there[: len(asked)] == asked:
        return Fit.START
    return Fit.WORDS if set(asked) <= set(there) else Fit.BEGINNINGS


def _words(text: str) -> list[str]:
    parts = unicodedata.normalize("NFKD", text[:_LONGEST].casefold())
    bare = "".join(char for char in parts if not unicodedata.combining(char))
    return _WORD.findall(unicodedata.normalize("NFKC", bare).casefold())[:_MOST]
