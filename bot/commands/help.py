"""help [command]: what I can do for you here; one command in detail."""

from collections.abc import Sequence

from bot.ask import Ask
from bot.command import Command, command
from bot.desk import Desk
from bot.errors import UnknownCommandError
from bot.registry import Registry, without_openers
from bot.reply import Button, Copy, Facts, Note, Reply, Text


def _fetch(desk: Desk, ask: Ask) -> Sequence[Command]:
    wanted = without_openers(ask.args.command)
    if not wanted:
        return [one for one in desk.commands if one.is_listed]
    registry = Registry(desk.commands)
    found = registry.named(wanted)
    if found:
        return [found[0]]
    near = [f"help {name}" for name in registry.near(wanted)]
    raise UnknownCommandError(
        f"I don’t know “{' '.join(wanted)}”",
        "Did you mean one of these?" if near else "Type “help” to see what I can do.",
        near or ["help"],
    )


@command("help [command]", aliases=("commands", "menu", "what can you do"), fetch=_fetch)
def help_(ask: Ask, commands: Sequence[Command]) -> Reply:
    """Show what I can do, or one command in detail.

    Try: help pmr
    """
    if without_openers(ask.args.command):
        return _detail(commands[0])
    return Reply(
        "What I can do for you",
        [
            Facts((one.usage.line, one.summary) for one in commands),
            *(Button(one.title, says=one.title) for one in commands if one.title != "help"),
            Note("In a space, mention me first. Alone with me, just type."),
        ],
    )


def _detail(one: Command) -> Reply:
    aliases = ", ".join(" ".join(alias) for alias in one.aliases)
    return Reply(
        one.title,
        [
            Text(one.summary),
            Facts([("Type", Copy(one.usage.line)), ("Or", aliases or None)]),
            *(
                Text(" ".join(paragraph.split()))
                for paragraph in one.details.split("\n\n")
                if paragraph
            ),
            Button("All commands", says="help"),
        ],
    )
