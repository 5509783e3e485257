"""What is shown to somebody before it is done, and is done when they press “Change it”.

A command shows what it would do and writes that down under a nonce; its buttons say `confirm` and
`decline` with the nonce. The press gives it back to the command (`Command.confirmed`), for that
person, once, within ten minutes, in whichever process.
"""

import secrets
from collections.abc import Mapping
from types import MappingProxyType
from typing import Protocol

from bot.reply.blocks import Button
from bot.webex.model.named import Person

# What a command has to know to do it later: words of no secret.
Wanted = Mapping[str, str]
NOTHING: Wanted = MappingProxyType({})
DONE, LEFT = "done", "left"


class Pending(Protocol):
    """Something to be confirmed, as a press finds it.

    `outcome` is `DONE` or `LEFT` once it is over. `is_mine`: this very question has taken it, in
    an earlier try perhaps; otherwise another one is at it.
    """

    @property
    def nonce(self) -> str:
        """What names it; it is in the button, and nowhere else."""

    @property
    def command(self) -> str:
        """The title of the command that does it."""

    @property
    def wanted(self) -> Wanted:
        """What that command wrote down."""

    @property
    def outcome(self) -> str | None:
        """What became of it."""

    @property
    def is_mine(self) -> bool:
        """Whether this question does it."""


class Confirmations(Protocol):
    """What waits to be confirmed. Each method may raise UnavailableError."""

    def begin(self, nonce: str, person: Person, command: str, wanted: Wanted) -> None:
        """Write down what was shown to somebody."""

    def take(self, nonce: str, person: Person, question_id: str) -> Pending | None:
        """Return what waits under a nonce for that person, taken by this question if it is free.

        None if there is nothing, or no more.
        """

    def end(self, nonce: str, outcome: str, wanted: Wanted = NOTHING) -> None:
        """Take note that it is over, and forget all of it but `wanted`."""

    def release(self, nonce: str) -> None:
        """Let others have their turn until this question tries again."""

    def forget(self, nonce: str) -> None:
        """Give up what cannot be done."""


def new_nonce() -> str:
    """Return a nonce: nobody can guess it, and one can type it."""
    return secrets.token_hex(10)


def buttons(nonce: str) -> tuple[Button, Button]:
    """Return the two buttons below what is shown."""
    return Button("Change it", f"confirm {nonce}"), Button("Leave it", f"decline {nonce}")
