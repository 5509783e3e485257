from datetime import UTC, datetime

from bot import markdown
from bot.argument import Args, Person
from bot.ask import Ask, Origin
from bot.commands.help import help_
from bot.commands.pmr import pmr
from bot.commands.sites import sites
from bot.policy import audible
from bot.reply import Button, Copy, Facts, Note, Reply, Text

NOW = datetime(2026, 3, 1, 12, tzinfo=UTC)
HERE = Origin(Person(email="ana@example.com"), "here", False, "thread", NOW)


def test_help_lists_the_commands_with_what_they_do() -> None:
    reply = help_.answer(Ask("help", HERE), [help_, pmr, sites])
    assert reply == Reply(
        "What I can do for you",
        [
            Facts(
                [
                    ("help [command]", "Show what I can do, or one command in detail."),
                    (
                        "pmr [person] [site]",
                        "Show your Personal Meeting Room and how to dial into it.",
                    ),
                    ("sites [person]", "List your Webex sites, the default one first."),
                ]
            ),
            Button("pmr", "pmr"),
            Button("sites", "sites"),
            Note("In a space, mention me first. Alone with me, just type."),
        ],
    )
    assert markdown.render(reply.title, audible(reply, is_direct=False), NOW) == (
        "**What I can do for you**\n"
        "\n"
        "- **help \\[command\\]:** Show what I can do, or one command in detail.\n"
        "- **pmr \\[person\\] \\[site\\]:** Show your Personal Meeting Room and how to dial "
        "into it.\n"
        "- **sites \\[person\\]:** List your Webex sites, the default one first.\n"
        "\n"
        "You can say: `pmr`, `sites`\n"
        "\n"
        "_In a space, mention me first. Alone with me, just type._"
    )


def test_help_shows_one_command_in_detail() -> None:
    ask = Ask("help pmr", HERE, Args(command=("pmr",)))
    assert help_.answer(ask, [pmr]) == Reply(
        "pmr",
        [
            Text("Show your Personal Meeting Room and how to dial into it."),
            Facts([("Type", Copy("pmr [person] [site]")), ("Or", "personal room")]),
            Text(
                "In a space I say how to join. Ask me 1:1 for the room’s settings and co-hosts too."
            ),
            Text("On another site than your default one, add it: pmr site4-example.webex.com"),
            Button("All commands", "help"),
        ],
    )


def test_help_on_a_command_without_details_is_short() -> None:
    ask = Ask("help sites", HERE, Args(command=("sites",)))
    assert help_.answer(ask, [sites]) == Reply(
        "sites",
        [
            Text("List your Webex sites, the default one first."),
            Facts([("Type", Copy("sites [person]")), ("Or", "site")]),
            Button("All commands", "help"),
        ],
    )
