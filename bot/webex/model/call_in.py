"""Call-in numbers: those of a room, and those of the list of numbers worldwide."""

import re
import unicodedata
from collections.abc import Sequence
from dataclasses import dataclass
from enum import Enum

from bot.reply.plain_text import one_line
from bot.webex.model import fields
from bot.webex.model.country import code_of, codes_in, is_code, names_of, words_of
from bot.webex.model.fields import Data

# The list of numbers worldwide is not documented. These are names that it may have: a room's own
# is `callInNumbers`, the link's relation is `globalCallinNumbers`, most lists of Webex are `items`.
_LISTS = ("callInNumbers", "globalCallinNumbers", "globalCallInNumbers", "numbers", "items")

_KIND_WORDS = re.compile(
    r"\b(?:(?:call|dial)[- ]?in|toll(?:[- ]?free)?|numbers?)\b(?!\w)", re.IGNORECASE
)
_FREE = re.compile(r"\btoll[- ]?free\b", re.IGNORECASE)
_TOLL = re.compile(r"\btoll\b", re.IGNORECASE)
_PARENTHESIS = re.compile(r"\(([^()]*)\)")
_LINKS = frozenset({"at", "for", "from", "in", "of", "on", "the", "to"})
_LONGEST_CODE = 3  # characters of a country's code, ISO 3166-1


class CallCost(Enum):
    """What a call costs; the value names it."""

    TOLL = "Toll"
    TOLL_FREE = "Toll-free"
    OTHER = "Other numbers"


@dataclass(frozen=True, slots=True)
class CallIn:
    """A call-in number as Webex tells it; `toll_type` is `toll` or `tollFree`."""

    label: str | None
    number: str
    toll_type: str | None
    country: str | None = None

    @property
    def kind(self) -> CallCost:
        """What a call costs: by its type, else by its label."""
        named = "".join(filter(str.isalpha, (self.toll_type or "").casefold()))
        if named in {"toll", "tollfree"}:
            return CallCost.TOLL if named == "toll" else CallCost.TOLL_FREE
        label = self.label or ""
        if named or not _TOLL.search(label):
            return CallCost.OTHER
        return CallCost.TOLL_FREE if _FREE.search(label) else CallCost.TOLL

    @property
    def place(self) -> str:
        """The country, with the city where there are several; the label where it names none."""
        label = one_line(self.label or "")
        found, named = place_in(label), one_line(self.country or "")
        is_code = len(named) <= _LONGEST_CODE and found
        if not named or is_code or _folded(named) in _folded(found):
            return found or named or label
        city = _PARENTHESIS.search(found)
        return f"{named} ({city[1]})" if city else named

    @property
    def order(self) -> tuple[int, str, str]:
        """What a list of numbers is sorted by: kind, then country."""
        return [*CallCost].index(self.kind), _folded(self.place), self.number

    def fits(self, words: Sequence[str]) -> bool:
        """Tell whether all words are about this number, whatever their case and accents."""
        wanted = {*map(_folded, words)}
        kinds = {"free", "toll-free", "tollfree"} & wanted
        if kinds and self.kind is not CallCost.TOLL_FREE:
            return False
        # “toll” alone means numbers that are not free; “toll free” is one thing in two words.
        if "toll" in wanted and not kinds and self.kind is CallCost.TOLL_FREE:
            return False
        rest = " ".join(word for word in words if _folded(word) not in {*kinds, "toll"})
        return self._is_about(_without_links(words_of(rest)))

    def _is_about(self, words: Sequence[str]) -> bool:
        """Tell whether all words are in its texts, or name its country.

        A country's code or name is meant whole, of any other word the beginning is enough.
        """
        own = set(words_of(" ".join(filter(None, (self.place, self.label, self.country)))))
        codes = codes_in(self.place) | codes_in(self.country or "")
        there = own | {word for code in codes for name in names_of(code) for word in name.split()}

        def fits(word: str) -> bool:
            if is_code(word):
                # Among other words it may be part of a name: Rio de Janeiro.
                return code_of(word) in codes or (len(words) > 1 and word in own)
            if code_of(word):
                return word in there
            return any(one.startswith(word) for one in there)

        return all(map(fits, words))


def place_in(label: str) -> str:
    """Return what a label says besides the kind of number, such as a country.

    Labels are like `United States Toll (Washington D.C.)` or `Call-in toll-free number
    (US/Canada)`.
    """
    rest = one_line(_PARENTHESIS.sub(_without_kind, _KIND_WORDS.sub(" ", label))).strip(" -–:,")
    inner = _PARENTHESIS.fullmatch(rest)
    return inner[1].strip() if inner else rest


def _without_links(words: Sequence[str]) -> Sequence[str]:
    # In “toll in germany” the “in” does not mean India; alone it is a country's code.
    return [word for word in words if word not in _LINKS] if len(words) > 1 else words


def _without_kind(parenthesis: re.Match[str]) -> str:
    # Of “(toll-free)” only “( )” would be left.
    inside = one_line(parenthesis[1])
    return f"({inside})" if inside else ""


def read_all(data: Data, name: str) -> tuple[CallIn, ...]:
    """Read the numbers of the array of that name; what has no number is left out."""
    return tuple(
        CallIn(
            fields.text(item, "label"),
            number,
            fields.text(item, "tollType"),
            fields.text(item, "countryName") or fields.text(item, "country"),
        )
        for item in fields.objects(data, name)
        if (number := fields.text(item, "callInNumber"))
    )


def read_worldwide(data: Data) -> tuple[CallIn, ...]:
    """Read a list of numbers worldwide, sorted and each once; empty if it is in no known form."""
    found = (number for name in _LISTS for number in read_all(data, name))
    return tuple(sorted(dict.fromkeys(found), key=lambda one: one.order))


def _folded(text: str) -> str:
    parts = unicodedata.normalize("NFKD", text.casefold())
    return "".join(char for char in parts if not unicodedata.combining(char))
