from dataclasses import replace

import pytest

from bot.commands.numbers import numbers
from bot.commands.shared.personal_room import Located
from bot.dispatch.ask import Ask
from bot.errors import Failure, Trouble
from bot.reply import card, markdown
from bot.reply.blocks import Block, Button, Copy, Dial, Facts, Heading, Note, Reply, Text
from bot.reply.explain import Cause
from bot.reply.message import audible
from bot.webex.global_numbers import CallIns, Lack
from bot.webex.model.call_in import CallIn
from bot.webex.model.personal_room import PersonalRoom
from tests.commands.asking import BO, NOW, asked

ASK = asked("pmr numbers")
ROOM = Located(PersonalRoom.read({"telephony": {"accessCode": "2551230042"}}))
CODE = Facts([("Access code", Copy("2551230042"))])
GERMANY = CallIn("Germany Toll", "+49-30-1", "toll")
BERLIN = CallIn("Germany Toll (Berlin)", "+49-30-2", "toll")
FREE = CallIn("Call-in toll-free number (US/Canada)", "+1-800-1", "tollFree")
ODD = CallIn(None, "123", None)
BACK = Button("The room", "pmr")
MANY = tuple(CallIn(f"Land {n:03d} Toll", f"+99-{n:03d}-5550000", "toll") for n in range(112))


def _ask(**args: object) -> Ask:
    return asked("pmr numbers", **args)


def _dial(number: str) -> Dial:
    return Dial(number, "2551230042")


def test_numbers_stand_below_the_access_code_by_kind_and_country() -> None:
    assert numbers.answer(ASK, (ROOM, CallIns((GERMANY, BERLIN, FREE, ODD)))) == Reply(
        "Your call-in numbers",
        [
            CODE,
            Heading("Toll"),
            Facts([("Germany", _dial("+49-30-1")), ("Germany (Berlin)", _dial("+49-30-2"))]),
            Heading("Toll-free"),
            Facts([("US/Canada", _dial("+1-800-1"))]),
            Heading("Other numbers"),
            Facts([("Somewhere", _dial("123"))]),
            BACK,
        ],
    )


def test_of_somebody_else_on_a_site_that_was_found_that_is_said_and_kept_to() -> None:
    located = Located(ROOM.room, "a.webex.com", is_other=True)
    assert numbers.answer(_ask(person=BO), (located, CallIns((GERMANY,)))) == Reply(
        "Call-in numbers of bo@example.com",
        [
            Note("The link in your question is not that of this room."),
            Facts([("Access code", Copy("2551230042")), ("Site", Copy("a.webex.com"))]),
            Heading("Toll"),
            Facts([("Germany", _dial("+49-30-1"))]),
            Button("The room", "pmr bo@example.com a.webex.com"),
        ],
    )


@pytest.mark.parametrize(
    ("page", "first", "last", "more"),
    [
        (None, 0, 19, [Note("1 to 20 of 112"), Button("Show more", "pmr numbers page 2")]),
        (2, 20, 39, [Note("21 to 40 of 112"), Button("Show more", "pmr numbers page 3")]),
        (6, 100, 111, [Note("101 to 112 of 112")]),
        (9, 100, 111, [Note("101 to 112 of 112")]),
    ],
)
def test_many_come_twenty_a_page(
    page: int | None, first: int, last: int, more: list[Block]
) -> None:
    reply = numbers.answer(_ask(page=page), (ROOM, CallIns(MANY)))
    rows = reply.blocks[2]
    assert isinstance(rows, Facts)
    assert [label for label, _ in rows.rows] == [f"Land {n:03d}" for n in range(first, last + 1)]
    assert list(reply.blocks[3:]) == [*more, BACK]


def test_a_page_fits_a_message_and_a_card_whole() -> None:
    code = "12345678901234567890"
    longest = CallIn("Land " * 12 + "Toll (City of a long name)", "+999-999-999-999-9999", "toll")
    room = Located(PersonalRoom.read({"telephony": {"accessCode": code}}))
    found = tuple(replace(longest, number=f"{longest.number}{n}") for n in range(112))
    reply = numbers.answer(ASK, (room, CallIns(found)))
    said = markdown.render(reply.title, audible(reply, is_direct=False), NOW)
    assert "too long for one message" not in said
    assert said.count("· tap") == 20
    drawn = card.render(reply.title, audible(reply, is_direct=False), NOW, "thread")
    assert sum("· tap" in element.get("text", "") for element in drawn["body"]) == 20


