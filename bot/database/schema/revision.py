"""What a schema is called, and which bots work with it."""

import re
from dataclasses import dataclass

_NAME = re.compile(r"([0-9]{4})_since_([0-9]{4})")


@dataclass(frozen=True, slots=True)
class Revision:
    """A schema by its number; bots work with it whose own is `since` or newer.

    The name in the database says both, so that an older bot knows without having the revision.
    """

    number: int
    since: int

    @classmethod
    def read(cls, name: str) -> "Revision":
        """Read a name. Raises: ValueError."""
        if not (found := _NAME.fullmatch(name)):
            raise ValueError(f"{name!r} is no name of a schema")
        return cls(int(found[1]), int(found[2]))

    def __str__(self) -> str:
        return f"{self.number:04}_since_{self.since:04}"

    @property
    def in_words(self) -> str:
        """Return how people call it."""
        return f"schema {self.number}"

    def serves(self, bot: "Revision") -> bool:
        """Tell whether a bot works with it whose own schema is `bot`."""
        return self.since <= bot.number <= self.number


NEWEST = Revision(2, since=1)


def complaint(found: Revision) -> str:
    """Return what the operator has to know of a schema that does not serve this bot."""
    if found.number < NEWEST.number:
        return (
            f"the database has {found.in_words}, and this version of the bot needs schema "
            f"{NEWEST.number}: run “roomdesk db upgrade”. The bot goes on by itself then"
        )
    return (
        f"the database has {found.in_words}, which is for bots of schema {found.since} and newer. "
        f"This version of the bot knows schema {NEWEST.number} and leaves the database alone. Run "
        "the newer version again, or restore the backup from before its upgrade"
    )
