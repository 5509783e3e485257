import pytest

from bot.commands.sites import sites
from bot.reply.blocks import Bullets, Button, Copy, Facts, Note, Reply, Text
from bot.webex.model.named import Person
from bot.webex.model.site import Site
from tests.commands.asking import BO, asked


def test_sites_are_listed_with_the_default_apart() -> None:
    found = (Site("one.webex.com", True), Site("two.webex.com", False), Site("meet.example", False))
    assert sites.answer(asked("sites"), found) == Reply(
        "Your Webex sites",
        [
            Facts([("Default", Copy("one.webex.com"))]),
            Bullets((Copy("two.webex.com"), Copy("meet.example"))),
            Button("pmr on one", "pmr one.webex.com"),
            Button("pmr on two", "pmr two.webex.com"),
            Button("pmr on meet.example", "pmr meet.example"),
        ],
    )


def test_where_no_site_is_the_default_that_is_told() -> None:
    assert sites.answer(asked("sites"), (Site("one.webex.com", False),)) == Reply(
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
        (BO, "bo@example.com has no Webex site", "bo@example.com"),
    ],
    ids=["the asker", "somebody else"],
)
def test_who_has_no_site_is_told_who_gives_one(
    person: Person | None, title: str, whose: str
) -> None:
    assert sites.answer(asked("sites", person=person), ()) == Reply(
        title,
        [
            Text(f"Webex lists no meeting site for {whose}."),
            Text("An administrator gives people one in Control Hub, with a meetings licence."),
        ],
    )


def test_many_sites_come_a_page_at_a_time() -> None:
    found = tuple(Site(f"s{number}.webex.com", number == 0) for number in range(22))
    first = sites.answer(asked("sites"), found)
    assert first.blocks[-2:] == (Note("1 to 20 of 22"), Button("Show more", "sites page 2"))
    assert sites.answer(asked("sites", page=2), found) == Reply(
        "Your Webex sites",
        [
            Bullets((Copy("s20.webex.com"), Copy("s21.webex.com"))),
            Button("pmr on s20", "pmr s20.webex.com"),
            Button("pmr on s21", "pmr s21.webex.com"),
            Note("21 to 22 of 22"),
        ],
    )