@pytest.mark.parametrize(
    ("words", "shown"),
    [
        (("germany",), ["Germany", "Germany (Berlin)"]),
        (("GERMANY", "berlin"), ["Germany (Berlin)"]),
        (("free",), ["US/Canada"]),
    ],
)
def test_words_choose(words: tuple[str, ...], shown: list[str]) -> None:
    reply = numbers.answer(_ask(words=words), (ROOM, CallIns((GERMANY, BERLIN, FREE))))
    facts = [block for block in reply.blocks[1:] if isinstance(block, Facts)]
    assert [label for one in facts for label, _ in one.rows] == shown


def test_words_go_on_to_the_next_page() -> None:
    reply = numbers.answer(_ask(words=("land", "out of")), (ROOM, CallIns(MANY)))
    assert Button("All numbers", "pmr numbers") in reply.blocks
    reply = numbers.answer(_ask(words=("land",)), (ROOM, CallIns(MANY)))
    assert Button("Show more", "pmr numbers land page 2") in reply.blocks


def test_where_no_number_fits_the_whole_list_is_offered() -> None:
    ask = _ask(words=("out", "there"), site="a.webex.com")
    assert numbers.answer(ask, (ROOM, CallIns((GERMANY, FREE)))) == Reply(
        "Your call-in numbers",
        [
            CODE,
            Text("No number fits “out there”. The whole list has 2 numbers."),
            Button("All numbers", "pmr numbers a.webex.com"),
            Button("The room", "pmr a.webex.com"),
        ],
    )


def test_where_there_is_none_at_all_that_is_said() -> None:
    located = Located(PersonalRoom.read({}))
    assert numbers.answer(ASK, (located, CallIns((), Lack.NO_LINK))) == Reply(
        "Your call-in numbers",
        [
            Text("Webex tells no number to call this room at."),
            Note("Webex links to no list of numbers worldwide for it."),
            BACK,
        ],
    )


def _failure(what: Cause, tracking_id: str | None = None) -> Failure:
    return Failure(what, "GET /meetings/{id}/globalCallinNumbers", tracking_id)


_NOT_SHOWN = "Webex does not show me its list of numbers worldwide"


@pytest.mark.parametrize(
    ("lack", "failure", "why"),
    [
        (Lack.NO_LINK, None, "Webex links to no list of numbers worldwide for it."),
        (Lack.UNREADABLE, None, "I can read no number in Webex’s list of numbers worldwide."),
        (
            Lack.REFUSED,
            _failure(Trouble.GARBLED),
            f"{_NOT_SHOWN} (I could not read Webex’s answer).",
        ),
        (Lack.REFUSED, _failure(418, "ROUTER_2"), f"{_NOT_SHOWN}. Tracking id: ROUTER_2"),
    ],
)
def test_where_the_list_is_lacking_the_room_s_own_are_shown_and_why(
    lack: Lack, failure: Failure | None, why: str
) -> None:
    reply = numbers.answer(ASK, (ROOM, CallIns((GERMANY,), lack, failure)))
    assert reply.blocks[1:] == (
        Heading("Toll"),
        Facts([("Germany", _dial("+49-30-1"))]),
        Note(f"These are the room’s own numbers: {why}"),
        BACK,
    )


def test_a_list_that_may_come_later_can_be_asked_for_again() -> None:
    busy = _failure(503, "ROUTER_3")
    ask = _ask(words=("de",), site="a.webex.com")
    reply = numbers.answer(ask, (ROOM, CallIns((GERMANY,), Lack.LATE, busy)))
    assert list(reply.blocks[-3:]) == [
        Note(
            "These are the room’s own numbers: Webex’s list of numbers worldwide does not come "
            "just now (Webex is overloaded). Tracking id: ROUTER_3"
        ),
        Button("Ask again", "pmr numbers a.webex.com de"),
        Button("The room", "pmr a.webex.com"),
    ]
