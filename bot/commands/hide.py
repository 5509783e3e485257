"""hide: take away the message whose button was pressed."""

from bot.dispatch.ask import Ask
from bot.dispatch.command import command
from bot.dispatch.context import Context
from bot.errors import AskError, RefusedError, WebexError
from bot.reply.blocks import Reply, Text


def _fetch(context: Context, ask: Ask) -> None:
    if ask.origin.pressed_id is None:
        raise AskError("Which message?", "Press “Remove this message” below the one you mean.")
    # A message in a group space is everybody's, and a press can be forged with any line.
    if not ask.origin.is_direct:
        raise RefusedError("I remove messages 1:1 only", "In a space, answers stay for everyone.")
    try:
        context.messages.delete(ask.origin.pressed_id)
    except WebexError as error:
        if error.failure.what != 404:  # pressed twice
            raise


@command("hide", fetch=_fetch, is_listed=False, changes=True)
def hide(_ask: Ask, _nothing: None) -> Reply:
    """Remove a message of mine 1:1: press “Remove this message” below it."""
    return Reply("Removed", [Text("That message of mine is gone.")])
