"""confirm <words>, decline <words>: what the two buttons below a change say, with its nonce."""

from functools import partial

from bot.commands.shared.proposal import need_one_to_one
from bot.dispatch.ask import Ask
from bot.dispatch.command import command
from bot.dispatch.confirmation import DONE, LEFT, Pending
from bot.dispatch.context import Context
from bot.dispatch.policy import Matter, Need
from bot.errors import RefusedError
from bot.reply.blocks import Button, Reply, Text
from bot.reply.no_change import OWN_CHANGE

_SEE = Button("Your room", "pmr")
_DONE = Reply("That is done already", [Text("I changed it when you pressed before."), _SEE])

_pressed = partial(
    command,
    explain=OWN_CHANGE,
    matter=Matter.OWN_ROOM,
    need=Need.CHANGES,
    is_listed=False,
    changes=True,
)


def _taken(context: Context, ask: Ask) -> Pending:
    """Return what a press is about. Raises: RefusedError."""
    need_one_to_one(ask)
    pending = context.confirmations.take(ask.words[0], ask.asker, ask.origin.question_id)
    if pending is None:
        raise RefusedError(
            "This button does not work any more",
            "It works once and for ten minutes. Type again what you want to change.",
        )
    if pending.outcome is None and not pending.is_mine:
        raise RefusedError("I am at it", "One change after the other: press again in a moment.")
    return pending


def _confirmed(context: Context, ask: Ask) -> Reply:
    pending = _taken(context, ask)
    if pending.outcome == LEFT:
        return Reply("You left it as it was", [Text("Type again what you want to change."), _SEE])
    if pending.outcome == DONE and not pending.is_mine:
        return _DONE
    doer = next((one for one in context.commands if one.title == pending.command), None)
    if doer is None or doer.confirmed is None:
        raise RefusedError("Changes are switched off", "Nothing was changed.")
    return doer.confirmed(context, ask, pending)


@_pressed("confirm <words>", fetch=_confirmed)
def confirm(_ask: Ask, reply: Reply) -> Reply:
    """Change what I have just shown you: press “Change it” below it."""
    return reply


def _declined(context: Context, ask: Ask) -> Reply:
    pending = _taken(context, ask)
    if pending.outcome == DONE:
        return _DONE
    context.confirmations.end(pending.nonce, LEFT)
    return Reply("Nothing was changed", [Text("Your room is as it was."), _SEE])


@_pressed("decline <words>", fetch=_declined)
def decline(_ask: Ask, reply: Reply) -> Reply:
    """Leave it as it is: press “Leave it” below it."""
    return reply
