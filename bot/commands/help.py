"""help [command]: what I can do for you here; one command in detail."""

from collections.abc import Sequence
from dataclasses import dataclass

from bot.commands.shared.account import unsure
from bot.dispatch.ask import Ask
from bot.dispatch.command import command
from bot.dispatch.context import Context
from bot.dispatch.grammar.vocabulary import Words
from bot.dispatch.help_offer import FIRST, Offer, offer, usable
from bot.dispatch.registry import Registry, without_openers
from bot.errors import UnknownCommandError
from bot.reply.blocks import Block, Bullets, Button, Copy, Facts, Heading, Note, Reply, Text

_MORE = ["more"]


@dataclass(frozen=True, slots=True)
class Offers:
    """What is of use to an asker, or the one command that they asked about.

    `is_sure`: no call to Webex failed that this depends on.
    """

    offers: Sequence[Offer]
    is_sure: bool = True


def _fetch(context: Context, ask: Ask) -> Offers:
    standing = context.standing(ask)
    wanted = without_openers(ask.args.command)
    if not wanted or wanted == _MORE:
        return Offers(usable(context.commands, standing), standing.is_sure)
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
    words=Words(
        anywhere=(
            "offer, what do you offer, start, menu, main menu, commands, command list, "
            "list of commands, list commands, command, options, what can you do, what can you, "
            "what do you do, what can i do, what can i ask, what to ask, can you do, "
            "how do you work, how does this work, how this works, how does it work, "
            "how can you help, how use, how to use, how to use this, instructions, instruction, "
            "manual, guide, tutorial, usage, support, faq, features, functions, capabilities, "
            "who are you, what are you, what is this bot, what is this, what does this bot, "
            "about you, examples, example, get started, getting started, begin, intro, "
            "introduction, introduce yourself, introduce, i am lost, im lost, stuck, im stuck, "
            "hilfe, hilf, hilfst, hilf mir, befehle, was kannst du, was kannst, aide, aidez, "
            "aider, commandes, que peux tu faire, que sais tu faire, ayuda, ayudar, ayudame, "
            "comandos, que puedes hacer, opciones, aiuto, aiutami, ajuda, ajudar, hulp, help me, "
            "commando, wat kan je, wat kun je, hjälp, hjælp, hjelp, apua, pomoc, pomoz, pomozte, "
            "pomoć, ajutor, segítség, yardım, βοήθεια, помощь, помоги, допомога, ヘルプ, 助けて, "
            "使い方, 帮助, 幫助, 救命, 도움말, 도움, 도와줘, עזרה, مساعدة, मदद, ช่วยเหลือ, "
            "trợ giúp, giúp, bantuan, tolong, laguntza, cymorth, sos"
        ),
    ),
    label="Help",
)
def help_(ask: Ask, found: Offers) -> Reply:
    """Show what I can do for you here, or one command in detail."""
    wanted = without_openers(ask.args.command)
    if wanted and wanted != _MORE:
        return _detail(found.offers[0], found.is_sure)
    here = [one for one in found.offers if not one.is_elsewhere and one.command.title != "help"]
    elsewhere = [one.command.title for one in found.offers if one.is_elsewhere]
    return _rest(here, elsewhere) if wanted else _first(here, elsewhere, found.is_sure)


def _first(here: Sequence[Offer], elsewhere: Sequence[str], is_sure: bool) -> Reply:
    has_more = len(here) > FIRST or bool(elsewhere)
    return Reply(
        "What I can do for you",
        [
            *_listed(here[:FIRST]),
            *([Button("More", says="help more")] if has_more else []),
            Note("In a space, mention me first. Alone with me, just type, in your own words."),
            *unsure(is_sure),
        ],
    )


def _rest(here: Sequence[Offer], elsewhere: Sequence[str]) -> Reply:
    alone = [Note(f"Ask me 1:1 for: {', '.join(elsewhere)}.")] if elsewhere else []
    return Reply(
        "What else I can do for you",
        [
            *_listed(here[FIRST:]),
            Button("Back", says="help"),
            *alone,
        ],
    )


def _listed(offers: Sequence[Offer]) -> list[Block]:
    rows = Facts((one.command.title, one.command.summary) for one in offers)
    return [rows, *(Button(one.command.title, says=_line(one)) for one in offers)] if offers else []


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
