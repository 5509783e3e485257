"""A person or a space, as far as it is known or was named in a line."""

from dataclasses import dataclass

from bot import ids
from bot.ids import same_address


@dataclass(frozen=True, slots=True)
class Person:
    """A person as far as known: API id, email, name."""

    id: str | None = None
    email: str | None = None
    name: str | None = None

    def is_same(self, other: "Person") -> bool:
        """Tell whether both are certainly the same person."""
        return same_address(self.email, other.email) or ids.same(self.id, other.id)


@dataclass(frozen=True, slots=True)
class Space:
    """A space as it was named: `id` (API id or UUID), or else words of its `title`."""

    id: str | None = None
    title: str | None = None

    def is_same(self, room_id: str) -> bool:
        """Tell whether this is certainly the space with that id."""
        return ids.same(self.id, room_id)
