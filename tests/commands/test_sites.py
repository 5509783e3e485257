from dataclasses import replace
from datetime import UTC, datetime

import pytest

from bot.commands.sites import sites
from bot.dispatch.ask import Ask, Origin
from bot.dispatch.grammar.arguments import Args
from bot.reply import markdown
from bot.reply.blocks import Bullets, Button, Copy, Facts, Note, Reply, Text
from bot.reply.message import audible
from bot.webex.model.named import Person
from bot.webex.model.site import Site

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
        "You can say:\n"
        "- **pmr on one:** `pmr one.webex.com`\n"
        "- **pmr on two:** `pmr two.webex.com`\n"
        "- **pmr on meet.example:** `pmr meet.example`"
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


@pytest.mark.parametrize(
    ("person", "title", "whose"),
    [
        (None, "You have no Webex site", "you"),
        (Person(email="bo@example.com"), "bo@example.com has no Webex site", "bo@example.com"),
    ],
    ids=["the asker", "somebody else"],
)
def test_who_has_no_site_is_told_who_gives_one(
    person: Person | None, title: str, whose: str
) -> None:
    assert sites.answer(replace(ASK, args=Args(person)), ()) == Reply(
        title,
        [
            Text(f"Webex lists no meeting site for {whose}."),
            Text("An administrator gives people one in Control Hub, with a meetings licence."),
        ],
    )


def test_many_sites_come_a_page_at_a_time() -> None:
    found = tuple(Site(f"s{number}.webex.com", number == 0) for number in range(22))
    first = sites.answer(ASK, found)
    assert first.blocks[-2:] == (Note("1 to 20 of 22"), Button("Show more", "sites page 2"))
    assert sites.answer(replace(ASK, args=Args(page=2)), found) == Reply(
        "Your Webex sites",
        [
            Bullets((Copy("s20.webex.com"), Copy("s21.webex.com"))),
            Button("pmr on s20", "pmr s20.webex.com"),
            Button("pmr on s21", "pmr s21.webex.com"),
            Note("21 to 22 of 22"),
        ],
    )
