"""Finds the people, sites, links, spaces and ids that a line names."""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from itertools import pairwise

from bot import ids
from bot.dispatch.grammar.arguments import email_in, site_of
from bot.dispatch.grammar.line import Line, Mention, Token
from bot.dispatch.grammar.manners import ends_sentence, plain
from bot.webex.model.named import Person, Space

_PARTS = re.compile(r"[^\W_]+(?:['’][^\W_]+)*|['’]")
_POSSESSIVE = re.compile(r"(?:'s|s'|')$", re.IGNORECASE)
_DRESSING = "<([{\"'*_~`>)]},;:!?.-•"


@dataclass(frozen=True, slots=True)
class Word:
    """A word as it was typed and as words are compared.

    `follows` is the word before it, `ends` tells whether a sentence or a part of one ends behind
    it. `is_name`: it was typed as the name of a person, `@ada` or `Ada's`.
    """

    said: str
    plain: str
    follows: str = ""
    ends: bool = False
    is_name: bool = False


@dataclass(slots=True)
class Named:
    """What a line names, each thing once, and the words that are left."""

    people: list[Person] = field(default_factory=list)
    sites: list[tuple[str, str | None]] = field(default_factory=list)
    spaces: list[Space] = field(default_factory=list)
    things: list[str] = field(default_factory=list)
    words: list[Word] = field(default_factory=list)

    @property
    def is_any(self) -> bool:
        """Whether anything is named."""
        return bool(self.people or self.sites or self.spaces or self.things)


def named_in(line: Line) -> Named:
    """Return what the tokens of a line name, and the tokens that name nothing."""
    named = Named()
    for token in line:
        _take(token, named)
    _drop_names_of_addresses(line, named)
    return named


def _take(token: Token, named: Named) -> None:
    if isinstance(token, Mention):
        _add(named.people, Person(id=ids.person_id(token.person_id), name=token.name))
        return
    bare = token.strip(_DRESSING)
    if address := email_in(token):
        _add(named.people, Person(email=address))
        around = token.replace(address, " ").replace("mailto:", " ")
        named.words += _words(around, named.words[-1].plain if named.words else "")
    elif (space := ids.space_in(bare)) and not ids.is_uuid(bare):
        _add(named.spaces, Space(id=space))
    elif ids.is_uuid(bare) or ids.decode(bare):
        _take_id(bare, named)
    elif (site := site_of(bare)) and ("webex" in site[0] or "://" in bare):
        _add(named.sites, site)
    else:
        named.words += _words(token, named.words[-1].plain if named.words else "")


def _take_id(text: str, named: Named) -> None:
    decoded = ids.decode(text)
    if decoded and decoded.kind == "PEOPLE":
        _add(named.people, Person(id=text))
    else:
        _add(named.things, text)


def _add(known: list, new: object) -> None:  # type: ignore[type-arg]
    if new not in known:
        known.append(new)


def _words(token: str, before: str) -> Iterator[Word]:
    parts = _PARTS.findall(token)
    for number, part in enumerate(parts):
        owner = _POSSESSIVE.sub("", part)
        # “what's” and “who's” are no names, and an `'s` alone belongs to the address before it.
        is_owner = owner != part and "'" in part and part[:1].isalpha()
        is_contraction = plain(owner) in _CONTRACTED
        said = owner if is_owner and not is_contraction else part
        word = plain(said)
        if not word or (word == "s" and len(parts) == 1 and not token[:1].isalnum()):
            continue
        is_name = (is_owner and not is_contraction) or token.startswith("@")
        ends = number == len(parts) - 1 and ends_sentence(token)
        said = f"@{said}" if token.startswith("@") else said
        yield Word(said, word, before, ends, is_name)
        before = word


_CONTRACTED = frozenset("what who where how it that there here he she let when why".split())


def _drop_names_of_addresses(line: Sequence[Token], named: Named) -> None:
    """Forget the name in `"Ruiz, Ana" <ana@example.com>`: the address says whom it means."""
    for before, token in pairwise(line):
        is_dressed = isinstance(token, str) and token.startswith("<") and email_in(token)
        if is_dressed and isinstance(before, str) and " " in before:
            parts = {plain(part) for part in _PARTS.findall(before)}
            named.words = [word for word in named.words if word.plain not in parts]
