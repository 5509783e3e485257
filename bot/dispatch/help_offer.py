"""What of the commands is of use to whom: what `help` shows."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from bot.dispatch.command import LAST, Command
from bot.dispatch.grammar.line import words
from bot.dispatch.policy import Audience, Matter, Need
from bot.errors import AskError

FIRST = 5  # commands that help shows at once


@dataclass(frozen=True, slots=True)
class Standing:
    """Who asks for help, and where.

    `has_rooms`: personal rooms can be read for them, at least once they have connected;
    `shows_rooms`: in spaces too. `is_sure`: Webex told all that was asked, and what is not so is
    not for want of an answer.
    """

    is_direct: bool
    is_help_desk: bool
    is_insider: bool
    has_rooms: bool
    can_connect: bool
    shows_rooms: bool
    is_sure: bool = True

    @property
    def has_rooms_here(self) -> bool:
        """Whether personal rooms can be shown where they ask."""
        return self.has_rooms and (self.is_direct or self.shows_rooms)


@dataclass(frozen=True, slots=True)
class Offer:
    """A command as somebody may use it.

    `usage` and `examples` hold no argument that they may not give. `obstacle` says why they cannot
    use it at all; `is_elsewhere`: they can, but 1:1.
    """

    command: Command
    usage: str
    examples: Sequence[str]
    audience: Audience
    is_elsewhere: bool
    obstacle: str | None


def offer(command: Command, standing: Standing) -> Offer:
    """Return a command as it is offered to somebody."""
    is_hidden = command.matter is Matter.PERSONAL_ROOM and not standing.shows_rooms
    audience = Audience.ONE_TO_ONE if is_hidden else command.audience
    may_ask_for_others = command.matter in FREE or standing.is_help_desk
    return Offer(
        command,
        command.usage.line if may_ask_for_others else command.usage.without("person"),
        tuple(
            example
            for example in command.examples
            if may_ask_for_others or not _names_somebody(command, example)
        ),
        audience,
        is_elsewhere=audience is Audience.ONE_TO_ONE and not standing.is_direct,
        obstacle=_obstacle(command, standing),
    )


FREE = frozenset({Matter.OPEN, Matter.ACCOUNT})


def usable(commands: Iterable[Command], standing: Standing) -> list[Offer]:
    """Return what somebody can use, what people come for first: see `Command.rank`."""
    listed = (offer(one, standing) for one in commands if one.is_listed)
    at = 0 if standing.is_direct else 1
    return sorted((one for one in listed if not one.obstacle), key=lambda one: one.command.rank[at])


def first(commands: Iterable[Command], standing: Standing) -> list[Offer]:
    """Return the five things that people come for, as far as they can be had here."""
    here = [one for one in usable(commands, standing) if not one.is_elsewhere]
    return [one for one in here if one.command.rank != LAST][:FIRST]


def _names_somebody(command: Command, example: str) -> bool:
    tokens = tuple(words(example))[len(command.usage.name) :]
    try:
        return command.usage.read(tokens).person is not None
    except AskError as error:
        raise ValueError(f"{example!r} is no example of {command.usage.line!r}") from error


def _obstacle(command: Command, standing: Standing) -> str | None:
    if command.need is Need.ROOMS and not standing.has_rooms:
        return Need.ROOMS.value
    if command.need is Need.CONNECT and not standing.can_connect:
        return Need.CONNECT.value
    if command.matter is Matter.ACCOUNT and not (standing.is_insider or standing.is_help_desk):
        return "It is for people of this organisation."
    return None
