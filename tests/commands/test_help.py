from datetime import UTC, datetime

from bot.commands.connect import connect
from bot.commands.help import Offers, help_
from bot.commands.pmr import pmr
from bot.commands.rooms import rooms
from bot.commands.sites import sites
from bot.commands.whois import whois
from bot.dispatch.ask import Ask, Origin
from bot.dispatch.command import Command
from bot.dispatch.grammar.arguments import Args
from bot.dispatch.help_offer import Standing, offer
from bot.reply import markdown
from bot.reply.blocks import Bullets, Button, Copy, Facts, Heading, Note, Reply, Text
from bot.reply.message import audible
from bot.webex.model.named import Person

NOW = datetime(2026, 3, 1, 12, tzinfo=UTC)
HERE = Origin(Person(email="ana@example.com"), "here", False, "thread", NOW)
HELP_DESK = Standing(
    is_direct=False,
    is_help_desk=True,
    is_insider=True,
    has_rooms=True,
    can_connect=True,
    shows_rooms=True,
)
GUEST = Standing(
    is_direct=False,
    is_help_desk=False,
    is_insider=False,
    has_rooms=False,
    can_connect=False,
    shows_rooms=True,
)


def _help(*commands: Command, standing: Standing = HELP_DESK) -> Reply:
    return help_.answer(Ask("help", HERE), Offers([offer(one, standing) for one in commands]))


def _about(command: Command, standing: Standing) -> Reply:
    ask = Ask(f"help {command.title}", HERE, Args(command=command.usage.name))
    return help_.answer(ask, Offers([offer(command, standing)], standing.is_sure))


def test_help_lists_the_commands_with_what_they_do_and_an_example_each() -> None:
    reply = _help(pmr, whois, connect, help_)
    assert reply == Reply(
        "What I can do for you",
        [
            Facts(
                [
                    (
                        "pmr",
                        (
                            "Show your Personal Meeting Room and how to dial into it. "
                            "Such as: pmr ana@example.com"
                        ),
                    ),
                    (
                        "whois",
                        (
                            "Show somebody’s account: name, address, ids, organisation. "
                            "Such as: whois ana@example.com"
                        ),
                    ),
                    ("connect", "Let me show your own room with your own access."),
                    (
                        "help",
                        (
                            "Show what I can do for you here, or one command in detail. "
                            "Such as: help room"
                        ),
                    ),
                ]
            ),
            Button("pmr", "pmr"),
            Button("whois", "help whois"),
            Button("connect", "connect"),
            Note("In a space, mention me first. Alone with me, just type."),
        ],
    )
    assert markdown.render(reply.title, audible(reply, is_direct=False), NOW) == (
        "**What I can do for you**\n"
        "\n"
        "- **pmr:** Show your Personal Meeting Room and how to dial into it. "
        "Such as: pmr ana@example.com\n"
        "- **whois:** Show somebody’s account: name, address, ids, organisation. "
        "Such as: whois ana@example.com\n"
        "- **connect:** Let me show your own room with your own access.\n"
        "- **help:** Show what I can do for you here, or one command in detail. "
        "Such as: help room\n"
        "\n"
        "You can say:\n- `pmr`\n- **whois:** `help whois`\n- `connect`\n"
        "\n"
        "_In a space, mention me first. Alone with me, just type._"
    )


def test_what_is_answered_1_to_1_only_stands_apart() -> None:
    assert _help(rooms, sites) == Reply(
        "What I can do for you",
        [
            Facts(
                [
                    (
                        "sites",
                        (
                            "List your Webex sites, the default one first. "
                            "Such as: sites ana@example.com"
                        ),
                    )
                ]
            ),
            Button("sites", "sites"),
            Note(
                "In a space, mention me first. Alone with me, just type; there I also answer: "
                "rooms."
            ),
        ],
    )


def test_help_shows_one_command_in_detail_with_its_grammar_examples_and_who_reads_it() -> None:
    assert _about(pmr, HELP_DESK) == Reply(
        "pmr",
        [
            Text("Show your Personal Meeting Room and how to dial into it."),
            Facts(
                [
                    ("Type", Copy("pmr [person] [site]")),
                    ("Or", "personal room"),
                    (
                        "Who sees it",
                        "everyone in the space where you ask; some of it comes 1:1 only",
                    ),
                ]
            ),
            Heading("Examples"),
            Bullets(
                (
                    Copy("pmr ana@example.com"),
                    Copy("pmr on site4-example.webex.com"),
                    Copy("pmr"),
                )
            ),
            Text("I tell the room’s settings and co-hosts 1:1 only."),
            Text(
                "I look on your default site, then on your others. To choose one, add it, or paste "
                "the link of your room."
            ),
            Button("All commands", "help"),
        ],
    )


def test_help_on_a_command_that_one_cannot_use_says_why_and_shows_no_examples() -> None:
    assert _about(connect, GUEST) == Reply(
        "connect",
        [
            Text("Let me show your own room with your own access."),
            Text("You cannot use it now. Connecting an account is not set up."),
            Facts(
                [
                    ("Type", Copy("connect")),
                    ("Who sees it", "you alone: it comes 1:1, wherever you ask"),
                ]
            ),
            Text(
                "I send you a link 1:1. There you allow me to read your meeting settings and your "
                "name, and nothing else. “disconnect” ends it."
            ),
            Button("All commands", "help"),
        ],
    )
