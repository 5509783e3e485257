"""What the bot offers when it did not understand a line, or is not sure of it."""

from collections.abc import Sequence

from bot.dispatch.ask import Origin
from bot.dispatch.by_usage import Invocation
from bot.dispatch.command import Command
from bot.dispatch.help_offer import FREE, Standing, first, offer
from bot.dispatch.policy import Matter
from bot.reply.blocks import Block, Bullets, Button, Copy, Reply, Text

_EXAMPLES = 3


def may_use(command: Command, standing: Standing) -> bool:
    """Tell whether somebody may use a command where they are; hidden ones are never offered."""
    one = offer(command, standing)
    return command.is_listed and not one.obstacle and not one.is_elsewhere


def is_elsewhere(command: Command, standing: Standing) -> bool:
    """Tell whether somebody may use a command, and 1:1 only, which is not where they are."""
    one = offer(command, standing)
    return command.is_listed and not one.obstacle and one.is_elsewhere


def may_ask(asked: Invocation, origin: Origin, standing: Standing) -> bool:
    """Tell whether somebody may ask that, where they are."""
    if not may_use(asked.command, standing):
        return False
    ask = asked.ask(origin)
    if ask.is_own or asked.command.matter in FREE:
        return True
    return standing.is_help_desk and asked.command.matter is not Matter.HOST_PIN


def choice_button(asked: Invocation, origin: Origin) -> Button:
    """Return the button that says a command with its arguments."""
    ask = asked.ask(origin)
    label = asked.command.label or asked.command.title
    space = ask.args.space and ask.args.space.title
    named = ask.whom or space or ask.args.setting or " ".join(ask.words)
    return Button(f"{label}: {named}" if named else label, says=ask.line)


def purpose(commands: Sequence[Command], standing: Standing) -> Reply:
    """Return what the bot is for, with examples that fit who asks and where."""
    found = first(commands, standing)[:_EXAMPLES]
    examples: list[Block] = (
        [Bullets(tuple(Copy(one.examples[0]) for one in found if one.examples))]
        if standing.is_help_desk
        else [Button(one.command.title, one.command.title) for one in found]
    )
    return Reply(
        "I did not understand that",
        [
            Text(
                "I tell how to join meetings and personal rooms, and what a space is. For example:"
            ),
            *examples,
            Button("Help", says="help"),
        ],
    )
