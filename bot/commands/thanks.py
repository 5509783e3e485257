"""thanks: a friendly word back, for whoever says thanks, ok or good morning."""

from bot.dispatch.ask import Ask
from bot.dispatch.command import command
from bot.dispatch.context import Context
from bot.dispatch.grammar.vocabulary import Words
from bot.reply.blocks import Reply


def _fetch(_context: Context, _ask: Ask) -> None:
    return None


@command(
    "thanks",
    fetch=_fetch,
    is_listed=False,
    words=Words(
        anywhere=(
            "got it, never mind, no problem, no worries, well done, all set, all good, "
            "that helps, that helped, this helps, you helped, have a nice day, nice day, "
            "nice weekend, see you, see you later, you are great, you rock, good job, good bot, "
            "nice work, that is all, thats all, works fine, it works, that works, much better, "
            "makes sense, i see"
        )
    ),
)
def thanks(_ask: Ask, _nothing: None) -> Reply:
    """Say a friendly word back."""
    return Reply("You are welcome. I am here when you need me.")
