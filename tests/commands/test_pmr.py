from typing import Any

import pytest

from bot.commands.pmr import pmr
from bot.commands.shared.personal_room import Located
from bot.reply.blocks import (
    Block,
    Bullets,
    Button,
    Copy,
    Facts,
    Heading,
    Note,
    Private,
    Reply,
    Text,
    Value,
)
from bot.webex.model.personal_room import PersonalRoom
from tests.commands.asking import BO, asked
from tests.documented import PERSONAL_ROOM

ASK = asked("pmr")
SITES = Button("Sites", "sites")
INSTEAD = "Settings and cohosts: ask me 1:1."
LINKS = {"links": PERSONAL_ROOM["telephony"]["links"]}
ELSEWHERE = "site2-example.webex.com"


def _room(data: dict[str, Any]) -> Located:
    return Located(PersonalRoom.read(data))


def _told(data: dict[str, Any]) -> tuple[Block, ...]:
    """Return what is told of a room 1:1 only; nobody could join it."""
    private = pmr.answer(ASK, _room(data)).blocks[1]
    assert isinstance(private, Private)
    return private.blocks


def test_a_room_without_any_property_still_gets_an_answer() -> None:
    assert pmr.answer(ASK, _room({})) == Reply(
        "Your personal room", [Text("Webex does not tell how to join this room."), SITES]
    )


@pytest.mark.parametrize(
    ("data", "lock"),
    [
        pytest.param({"enabledAutoLock": False, "autoLockMinutes": 10}, "off", id="off"),
        pytest.param(
            {"enabledAutoLock": True, "autoLockMinutes": 10},
            "10 minutes after the meeting starts",
            id="after some minutes",
        ),
        pytest.param(
            {"enabledAutoLock": True, "autoLockMinutes": 0},
            "0 minutes after the meeting starts",
            id="at once",
        ),
        pytest.param(
            {"enabledAutoLock": True},
            "on",
            id="at a time not told",
        ),
    ],
)
def test_the_lock_is_told(data: dict[str, object], lock: str) -> None:
    assert _told(data) == (Heading("Settings"), Bullets((f"Automatic lock: {lock}",)))


@pytest.mark.parametrize(
    ("number", "label"),
    [
        pytest.param(
            {"label": "US Toll", "tollType": "toll"}, "US Toll", id="toll, said by the label"
        ),
        pytest.param(
            {"label": "Call-in toll-free number (US/Canada)", "tollType": "tollFree"},
            "Call-in toll-free number (US/Canada)",
            id="toll-free, said by the label",
        ),
        pytest.param(
            {"label": "US Toll Free", "tollType": "tollFree"},
            "US Toll Free",
            id="toll free, unhyphened",
        ),
        pytest.param({"label": "Spain", "tollType": "toll"}, "Spain (toll)", id="toll"),
        pytest.param(
            {"label": "Spain", "tollType": "tollFree"}, "Spain (toll-free)", id="toll-free"
        ),
        pytest.param({"label": "Spain", "tollType": "premium"}, "Spain (premium)", id="a new type"),
        pytest.param({"label": "Spain"}, "Spain", id="no type"),
        pytest.param({}, "Call-in", id="no label"),
    ],
)
def test_a_number_is_labelled_with_its_toll_type(number: dict[str, str], label: str) -> None:
    telephony = {"callInNumbers": [{"callInNumber": "+34 900", **number}]}
    reply = pmr.answer(ASK, _room({"telephony": telephony}))
    assert reply.blocks[0] == Facts([(label, Copy("+34 900"))])


def test_one_tap_dials_the_first_number_that_a_phone_can_dial() -> None:
    numbers = [{"callInNumber": number} for number in ("ask reception", "+34-900", "+1-408")]
    telephony = {"accessCode": "123 456", "callInNumbers": numbers}
    facts = pmr.answer(ASK, _room({"telephony": telephony})).blocks[0]
    assert isinstance(facts, Facts)
    assert facts.rows[-1] == ("One tap", Copy("+34900,,123456#"))


@pytest.mark.parametrize(
    ("data", "co_hosts"),
    [
        pytest.param({"coHosts": []}, (), id="none"),
        pytest.param(
            {"coHosts": [{"displayName": "Ana"}], "supportAnyoneAsCoHost": True},
            (),
            id="none that counts, since anyone is one",
        ),
        pytest.param(
            {"coHosts": [{"displayName": "Ana"}], "allowFirstUserToBeCoHost": True},
            (),
            id="none that counts, since the first is one",
        ),
    ],
)
def test_co_hosts_are_listed_where_they_count(
    data: dict[str, object], co_hosts: tuple[tuple[str, Value], ...]
) -> None:
    told = _told({"supportCoHost": False, **data})
    assert told[2:] == ((Heading("Cohosts"), Facts(co_hosts)) if co_hosts else ())


@pytest.mark.parametrize(
    ("link", "fact"),
    [
        pytest.param({"href": "/x"}, ("More", Copy("GET /x")), id="nothing but an address"),
        pytest.param(
            {"href": "/x", "rel": "self", "method": "PUT"}, ("self", Copy("PUT /x")), id="another"
        ),
    ],
)
def test_another_link_is_told_by_its_relation(
    link: dict[str, str], fact: tuple[str, Value]
) -> None:
    assert _told({"telephony": {"links": link}}) == (Heading("Settings"), Facts([fact]))


def test_a_room_that_was_looked_for_tells_its_site_and_its_buttons_keep_to_it() -> None:
    found = Located(PersonalRoom.read({"topic": "Bo’s", "sipAddress": "bo@x.example"}), ELSEWHERE)
    assert pmr.answer(asked("pmr", person=BO), found) == Reply(
        "Personal room of bo@example.com",
        [
            Facts(
                [
                    ("Video address", Copy("bo@x.example")),
                    ("Room name", "Bo’s"),
                    ("Site", Copy(ELSEWHERE)),
                ]
            ),
            Button("Sites", "sites bo@example.com"),
        ],
    )
    numbers = pmr.answer(
        asked("pmr", person=BO), Located(PersonalRoom.read({"telephony": LINKS}), ELSEWHERE)
    ).blocks[-2]
    assert numbers == Button("Numbers worldwide", f"pmr numbers bo@example.com {ELSEWHERE}")


@pytest.mark.parametrize(
    ("found", "note"),
    [
        pytest.param(
            Located(PersonalRoom.read({"telephony": LINKS}), is_other=True),
            "The link in your question is not that of this room.",
            id="a link",
        ),
        pytest.param(
            Located(PersonalRoom.read({"telephony": LINKS}), ELSEWHERE),
            f"There is no room on x.webex.com: this one is on {ELSEWHERE}.",
            id="a site",
        ),
    ],
)
def test_what_does_not_fit_the_room_is_said_first(found: Located, note: str) -> None:
    ask = asked("pmr", person=BO, site="x.webex.com")
    assert pmr.answer(ask, found).blocks[0] == Note(note)


def test_ten_co_hosts_are_named_and_the_rest_is_one_press_away() -> None:
    people = [{"displayName": f"C{n}", "email": f"c{n}@example.com"} for n in range(12)]
    private = pmr.answer(asked("pmr", person=BO), _room({"coHosts": people})).blocks[1]
    assert private == Private(
        (
            Heading("Cohosts"),
            Facts((f"C{n}", Copy(f"c{n}@example.com")) for n in range(10)),
            Note("10 of 12"),
            Button("All cohosts", "pmr co-hosts bo@example.com"),
        ),
        INSTEAD,
    )
