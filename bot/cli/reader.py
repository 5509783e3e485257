"""The bot's parts for a command that asks: they read from Webex, and can do no more."""

from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from contextlib import contextmanager
from dataclasses import replace

from bot.cli.asking import Asking, NoAccounts, NoConfirmations
from bot.database.engine import engine_for
from bot.database.schema.setup import require
from bot.database.transactions import Database
from bot.runtime.builder import conversation_for, webex_for
from bot.settings.settings import Settings
from bot.webex.read_only import read_only
from bot.webex.together import Together

_CALLS = 8


@contextmanager
def reader(settings: Settings) -> Iterator[Asking]:
    """Yield what asks, until the end of the block."""
    database = Database(engine_for(settings.database_url, _CALLS), make_ready=require)
    connections = read_only(settings.api_url, _CALLS)
    with ThreadPoolExecutor(_CALLS) as pool:
        together = Together(pool)
        webex = webex_for(settings, database, connections, together)
        dispatch = conversation_for(settings, webex, database, together).dispatch
        accounts = NoAccounts(webex.access.is_offered)
        try:
            context = replace(dispatch.context, accounts=accounts, confirmations=NoConfirmations())
            yield Asking(webex.own, replace(dispatch, context=context))
        finally:
            webex.access.close()
            database.close()
