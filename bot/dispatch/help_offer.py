"""Which commands `help` shows to whom, and what has to be known of somebody for that."""

import logging
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass

from bot.dispatch.access import Preferences
from bot.dispatch.ask import Ask
from bot.dispatch.command import LAST, Command
from bot.dispatch.context import Accounts
from bot.dispatch.grammar.line import words
from bot.dispatch.permission import Permissions
from bot.dispatch.policy import Audience, Matter, Need
from bot.errors import AskError, WebexError
from bot.webex.together import Together

log = logging.getLogger(__name__)

FIRST = 5  # commands that help shows at once


@dataclass(frozen=True, slots=True)
class Standing:
    """Who asks for help, and where.

    `has_rooms`: personal rooms can be read for them, at least once they have connected their
    account, and with `has_changes` changed; `shows_rooms`: rooms are shown in spaces too.
    `is_sure`: no call to Webex failed, so that each False is a real no.
    """

    is_direct: bool
    is_help_desk: bool
    is_insider: bool
    has_rooms: bool
    can_connect: bool
    shows_rooms: bool
    is_sure: bool = True
    has_changes: bool = False

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


FREE = frozenset({Matter.OPEN, Matter.ACCOUNT, Matter.OWN_ROOM})


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
    if command.need is Need.CHANGES and not standing.has_changes:
        return Need.CHANGES.value
    if command.need is Need.CONNECT and not standing.can_connect:
        return Need.CONNECT.value
    if command.matter is Matter.ACCOUNT and not (standing.is_insider or standing.is_help_desk):
        return "It is for people of this organisation."
    return None


@dataclass(frozen=True, slots=True)
class Standings:
    """Looks up how somebody stands.

    What Webex fails to tell counts as a no, even where it may tell later: people want help most
    while something is down, and a shorter help is still help.
    """

    permissions: Permissions
    preferences: Preferences
    accounts: Accounts
    together: Together

    def shows_rooms(self) -> bool:
        """Tell whether personal rooms are shown in spaces to anybody. Raises: UnavailableError."""
        rules = self.permissions.rules
        are_shown = rules.is_answered(Matter.PERSONAL_ROOM, is_direct=False)
        return are_shown and (self.accounts.is_offered or self.preferences.are_set_up())

    def of(self, ask: Ask) -> Standing:
        """Return how an asker stands.

        Raises:
            UnavailableError: the database does not answer.
        """
        asker, can_connect = ask.asker, self.accounts.is_offered
        looked = self.together(
            _or_none(lambda: self.permissions.is_help_desk(asker)),
            _or_none(lambda: self.permissions.is_insider(asker)),
            _or_none(lambda: self.preferences.is_lent(ask)),
            _or_none(lambda: self.preferences.can_change(ask)),
        )
        is_help_desk, is_insider, is_lent, can_change = map(bool, looked)
        is_direct = ask.origin.is_direct
        return Standing(
            is_direct,
            is_help_desk,
            is_insider,
            has_rooms=is_lent or can_connect,
            can_connect=can_connect,
            shows_rooms=self.permissions.rules.is_answered(Matter.PERSONAL_ROOM, is_direct=False),
            is_sure=None not in looked,
            has_changes=can_change or can_connect,
        )


def _or_none(look: Callable[[], bool]) -> Callable[[], bool | None]:
    def looked() -> bool | None:
        try:
            return look()
        except WebexError as error:
            log.warning("help shows less than there is: %s", error)
            return None

    return looked
