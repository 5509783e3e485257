"""help [command]: what I can do for you here; one command in detail."""

from collections.abc import Sequence
from dataclasses import dataclass

from bot.commands.shared.account import unsure
from bot.dispatch.ask import Ask
from bot.dispatch.command import command
from bot.dispatch.context import Context
from bot.dispatch.help_offer import Offer, offer
from bot.dispatch.policy import Need
from bot.dispatch.registry import Registry, without_openers
from bot.errors import UnknownCommandError
from bot.reply.blocks import Block, Bullets, Button, Copy, Facts, Heading, Note, Reply, Text


@dataclass(frozen=True, slots=True)
class Offers:
    """What is of use to an asker, or the one command that they asked about.

    `is_sure`: Webex told all about them that decides it.
    """

    offers: Sequence[Offer]
    is_sure: bool = True


def _fetch(context: Context, ask: Ask) -> Offers:
    standing = context.standing(ask)
    wanted = without_openers(ask.args.command)
    if not wanted:
        offers = (offer(one, standing) for one in context.commands if one.is_listed)
        usable = sorted((one for one in offers if not one.obstacle), key=_is_about_the_bot)
        return Offers(usable, standing.is_sure)
    registry = Registry(context.commands)
    found = registry.named(wanted)
    if found:
        return Offers([offer(found[0], standing)], standing.is_sure)
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
def help_(ask: Ask, found: Offers) -> Reply:
    """Show what I can do for you here, or one command in detail."""
    if without_openers(ask.args.command):
        return _detail(found.offers[0], found.is_sure)
    here = [one for one in found.offers if not one.is_elsewhere]
    elsewhere = [one.command.title for one in found.offers if one.is_elsewhere]
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
            *unsure(found.is_sure),
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


def _detail(one: Offer, is_sure: bool) -> Reply:
    aliases = ", ".join(" ".join(alias) for alias in one.command.aliases)
    shown = () if one.obstacle else tuple(map(Copy, one.examples))
    examples: list[Block] = [Heading("Examples"), Bullets(shown)] if shown else []
    return Reply(
        one.command.title,
        [
            Text(one.command.summary),
            *([Text(f"You cannot use it now. {one.obstacle}")] if one.obstacle else []),
            *unsure(is_sure),
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
