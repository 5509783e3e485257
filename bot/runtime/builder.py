"""The one place where the parts that answer are put together.

A process of the bot, an operator's question, the checks and the tests all build here. What differs
is handed in: read-only connections, nobody who is told anything, a borrowed token.
"""

from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from datetime import timedelta

from bot import commands
from bot.conversation.conversation import Conversation
from bot.conversation.greeting import Greeting
from bot.conversation.incoming import Incoming
from bot.conversation.outgoing import DirectMessages, Outgoing, tell_nobody
from bot.conversation.rate_limits import Limits
from bot.database.engine import engine_for
from bot.database.transactions import Database
from bot.dispatch.access import Preferences
from bot.dispatch.command import Command
from bot.dispatch.context import Context
from bot.dispatch.dispatcher import Dispatch
from bot.dispatch.help_offer import Standings
from bot.dispatch.permission import Permissions
from bot.dispatch.policy import Need, Rules
from bot.dispatch.reading import Interpreter
from bot.dispatch.registry import Registry, commands_in
from bot.events.socket.hearing import HearingMarks
from bot.inbox.confirmations import Confirmations
from bot.inbox.letters import Letters
from bot.inbox.tally import Tally
from bot.inbox.upkeep import Upkeep
from bot.runtime.status import Health
from bot.settings.settings import Settings
from bot.tokens.access import Access, access_for
from bot.tokens.borrowed import borrowing
from bot.tokens.keeper import Keep, Keeper
from bot.webex.bearer import Bearer, Connections, FixedToken
from bot.webex.bot_bearer import BotBearer
from bot.webex.guard import Guard, OrgTokens
from bot.webex.model.event import Event
from bot.webex.own import Own
from bot.webex.read_ahead import nothing_ahead
from bot.webex.services import Services
from bot.webex.spaces import Spaces
from bot.webex.together import Together
from bot.webex.webhooks import Webhooks


@dataclass(frozen=True, slots=True)
class Webex:
    """Webex as the bot sees it: with its own token, and with the organisation's.

    `webhooks` is None without `PUBLIC_URL`, and where the bot listens to the event socket.
    """

    own: Own
    webhooks: Webhooks | None
    access: Access
    org: Bearer
    guard: Guard


def webex_for(
    settings: Settings,
    database: Database,
    connections: Connections,
    together: Together,
    *,
    bot: BotBearer | None = None,
    org_token: OrgTokens | None = None,
) -> Webex:
    """Return Webex with the tokens of the settings, and those that `database` keeps.

    `bot` is how the bot itself calls Webex: it renews tokens, and tells people what becomes of
    theirs. An operator's command goes without, and does neither. `org_token` stands in for the
    organisation's.
    """
    bearer = bot or Bearer(connections, FixedToken(settings.bot_token))
    own = Own.of(bearer)
    tell = DirectMessages(own.messages) if bot else tell_nobody
    keep: Keep = Keeper if bot else borrowing(is_kept=bool(settings.token_keys))
    access = access_for(settings, database, connections, tell, keep)
    token = org_token or access.organisation
    org = Bearer(connections, token)
    has_webhooks = settings.public_url and not settings.hears_by_socket
    webhooks = webhooks_for(settings, bearer) if has_webhooks else None
    return Webex(own, webhooks, access, org, Guard(org, token, together))


def conversation_for(
    settings: Settings,
    webex: Webex,
    database: Database,
    together: Together,
    more: Iterable[Command] = (),
    read_ahead: Callable[[Event], None] = nothing_ahead,
) -> Conversation:
    """Return what turns an event into an answer; `more` are commands besides the bot's.

    `read_ahead` begins to read what an event may ask for.
    """
    own, access = webex.own, webex.access
    spaces = Spaces(own.rooms, own.members, together)
    permissions = Permissions(Rules(settings.bounds, settings.help_contact), own.people, spaces)
    registry = Registry([*_commands(settings), *more])
    interpreter = Interpreter(registry, settings.words)
    preferences = Preferences(
        webex.guard, own.people, permissions.lend, access.own, access.may_change
    )
    standings = Standings(permissions, preferences, access, together)
    context = Context(
        rooms=own.rooms,
        spaces=spaces,
        members=own.members,
        messages=own.messages,
        names=own.names,
        people=own.people,
        preferences=preferences,
        accounts=access,
        confirmations=Confirmations(database),
        commands=registry.commands,
        together=together,
        health=health_for(settings, webex, database),
        is_help_desk=permissions.is_help_desk,
        is_insider=permissions.is_insider,
        standing=standings.of,
    )
    return Conversation(
        Incoming(own, settings.help_contact, Greeting(own, standings.shows_rooms), read_ahead),
        Dispatch(registry, interpreter, permissions, context, settings.help_contact),
        Limits(Tally(database), settings.limit_per_person, settings.limit_per_space),
        Outgoing(own),
        late_after=timedelta(minutes=settings.catch_up_minutes)
        if settings.catch_up_minutes
        else None,
    )


def check_words(settings: Settings) -> None:
    """Raise SettingsError if the operator added words for a command that does not exist."""
    Interpreter(Registry(_commands(settings)), settings.words)


def _commands(settings: Settings) -> Iterator[Command]:
    """Return the commands that these settings allow."""
    all_ = commands_in(commands)
    return (one for one in all_ if settings.writes or one.need is not Need.CHANGES)


def health_for(settings: Settings, webex: Webex, database: Database) -> Health:
    """Return what `status` looks at."""
    return Health(
        webex.own.people,
        Letters(database),
        webex.webhooks,
        lambda: webex.access.organisation.health().in_words(),
        is_sqlite=settings.database_url.startswith("sqlite:"),
        hearing=HearingMarks(Upkeep(database, "")).look if settings.hears_by_socket else None,
    )


def database_for(settings: Settings) -> Database:
    """Return the database of the settings; nothing is opened yet."""
    return Database(engine_for(settings.database_url, settings.answer_threads))


def services_for(settings: Settings) -> Services:
    """Return Webex's services beside its API, for an operator's command."""
    connections = Connections(settings.api_url, 1)
    bearer = Bearer(connections, FixedToken(settings.bot_token))
    return Services(bearer, connections, settings.catalog_url)


def webhooks_for(settings: Settings, bearer: Bearer | None = None) -> Webhooks:
    """Return the webhooks that deliver to `PUBLIC_URL`; to register some, that has to be set."""
    if bearer is None:
        bearer = Bearer(Connections(settings.api_url, 1), FixedToken(settings.bot_token))
    return Webhooks(bearer, settings.public_url or "", *settings.webhook_secrets)
