"""help [command]: what I can do for you here; one command in detail."""

from collections.abc import Sequence

from bot.ask import Ask
from bot.command import command
from bot.desk import Desk
from bot.errors import UnknownCommandError
from bot.offer import Offer, offer
from bot.policy import Need
from bot.registry import Registry, without_openers
from bot.reply import Block, Bullets, Button, Copy, Facts, Heading, Note, Reply, Text


def _fetch(desk: Desk, ask: Ask) -> Sequence[Offer]:
    standing = desk.standing(ask)
    wanted = without_openers(ask.args.command)
    if not wanted:
        offers = (offer(one, standing) for one in desk.commands if one.is_listed)
        return sorted((one for one in offers if not one.obstacle), key=_is_about_the_bot)
    registry = Registry(desk.commands)
    found = registry.named(wanted)
    if found:
        return [offer(found[0], standing)]
    near = [f"help {name}" for name in registry.near(wanted)]
    raise UnknownCommandError(
        f"I don’t know “{' '.join(wanted)}”",
        "Did you mean one of these?" if near else "Type “help” to see what I can do.",
        near or ["help"],
    )


@command(
    "help [command]",
    aliases=("commands", "menu", "what can you do"),
    fetch=_fetch,
    examples=("help room",),
)
def help_(ask: Ask, offers: Sequence[Offer]) -> Reply:
    """Show what I can do for you here, or one command in detail."""
    if without_openers(ask.args.command):
        return _detail(offers[0])
    here = [one for one in offers if not one.is_elsewhere]
    elsewhere = [one.command.title for one in offers if one.is_elsewhere]
    more = f"; there I also answer: {', '.join(elsewhere)}" if elsewhere else ""
    return Reply(
        "What I can do for you",
        [
            Facts((one.command.title, _summary(one)) for one in here),
            *(
                Button(one.command.title, says=_line(one))
                for one in here
                if one.command.title != "help"
            ),
            Note(f"In a space, mention me first. Alone with me, just type{more}."),
        ],
    )


def _is_about_the_bot(one: Offer) -> bool:
    """Tell what comes last: what nobody came for."""
    return one.command.need is Need.CONNECT or one.command.title in {"help", "status"}


def _summary(one: Offer) -> str:
    example = one.examples[0] if one.examples else one.command.title
    such_as = f" Such as: {example}" if example != one.command.title else ""
    return f"{one.command.summary}{such_as}"


def _line(one: Offer) -> str:
    """Return what the button of a command says: the command, or how to use it if it needs more."""
    title = one.command.title
    needs_more = any(required for _, required in one.command.usage.kinds)
    return f"help {title}" if needs_more else title


def _detail(one: Offer) -> Reply:
    aliases = ", ".join(" ".join(alias) for alias in one.command.aliases)
    shown = () if one.obstacle else tuple(map(Copy, one.examples))
    examples: list[Block] = [Heading("Examples"), Bullets(shown)] if shown else []
    return Reply(
        one.command.title,
        [
            Text(one.command.summary),
            *([Text(f"You cannot use it now. {one.obstacle}")] if one.obstacle else []),
            Facts(
                [
                    ("Type", Copy(one.usage)),
                    ("Or", aliases or None),
                    ("Who sees it", one.audience.value),
                ]
            ),
            *examples,
            *(
                Text(" ".join(paragraph.split()))
                for paragraph in one.command.details.split("\n\n")
                if paragraph
            ),
            Button("All commands", says="help"),
        ],
    )
