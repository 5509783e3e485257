"""A question as it was understood: who asks, where, when, and with which arguments."""

from dataclasses import dataclass, field
from datetime import datetime

from bot.dispatch.grammar.arguments import Args
from bot.dispatch.grammar.line import quoted
from bot.webex.model.named import Person, Space


@dataclass(frozen=True, slots=True)
class Origin:
    """Where a question comes from.

    `thread_id` is the message under which the answer goes. `pressed_id` is the message whose
    button was pressed, None for a typed question. `is_proven`: this was read from Webex; otherwise
    it is only what a delivery says. `question_id` is the message or the press itself, and `text`
    what was typed, to the letter; a press has none.
    """

    asker: Person
    room_id: str
    is_direct: bool
    thread_id: str
    at: datetime
    pressed_id: str | None = None
    is_proven: bool = True
    question_id: str = ""
    text: str = ""


@dataclass(frozen=True, slots=True)
class Ask:
    """A question to a command: `line` as one would type it, its origin and its arguments."""

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
    def is_own(self) -> bool:
        """Whether the question is about the asker, as far as it is about a person."""
        return self.person == self.asker

    @property
    def space(self) -> Space:
        """Which space the question is about: the one named, or the one it was asked in.

        A command gets the API id of one that the asker is in (see `bot.dispatch.permission`).
        """
        return self.args.space or Space(id=self.origin.room_id)

    def about_space(self, command: str) -> str:
        """Return the line that asks `command` about the same space."""
        elsewhere = self.args.space.id if self.args.space else None
        return _line(command, elsewhere)

    @property
    def whom(self) -> str | None:
        """Whom else the question is about, as one would call them; None: the asker."""
        person = self.person
        return None if self.is_own else person.name or person.email or person.id

    def about_person(self, command: str, site: str | None = None) -> str:
        """Return the line that asks `command` about the same person, on a site."""
        person = self.person
        other = None if self.is_own else person.email or person.id or person.name
        return _line(command, other, site)

    def again(self, command: str, page: int | None = None) -> str:
        """Return the line that asks `command` with the same arguments, and for another page."""
        args = self.args
        space, title = (args.space.id, args.space.title) if args.space else (None, None)
        # Behind other words a title has to be told apart from them.
        leads = "of" if title and args.words else None
        number = f"page {page}" if page else None
        rest = (space, args.anything, args.setting, *map(quoted, args.words), leads, title, number)
        return _line(self.about_person(command, args.link or args.site), *rest)

    @property
    def site(self) -> str | None:
        """The Webex site named, as a host name."""
        return self.args.site

    @property
    def page(self) -> int:
        """Which part of a long list is asked for, from 1."""
        return self.args.page or 1

    @property
    def words(self) -> tuple[str, ...]:
        """The free words given."""
        return self.args.words


def _line(*parts: str | None) -> str:
    return " ".join(filter(None, parts))
