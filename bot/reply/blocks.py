"""A reply and its blocks: what is said, not how it looks.

Every text here is raw. `bot.reply.markdown` and `bot.reply.card` escape it when they draw it.
"""

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from datetime import datetime
from typing import assert_never

from bot.secret import Secret

# In `+49 (0)30 1234` the zero is for calls within the country alone.
_TRUNK_ZERO = re.compile(r"(?<=\d)\s*\(0\)")
_EXTENSION = re.compile(
    r"(?:[,;#]|\b(?:ext|extn|extension|dw|durchwahl|x)\b|(?<=\d)x)\W*(?=\d)", re.IGNORECASE
)


@dataclass(frozen=True, slots=True)
class When:
    """A point in time (with a zone), drawn against the moment of the ask."""

    at: datetime


@dataclass(frozen=True, slots=True)
class Copy:
    """A value that people paste elsewhere: shown whole, in one piece."""

    text: str


@dataclass(frozen=True, slots=True)
class Address:
    """The email address of somebody in a list of people, which keeps its order."""

    email: str


@dataclass(frozen=True, slots=True)
class Web:
    """A web address, shown as itself and followed with a click if it is http or https."""

    url: str


@dataclass(frozen=True, slots=True)
class Dial:
    """A call-in number as Webex writes it, with the access code that a phone can send along."""

    number: str
    code: str | None = None

    @property
    def tap(self) -> str | None:
        """Return `number,,code#`, which a phone dials in one go; None without a code.

        An extension is sent when the call is taken, as the code is.
        """
        number, *extension = _EXTENSION.split(_TRUNK_ZERO.sub("", self.number), maxsplit=1)
        dialled = "".join(char for char in number if char.isdigit() or char in "+*#")
        keyed = ["".join(filter(str.isdigit, one)) for one in (*extension, self.code or "")]
        return ",,".join([dialled, *keyed]) + "#" if dialled and keyed[-1] else None


# A secret is drawn as a value to copy; a reply that holds one is never kept (see `Reply`).
Value = str | When | Copy | Address | Web | Dial | Secret


@dataclass(frozen=True, slots=True)
class Text:
    """A paragraph."""

    text: str


@dataclass(frozen=True, slots=True)
class Note:
    """A quiet line: a hint, a limit, a tracking id."""

    text: str


@dataclass(frozen=True, slots=True)
class Heading:
    """The name of the blocks that follow."""

    text: str


@dataclass(frozen=True, slots=True)
class Facts:
    """Labels with their values; a value of None is left out."""

    rows: tuple[tuple[str, Value], ...]

    def __init__(self, rows: Iterable[tuple[str, Value | None]]) -> None:
        kept = tuple((label, value) for label, value in rows if value is not None)
        object.__setattr__(self, "rows", kept)


@dataclass(frozen=True, slots=True)
class Bullets:
    """A list of things of one kind."""

    items: tuple[Value, ...]


@dataclass(frozen=True, slots=True)
class Folded:
    """Facts that few people want: a card shows them at the press of a button, text at once."""

    label: str
    facts: Facts


@dataclass(frozen=True, slots=True)
class Open:
    """A button that opens a web address, or the link of a space in the Webex app."""

    label: str
    url: str


@dataclass(frozen=True, slots=True)
class Button:
    """A button that says a line, just as if the person who presses it had typed that line.

    `needs_press`: the line means nothing where it is typed, so that only a card offers it.
    """

    label: str
    says: str
    needs_press: bool = False


Block = Text | Note | Heading | Facts | Bullets | Folded | Open | Button


@dataclass(frozen=True, slots=True)
class Private:
    """Blocks for a 1:1 space only; a group space sees the line `instead`."""

    blocks: tuple[Block, ...]
    instead: str


@dataclass(frozen=True, slots=True)
class Reply:
    """One answer: a title and what stands below it, the most wanted thing first.

    `alone` is for the asker and nobody else. In a 1:1 space it is the answer; asked in a group
    space it goes to the asker 1:1, and the space gets the rest of this reply.
    """

    title: str
    blocks: tuple[Block | Private, ...] = field(default=())
    alone: "Reply | None" = None

    def __init__(
        self,
        title: str,
        blocks: Iterable[Block | Private] = (),
        alone: "Reply | None" = None,
    ) -> None:
        object.__setattr__(self, "title", title)
        object.__setattr__(self, "blocks", tuple(blocks))
        object.__setattr__(self, "alone", alone)

    @property
    def may_be_kept(self) -> bool:
        """Whether it may be kept in memory for another try: not if it holds a secret."""
        mine = all(not isinstance(value, Secret) for value in _values(self.blocks))
        return mine and (self.alone is None or self.alone.may_be_kept)


def _values(blocks: Iterable[Block | Private]) -> Iterator[Value]:
    for block in blocks:
        match block:
            case Private(inner):
                yield from _values(inner)
            case Facts(rows) | Folded(_, Facts(rows)):
                yield from (value for _, value in rows)
            case Bullets(items):
                yield from items
            case Text() | Note() | Heading() | Open() | Button():
                pass  # texts alone
            case _:
                assert_never(block)


def copy_of(text: str | None) -> Copy | None:
    """Return a text to copy; None where there is none, so that `Facts` leaves it out."""
    return Copy(text) if text else None


def yes_or_no(value: bool | None, meaning: str) -> str | None:
    """Return a flag in words, with what a yes means; None for one that is not known."""
    if value is None:
        return None
    return f"Yes: {meaning}" if value else "No"
