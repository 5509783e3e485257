"""The bot's parts for a command that asks: they read from Webex, and can do no more."""

from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from contextlib import contextmanager
from dataclasses import replace

from bot.cli.asking import Asking, NoAccounts
from bot.conversation.direct_message import tell_nobody
from bot.database.engine import engine_for
from bot.database.schema.setup import require
from bot.database.transactions import Database
from bot.inbox.tally import Tally
from bot.runtime.conversation import conversation_for
from bot.runtime.parts import health_for, webhooks_for
from bot.settings.settings import Settings
from bot.tokens.access import Access, access_for
from bot.tokens.borrowed import borrowing
from bot.webex.bearer import Bearer, Connections, FixedToken
from bot.webex.guard import Guard
from bot.webex.own import Own
from bot.webex.read_only import read_only
from bot.webex.together import Together

_CALLS = 8


@contextmanager
def reader(settings: Settings) -> Iterator[Asking]:
    """Yield what asks, until the end of the block."""
    database = Database(engine_for(settings.database_url, _CALLS), make_ready=require)
    connections = read_only(settings.api_url, _CALLS)
    borrowed = borrowing(is_kept=bool(settings.token_keys))
    access = access_for(settings, database, connections, tell_nobody, borrowed)
    try:
        with ThreadPoolExecutor(_CALLS) as pool:
            yield _asking(settings, database, connections, access, Together(pool))
    finally:
        access.close()
        database.close()


def _asking(
    settings: Settings,
    database: Database,
    connections: Connections,
    access: Access,
    together: Together,
) -> Asking:
    bearer = Bearer(connections, FixedToken(settings.bot_token))
    own, tokens = Own.of(bearer), access.organisation
    guard = Guard(Bearer(connections, tokens), tokens, together)
    webhooks = webhooks_for(settings, bearer) if settings.public_url else None
    health = health_for(settings, own.people, database, webhooks, access)
    talk = conversation_for(settings, own, guard, access, Tally(database), health, together)
    context = replace(talk.dispatch.context, accounts=NoAccounts(access.is_offered))
    return Asking(own, replace(talk.dispatch, context=context))
