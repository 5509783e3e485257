"""The countries that a row of words names, for lists of call-in numbers."""

from collections.abc import Mapping, Sequence

from bot.dispatch.grammar.naming import Word
from bot.webex.model.country import code_of

_LONGEST = 4  # words of a country's name
# Codes that are words of every day as well; in capitals they are codes.
_WORDS_TOO = frozenset(
    "in is it at be do no my so am as id me us an la es de to co pa ma om se si ch ee al".split()
)
_BEFORE = frozenset("in for from at number numbers free toll uk dial call".split())


def places_in(words: Sequence[Word]) -> Mapping[int, str]:
    """Return the countries that are named, by where each of their words stands."""
    found: dict[int, str] = {}
    at = 0
    while at < len(words):
        length = next((n for n in range(_LONGEST, 0, -1) if _is_place(words[at : at + n], n)), 0)
        name = " ".join(word.plain for word in words[at : at + length])
        found |= dict.fromkeys(range(at, at + length), name)
        at += length or 1
    return found


def _is_place(words: Sequence[Word], length: int) -> bool:
    if len(words) < length:
        return False
    name = " ".join(word.plain for word in words)
    if code_of(name) is None:
        return False
    word = words[0]
    if length > 1 or len(name) > 2:
        return True
    if word.said.isupper() and name not in {"id"}:
        return True
    return name not in _WORDS_TOO or (name in {"us", "de", "ch"} and word.follows in _BEFORE)
