from typing import Any

import pytest

from bot.dispatch.grammar.arguments import KINDS
from bot.dispatch.grammar.line import Mention, Token
from bot.ids import WebexId
from bot.webex.model.named import Person, Space

UUID = "bbceb1ad-43f1-3b58-9147-f14bb0c4d154"
PERSON_ID = WebexId("us", "PEOPLE", UUID).encoded()
ROOM_ID = WebexId("us", "ROOM", UUID).encoded()
ANA = Mention(PERSON_ID, "Ana Silva")


def _site(host: str, link: str | None = None) -> dict[str, str | None]:
    return {"site": host, "link": link}


@pytest.mark.parametrize(
    ("one", "other", "expected"),
    [
        pytest.param(Person(email="Ana@x.org"), Person(email="ana@X.org"), True, id="one email"),
        pytest.param(Person(PERSON_ID), Person(UUID), True, id="one id in two forms"),
        pytest.param(
            Person(PERSON_ID, "ana@x.org"), Person(PERSON_ID, "ana@y.org"), True, id="a new email"
        ),
        pytest.param(Person(email="ana@x.org"), Person(email="bo@x.org"), False, id="two emails"),
        pytest.param(Person(email="ana@x.org"), Person(PERSON_ID), False, id="nothing in common"),
        pytest.param(Person(name="Ana"), Person(name="Ana"), False, id="only one name"),
    ],
)
def test_two_people_are_the_same_only_when_that_is_certain(
    one: Person, other: Person, *, expected: bool
) -> None:
    assert one.is_same(other) is other.is_same(one) is expected


def test_a_space_is_the_same_only_when_that_is_certain() -> None:
    assert Space(id=UUID).is_same(ROOM_ID)
    assert not Space(title=ROOM_ID).is_same(ROOM_ID)


@pytest.mark.parametrize(
    ("kind", "tokens", "fields", "left"),
    [
        pytest.param(
            "person",
            [ANA, "x"],
            {"person": Person(id=PERSON_ID, name="Ana Silva")},
            ["x"],
            id="mention",
        ),
        pytest.param(
            "person", ["a.b+c@x-y.org"], {"person": Person(email="a.b+c@x-y.org")}, [], id="email"
        ),
        pytest.param(
            "person", ["mailto:a@x.org"], {"person": Person(email="a@x.org")}, [], id="email link"
        ),
        pytest.param("person", [PERSON_ID], {"person": Person(id=PERSON_ID)}, [], id="person id"),
        pytest.param("person", ["Me"], {"person": None}, [], id="me"),
        pytest.param("person", ["mine"], {"person": None}, [], id="mine"),
        pytest.param("site", ["Site4.webex.com"], _site("site4.webex.com"), [], id="site"),
        pytest.param(
            "site", ["https://a.webex.com/", "x"], _site("a.webex.com"), ["x"], id="site's address"
        ),
        pytest.param(
            "site",
            ["https://A.webex.com/meet/Ana"],
            _site("a.webex.com", "https://a.webex.com/meet/Ana"),
            [],
            id="a room's link",
        ),
        pytest.param(
            "site",
            ["a.webex.com/meet/ana"],
            _site("a.webex.com", "https://a.webex.com/meet/ana"),
            [],
            id="a room's link as Webex shows it",
        ),
        pytest.param("space", [ROOM_ID], {"space": Space(id=ROOM_ID)}, [], id="space id"),
        pytest.param("space", [UUID], {"space": Space(id=UUID)}, [], id="space UUID"),
        pytest.param(
            "space",
            [f"webexteams://im?space={UUID}"],
            {"space": Space(id=UUID)},
            [],
            id="space link",
        ),
        pytest.param(
            "space",
            ["Q1", "plan", "of", ANA],
            {"space": Space(title="Q1 plan of Ana Silva")},
            [],
            id="title",
        ),
        pytest.param("space", ["this", "Room"], {"space": None}, [], id="this room"),
        pytest.param("space", ["here"], {"space": None}, [], id="here"),
        pytest.param("command", ["pmr", "pin"], {"command": ("pmr", "pin")}, [], id="command"),
        pytest.param("anything", [ROOM_ID], {"anything": ROOM_ID}, [], id="an id"),
        pytest.param("anything", [ANA, "x"], {"anything": PERSON_ID}, ["x"], id="a mention's id"),
        pytest.param("anything", ["this", "space"], {"anything": None}, [], id="this place"),
        pytest.param("page", ["page", "12", "x"], {"page": 12}, ["x"], id="page"),
        pytest.param("words", [ANA, "a"], {"words": ("Ana Silva", "a")}, [], id="words"),
    ],
)
def test_an_argument_is_taken(
    kind: str, tokens: list[Token], fields: dict[str, Any], left: list[Token]
) -> None:
    assert KINDS[kind].fits(tokens)
    assert KINDS[kind].take(tokens) == (fields, left)


@pytest.mark.parametrize(
    ("kind", "tokens"),
    [
        pytest.param("person", ["ana"], id="a name is no person"),
        pytest.param("person", ["ana@localhost"], id="a host without a dot is no email"),
        pytest.param("person", ["a@" + "x" * 250 + ".org"], id="too long an email"),
        pytest.param("site", ["webex"], id="a word is no site"),
        pytest.param("site", ["ftp://a.webex.com/meet/ana"], id="a file server is no site"),
        pytest.param("site", [".".join(["a" * 60] * 5)], id="too long a site"),
        pytest.param("site", ["a.webex.com/" + "x" * 2048], id="too long a link"),
        pytest.param("site", [ANA], id="a mention is no site"),
        pytest.param("space", ["The"], id="an article is no space"),
        pytest.param("anything", ["of"], id="a filler is not anything"),
        pytest.param("page", ["page"], id="a page without its number"),
        pytest.param("page", ["page", "0"], id="no page is the 0th"),
        pytest.param("page", ["page", "1000"], id="no list is as long as that"),
    ],
)
def test_tokens_of_another_kind_do_not_fit(kind: str, tokens: list[Token]) -> None:
    assert not KINDS[kind].fits(tokens)
