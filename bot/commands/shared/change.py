"""A change of one's own room, as data: how it is typed, how it looks, how it is applied."""

import hashlib
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import Generic, TypeVar

from bot.dispatch.ask import Ask
from bot.dispatch.confirmation import Wanted
from bot.dispatch.context import Context
from bot.reply.blocks import Button
from bot.secret import Secret
from bot.webex.editing import Resource

T = TypeVar("T")

_SEE = Button("Your room", says="pmr")


def _no_notes(_meant: object) -> Sequence[str]:
    return ()


@dataclass(frozen=True, slots=True)
class Change(Generic[T]):
    """One thing that people change, of the `resource` that it is a part of.

    `wanted` reads what was typed; None where only the thing was named, and then `choices` are
    lines to choose from. `apply` makes of what is there what is to be there; in `Wanted` it finds
    `nonce` besides, the same at each try. `shown` says in few words how it stands, `valid` what
    Webex takes, and `notes` what one should know of the result. `properties` are Webex's names of
    what is changed, and `see` is the button to look at it afterwards. `secret` is the value itself,
    where it is one: only its owner is told it, once it is done.
    """

    title: str
    label: str
    properties: tuple[str, ...]
    resource: Resource[T]
    wanted: Callable[[Context, Ask], Wanted | None]
    apply: Callable[[T, Wanted], T]
    shown: Callable[[T], str]
    valid: str
    choices: tuple[tuple[str, str], ...] = ()
    notes: Callable[[T], Sequence[str]] = _no_notes
    see: Button = _SEE
    secret: Callable[[T], Secret | None] | None = None

    def mark(self, before: T) -> str:
        """Return a mark that tells whether it still stands as it was shown; never of a secret."""
        return hashlib.sha256(self.shown(before).encode("utf-8", "surrogatepass")).hexdigest()
