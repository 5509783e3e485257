"""thanks: a friendly word back, for whoever says thanks, ok or good morning."""

from bot.dispatch.ask import Ask
from bot.dispatch.command import command
from bot.dispatch.context import Context
from bot.reply.blocks import Reply


def _fetch(_context: Context, _ask: Ask) -> None:
    return None


@command("thanks", fetch=_fetch, is_listed=False)
def thanks(_ask: Ask, _nothing: None) -> Reply:
    """Say a friendly word back."""
    return Reply("You are welcome. I am here when you need me.")
