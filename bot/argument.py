"""The kinds of argument a command can take, and how each reads its words."""

import re
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import Any

from bot import ids
from bot.line import Mention, Token


@dataclass(frozen=True, slots=True)
class Person:
    """A person as far as known: API id or UUID, email, name."""

    id: str | None = None
    email: str | None = None
    name: str | None = None

    def is_same(self, other: "Person") -> bool:
        """Tell whether both are certainly the same person."""
        if self.email and other.email and self.email.lower() == other.email.lower():
            return True
        return ids.same(self.id, other.id)


@dataclass(frozen=True, slots=True)
class Space:
    """A space as it was named: `id` (API id or UUID), or else words of its `title`."""

    id: str | None = None
    title: str | None = None

    def is_same(self, room_id: str) -> bool:
        """Tell whether this is certainly the space with that id."""
        return ids.same(self.id, room_id)


@dataclass(frozen=True, slots=True)
class Args:
    """The arguments of a question; None or () is what was not given.

    `person` and `space` are None for "me" and "here" too. `command` is the words of a command's
    name.
    """

    person: Person | None = None
    site: str | None = None
    space: Space | None = None
    command: tuple[str, ...] = ()
    words: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Kind:
    """One kind of argument.

    `hint` tells people what to type, `fits` looks at the next token, `take` reads a value and
    returns it with the tokens that are left.
    """

    hint: str
    fits: Callable[[Token], bool]
    take: Callable[[list[Token]], tuple[Any, list[Token]]]


FILLERS = frozenset(
    {"a", "about", "at", "for", "from", "in", "my", "of", "on", "please", "the", "to"}
)

_EMAIL = re.compile(r"[^\s@<>\"(),:;\[\]\\]{1,64}@[A-Za-z0-9-]+(?:\.[A-Za-z0-9-]+)+")
_SITE = re.compile(r"(?:https://)?([a-z0-9-]+(?:\.[a-z0-9-]+)+)/?", re.IGNORECASE)
ME = frozenset({"me", "mine", "myself"})
# A space named by nothing but these is the one that one stands in: `room details, please`.
_HERE = frozenset("details here info link meeting please room space the this".split())


def _is_person(token: Token) -> bool:
    if isinstance(token, Mention):
        return True
    # 254 characters are all that an address can have (RFC 5321, 4.5.3.1.3).
    address = token.removeprefix("mailto:")
    is_address = len(address) <= 254 and bool(_EMAIL.fullmatch(address))
    return token.casefold() in ME or is_address or _is_person_id(token)


def _take_person(rest: list[Token]) -> tuple[Person | None, list[Token]]:
    word = rest[0]
    if isinstance(word, Mention):
        return Person(id=word.person_id, name=word.name), rest[1:]
    if word.casefold() in ME:
        return None, rest[1:]
    if _is_person_id(word):
        return Person(id=word), rest[1:]
    return Person(email=word.removeprefix("mailto:")), rest[1:]


def _is_person_id(word: str) -> bool:
    decoded = ids.decode(word)
    return decoded is not None and decoded.kind == "PEOPLE"


def _is_site(token: Token) -> bool:
    # 253 characters are all that a host name can have (RFC 1035, 2.3.4).
    return isinstance(token, str) and len(token) <= 253 and bool(_SITE.fullmatch(token))


def _take_site(rest: list[Token]) -> tuple[str, list[Token]]:
    return _text(rest[0]).lower().removeprefix("https://").rstrip("/"), rest[1:]


def _take_space(rest: list[Token]) -> tuple[Space | None, list[Token]]:
    if {_text(token).casefold() for token in rest} <= _HERE:
        return None, []
    title = " ".join(map(_text, rest))
    found = ids.space_in(title)
    return (Space(id=found) if found else Space(title=title)), []


def _take_words(rest: list[Token]) -> tuple[tuple[str, ...], list[Token]]:
    return tuple(map(_text, rest)), []


def _text(token: Token) -> str:
    return token.name if isinstance(token, Mention) else token


def _anything(_token: Token) -> bool:
    return True


def _no_filler(token: Token) -> bool:
    return _text(token).casefold() not in FILLERS


KINDS: Mapping[str, Kind] = {
    "person": Kind("a person: an email address, an @mention or “me”", _is_person, _take_person),
    "site": Kind("a Webex site such as example.webex.com", _is_site, _take_site),
    "space": Kind("a space: its id, its link or words of its title", _no_filler, _take_space),
    "command": Kind("the name of a command", _anything, _take_words),
    "words": Kind("some words", _anything, _take_words),
}
