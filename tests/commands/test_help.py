from dataclasses import replace

from bot.commands.connect import connect
from bot.commands.help import Offers, help_
from bot.commands.pmr import pmr
from bot.commands.sites import sites
from bot.dispatch.command import Command
from bot.dispatch.help_offer import Standing, offer
from bot.reply.blocks import Bullets, Button, Copy, Facts, Heading, Note, Reply, Text
from tests.commands.asking import asked

HELP_DESK = Standing(
    is_direct=False,
    is_help_desk=True,
    is_insider=True,
    has_rooms=True,
    can_connect=True,
    shows_rooms=True,
)
GUEST = replace(HELP_DESK, is_help_desk=False, is_insider=False, has_rooms=False, can_connect=False)


def _help(*commands: Command) -> Reply:
    return help_.answer(asked("help"), Offers([offer(one, HELP_DESK) for one in commands]))


def _about(command: Command, standing: Standing) -> Reply:
    ask = asked(f"help {command.title}", command=command.usage.name)
    return help_.answer(ask, Offers([offer(command, standing)], standing.is_sure))


def test_where_there_is_no_more_there_is_no_button_for_it() -> None:
    assert _help(sites, help_).blocks[1:] == (
        Button("sites", "sites"),
        Note("In a space, mention me first. Alone with me, just type, in your own words."),
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
                "name, to change those settings where that is switched on, and nothing else. "
                "“disconnect” ends it."
            ),
            Button("All commands", "help"),
        ],
    )
