from datetime import UTC, datetime

from bot import markdown
from bot.argument import Person
from bot.ask import Ask, Origin
from bot.commands.sites import sites
from bot.model.site import Site
from bot.policy import audible
from bot.reply import Bullets, Button, Copy, Facts, Reply, Text

NOW = datetime(2026, 3, 1, 12, tzinfo=UTC)
ASK = Ask("sites", Origin(Person(email="ana@example.com"), "here", False, "thread", NOW))


def test_sites_are_listed_with_the_default_apart() -> None:
    found = (Site("one.webex.com", True), Site("two.webex.com", False), Site("meet.example", False))
    reply = sites.answer(ASK, found)
    assert reply == Reply(
        "Your Webex sites",
        [
            Facts([("Default", Copy("one.webex.com"))]),
            Bullets((Copy("two.webex.com"), Copy("meet.example"))),
            Button("pmr on one", "pmr one.webex.com"),
            Button("pmr on two", "pmr two.webex.com"),
            Button("pmr on meet.example", "pmr meet.example"),
        ],
    )
    assert markdown.render(reply.title, audible(reply, is_direct=False), NOW) == (
        "**Your Webex sites**\n"
        "\n"
        "- **Default:** `one.webex.com`\n"
        "\n"
        "- `two.webex.com`\n"
        "- `meet.example`\n"
        "\n"
        "You can say: `pmr one.webex.com`, `pmr two.webex.com`, `pmr meet.example`"
    )


def test_where_no_site_is_the_default_that_is_told() -> None:
    assert sites.answer(ASK, (Site("one.webex.com", False),)) == Reply(
        "Your Webex sites",
        [
            Facts([("Default", "none is marked")]),
            Bullets((Copy("one.webex.com"),)),
            Button("pmr on one", "pmr one.webex.com"),
        ],
    )


def test_who_has_no_site_is_told_whom_to_ask() -> None:
    assert sites.answer(ASK, ()) == Reply(
        "No Webex sites",
        [Text("Webex lists no meeting site for you. Ask your help desk for one.")],
    )
