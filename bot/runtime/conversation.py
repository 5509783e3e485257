"""What turns an event into an answer, put together."""

from collections.abc import Iterable

from bot import commands
from bot.conversation.conversation import Conversation
from bot.conversation.incoming import Incoming
from bot.conversation.outgoing import Outgoing
from bot.conversation.rate_limits import Counter, Limits
from bot.dispatch.access import Preferences
from bot.dispatch.command import Command
from bot.dispatch.context import Context, Wellbeing
from bot.dispatch.dispatcher import Dispatch
from bot.dispatch.permission import Permissions
from bot.dispatch.policy import Rules
from bot.dispatch.reading import Reader
from bot.dispatch.registry import Registry, commands_in
from bot.dispatch.standing import Standings
from bot.settings.settings import Settings
from bot.tokens.access import Access
from bot.webex.guard import Guard
from bot.webex.own import Own
from bot.webex.spaces import Spaces
from bot.webex.together import Together


def conversation_for(
    settings: Settings,
    own: Own,
    guard: Guard,
    access: Access,
    counter: Counter,
    health: Wellbeing,
    together: Together,
    more: Iterable[Command] = (),
) -> Conversation:
    """Put together what turns an event into an answer; `more` are commands besides the bot's."""
    spaces = Spaces(own.rooms, own.members, together)
    rules = Rules(settings.bounds, settings.help_contact)
    permissions = Permissions(rules, own.people, spaces)
    registry = Registry([*commands_in(commands), *more])
    reader = Reader(registry, settings.words)
    preferences = Preferences(guard, own.people, permissions.lend, access.own)
    context = Context(
        rooms=own.rooms,
        spaces=spaces,
        messages=own.messages,
        names=own.names,
        people=own.people,
        preferences=preferences,
        accounts=access,
        commands=registry.commands,
        together=together,
        health=health,
        is_help_desk=permissions.is_help_desk,
        is_insider=permissions.is_insider,
        standing=Standings(permissions, preferences, access, together).of,
    )
    dispatch = Dispatch(registry, reader, permissions, context, settings.help_contact)
    limits = Limits(counter, settings.limit_per_person, settings.limit_per_space)
    incoming = Incoming(own, settings.help_contact)
    return Conversation(incoming, dispatch, limits, Outgoing(own))


def check_words(settings: Settings) -> None:
    """Raise SettingsError if words of the operator's are for a command that does not exist."""
    Reader(Registry(commands_in(commands)), settings.words)
