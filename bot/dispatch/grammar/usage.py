"""The usage line of a command is its grammar: `pmr [person] [site]`.

Words before the first bracket are the command's name; `[kind]` may be left out, `<kind>` may not.
"""

import re
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from bot.dispatch.grammar.arguments import FILLERS, KINDS, ME, Args, Kind, Rest, no_page, text
from bot.dispatch.grammar.line import Line, Mention, Token
from bot.dispatch.grammar.space_among_words import SPACE_AMONG_WORDS
from bot.errors import UsageError

_ARGUMENT = re.compile(r"\[([a-z]+)\]|<([a-z]+)>")


@dataclass(frozen=True, slots=True)
class Usage:
    """A usage line taken apart: name `("pmr", "pin")`, kinds `(("person", False),)`.

    The second part of each kind tells whether it is required.
    """

    line: str
    name: tuple[str, ...]
    kinds: tuple[tuple[str, bool], ...]

    @classmethod
    def parse(cls, line: str) -> "Usage":
        """Read a usage line.

        Raises:
            ValueError: the line has no name, or an argument of a kind that does not exist.
        """
        name = tuple(re.split(r"[\[<]", line)[0].split())
        kinds = tuple((may or must, bool(must)) for may, must in _ARGUMENT.findall(line))
        again = [*name, *(f"<{kind}>" if must else f"[{kind}]" for kind, must in kinds)]
        if not name or line != " ".join(again) or not {kind for kind, _ in kinds} <= set(KINDS):
            raise ValueError(f"not a usage line: {line!r} (kinds: {', '.join(KINDS)})")
        return cls(line, name, kinds)

    def read(self, tokens: Line) -> Args:
        """Read the arguments that follow the command's name, in whatever order they come.

        Raises:
            UsageError: a word fits no argument, or a required argument is missing.
        """
        kinds = dict(self.kinds)
        values: dict[str, Any] = {}
        words: list[str] = []
        rest: Rest = _bare(tokens)
        while rest:
            kind = self._next(rest, values)
            if kind is None and "page" in kinds and (said := no_page(rest)):
                raise self._error(f"“{said}” is no page", "Type the number of one: page 2.")
            if kind:
                found, rest = self._kind(kind).take(rest)
                values |= found
                # What leads over to another argument: `numbers germany for ana@example.com`.
                words = _without_fillers(words, at=-1)
            elif "words" in kinds:
                words, rest = [*words, text(rest[0])], rest[1:]
            else:
                rest = self._without_filler(rest)
        words = _without_fillers(_without_fillers(words, at=-1), at=0) or _code(words)
        values |= {"words": tuple(words)} if words else {}
        for kind, required in self.kinds:
            if required and kind not in values:
                raise self._error(f"“{self.title}” needs more", f"Add {KINDS[kind].hint}.")
        return Args(**values)

    def _next(self, rest: Rest, values: Mapping[str, Any]) -> str | None:
        """Return the kind of the next argument; None for a plain word that fits no kind."""
        open_kinds = (kind for kind, _ in self.kinds if kind not in {*values, "words"})
        return next((kind for kind in open_kinds if self._kind(kind).fits(rest)), None)

    def _kind(self, name: str) -> Kind:
        is_beside_words = name == "space" and "words" in dict(self.kinds)
        return SPACE_AMONG_WORDS if is_beside_words else KINDS[name]

    @property
    def title(self) -> str:
        """The command's name as one types it: `pmr pin`."""
        return " ".join(self.name)

    def without(self, kind: str) -> str:
        """Return the usage line without an argument, for people who may not give it."""
        return " ".join(self.line.replace(f"[{kind}]", "").split())

    def _without_filler(self, rest: Rest) -> Rest:
        word = rest[0]
        if isinstance(word, str) and word.casefold() in FILLERS | ME:
            return rest[1:]
        shown = f"@{word.name}" if isinstance(word, Mention) else word
        if KINDS["person"].fits(rest) and {"person", "anything"}.isdisjoint(dict(self.kinds)):
            raise self._error(f"“{self.title}” is about you alone", f"Leave “{shown}” out.")
        wanted = " or ".join(KINDS[kind].hint for kind, _ in self.kinds)
        advice = (
            f"After “{self.title}” I expect {wanted}."
            if wanted
            else f"“{self.title}” stands alone."
        )
        raise self._error(f"I don’t understand “{shown}” here", advice)

    def _error(self, title: str, advice: str) -> UsageError:
        return UsageError(title, f"{advice} Usage: {self.line}", [f"help {self.title}"])


def _without_fillers(words: list[str], at: int) -> list[str]:
    """Return the words without the fillers at their beginning (0) or their end (-1)."""
    while words and words[at].casefold() in FILLERS:
        words = words[1:] if at == 0 else words[:-1]
    return words


def _code(words: list[str]) -> list[str]:
    """Return the one word that is a filler and a country's code too: `numbers at`."""
    return words if len(words) == 1 and words[0].casefold() in {"at", "in"} else []


def _bare(tokens: Line) -> list[Token]:
    """Strip what people put around a word: `<ana@example.com>`, `room?`."""
    stripped = [
        token if isinstance(token, Mention) else token.lstrip("<([{").rstrip(">)]}.,;:!?")
        for token in tokens
    ]
    return [token for token in stripped if token]
