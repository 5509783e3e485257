"""A question as it was understood: who asks, where, when, and with which arguments."""

from dataclasses import dataclass, field
from datetime import datetime

from bot.argument import Args, Person, Space


@dataclass(frozen=True, slots=True)
class Origin:
    """Where a question comes from.

    `thread_id` is the message under which the answer goes. `pressed_id` is the message whose
    button was pressed, None for a typed question.
    """

    asker: Person
    room_id: str
    is_direct: bool
    thread_id: str
    at: datetime
    pressed_id: str | None = None


@dataclass(frozen=True, slots=True)
class Ask:
    """What a command is given: `line` as one would type it, its arguments, its origin."""

    line: str
    origin: Origin
    args: Args = field(default_factory=Args)

    @property
    def asker(self) -> Person:
        """Who asks."""
        return self.origin.asker

    @property
    def person(self) -> Person:
        """Whom the question is about: the person named, or the asker."""
        named = self.args.person
        return self.asker if named is None or named.is_same(self.asker) else named

    @property
    def space(self) -> Space:
        """Which space the question is about: the one named, or the one it was asked in."""
        return self.args.space or Space(id=self.origin.room_id)

    @property
    def site(self) -> str | None:
        """The Webex site named, as a host name."""
        return self.args.site

    @property
    def words(self) -> tuple[str, ...]:
        """The free words given."""
        return self.args.words
