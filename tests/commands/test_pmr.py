from dataclasses import replace
from datetime import UTC, datetime
from typing import Any

import pytest

from bot.commands.pmr import pmr
from bot.commands.shared.personal_room import Located
from bot.dispatch.ask import Ask, Origin
from bot.dispatch.grammar.arguments import Args
from bot.errors import Failure
from bot.reply.blocks import (
    Button,
    Copy,
    Dial,
    Facts,
    Heading,
    Note,
    Open,
    Private,
    Reply,
    Text,
    Value,
    Web,
)
from bot.reply.explain import About, explain
from bot.webex.model.named import Person
from bot.webex.model.personal_room import PersonalRoom

NOW = datetime(2026, 3, 1, 12, tzinfo=UTC)
ASK = Ask("pmr", Origin(Person(email="ana@example.com"), "here", False, "thread", NOW))
LINK = "https://site4-example.webex.com/meet/john"
SITES = Button("Sites", "sites")
WORLDWIDE = Button("Numbers worldwide", "pmr numbers")
INSTEAD = "Settings and co-hosts: ask me 1:1."
HREF = "/v1/meetings/0fc6ec1109e0d9b6c94e1f6caccda976/globalCallinNumbers"

# The example of get-personal-meeting-room-options.
EXAMPLE: dict[str, Any] = {
    "topic": "John's PMR",
    "hostPin": "4325",
    "enabledAutoLock": False,
    "autoLockMinutes": 10,
    "enabledNotifyHost": True,
    "supportCoHost": True,
    "supportAnyoneAsCoHost": False,
    "allowFirstUserToBeCoHost": False,
    "allowAuthenticatedDevices": False,
    "coHosts": [{"email": "john.andersen@example.com", "displayName": "John Andersen"}],
    "personalMeetingRoomLink": LINK,
    "sipAddress": "john.andersen@example.com",
    "dialInIpAddress": "192.168.100.100",
    "telephony": {
        "accessCode": "1234567890",
        "callInNumbers": [{"label": "US Toll", "callInNumber": "123456789", "tollType": "toll"}],
        "links": [{"rel": "globalCallinNumbers", "href": HREF, "method": "GET"}],
    },
}


def _room(data: dict[str, Any]) -> Located:
    return Located(PersonalRoom.read(data))


def test_the_documented_room_is_told_with_every_property_but_the_host_pin() -> None:
    reply = pmr.answer(ASK, _room(EXAMPLE))
    assert reply == Reply(
        "John's PMR",
        [
            Open("Join", LINK),
            Facts(
                [
                    ("Link", Web(LINK)),
                    ("Video address (SIP)", Copy("john.andersen@example.com")),
                    ("Video system (IP)", Copy("192.168.100.100")),
                    ("Access code", Copy("1234567890")),
                    ("US Toll", Dial("123456789", "1234567890")),
                    ("Lock", "Does not lock by itself"),
                ]
            ),
            Private(
                (
                    Heading("Settings"),
                    Facts(
                        [
                            ("Lobby notice", "Yes: the owner is told when someone waits"),
                            ("Co-hosting", "Yes: others can host without the owner"),
                            ("Anyone co-hosts", "No"),
                            ("First co-hosts", "No"),
                            ("Video devices", "No"),
                        ]
                    ),
                    Heading("Co-hosts"),
                    Facts([("John Andersen", Copy("john.andersen@example.com"))]),
                ),
                INSTEAD,
            ),
            WORLDWIDE,
            SITES,
        ],
    )
    assert "4325" not in repr(reply)


def test_a_room_without_any_property_still_gets_an_answer() -> None:
    assert pmr.answer(ASK, _room({})) == Reply(
        "Personal Meeting Room",
        [Text("Webex does not tell how to join this room."), SITES],
    )


@pytest.mark.parametrize(
    ("data", "lock"),
    [
        pytest.param(
            {"enabledAutoLock": False, "autoLockMinutes": 10}, "Does not lock by itself", id="off"
        ),
        pytest.param(
            {"enabledAutoLock": True, "autoLockMinutes": 10},
            "Locks 10 minutes after the start; then the host lets people in",
            id="after some minutes",
        ),
        pytest.param(
            {"enabledAutoLock": True, "autoLockMinutes": 0},
            "Locks at the start; then the host lets people in",
            id="at once",
        ),
        pytest.param(
            {"enabledAutoLock": True},
            "Locks by itself; then the host lets people in",
            id="at a time not told",
        ),
    ],
)
def test_the_lock_is_told(data: dict[str, object], lock: str) -> None:
    reply = pmr.answer(ASK, _room(data))
    assert reply.blocks[0] == Facts([("Lock", lock)])


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
    assert reply.blocks[0] == Facts([(label, Dial("+34 900"))])


@pytest.mark.parametrize(
    ("data", "co_hosts"),
    [
        pytest.param(
            {"coHosts": [{"displayName": "Ana"}, {"email": "bo@example.com"}, {}]},
            (
                ("Ana", "no address told"),
                ("Co-host", Copy("bo@example.com")),
                ("Somebody without a name", "no address told"),
            ),
            id="as far as known",
        ),
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
    private = pmr.answer(ASK, _room({"supportCoHost": False, **data})).blocks[1]
    assert isinstance(private, Private)
    assert private.blocks[2:] == ((Heading("Co-hosts"), Facts(co_hosts)) if co_hosts else ())


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
    private = pmr.answer(ASK, _room({"telephony": {"links": link}})).blocks[1]
    assert isinstance(private, Private)
    assert private.blocks[1] == Facts([fact])


ELSEWHERE = "site2-example.webex.com"
BO = replace(ASK, args=Args(Person(email="bo@example.com")))


def test_a_room_that_was_looked_for_tells_its_site_and_its_buttons_keep_to_it() -> None:
    reply = pmr.answer(BO, Located(PersonalRoom.read(EXAMPLE), ELSEWHERE))
    assert isinstance(reply.blocks[1], Facts)
    assert reply.blocks[1].rows[:2] == (("Room of", "bo@example.com"), ("Site", Copy(ELSEWHERE)))
    assert reply.blocks[-2:] == (
        Button("Numbers worldwide", f"pmr numbers bo@example.com {ELSEWHERE}"),
        Button("Sites", "sites bo@example.com"),
    )
    nothing = pmr.answer(BO, Located(PersonalRoom.read({}), ELSEWHERE))
    assert nothing.blocks[0] == Text("Webex does not tell how to join this room.")


def test_a_link_that_does_not_fit_is_said_first() -> None:
    reply = pmr.answer(BO, Located(PersonalRoom.read(EXAMPLE), is_other=True))
    assert reply.blocks[0] == Note("The link in your question is not that of this room.")


def test_ten_co_hosts_are_named_and_the_rest_is_one_press_away() -> None:
    people = [{"displayName": f"C{n}", "email": f"c{n}@example.com"} for n in range(12)]
    private = pmr.answer(BO, _room({"coHosts": people})).blocks[1]
    assert private == Private(
        (
            Heading("Co-hosts"),
            Facts((f"C{n}", Copy(f"c{n}@example.com")) for n in range(10)),
            Note("10 of 12"),
            Button("All co-hosts", "pmr co-hosts bo@example.com"),
        ),
        INSTEAD,
    )


@pytest.mark.parametrize(
    ("code", "reply"),
    [
        pytest.param(
            403,
            Reply(
                "I am not allowed to read personal rooms",
                [
                    Text(
                        "The access that I was given does not cover the meeting settings of this "
                        "person."
                    ),
                    Text(
                        "Somebody of another organisation: ask them. Otherwise tell Olga: it needs "
                        "meeting:admin_preferences_read, from an administrator of the site."
                    ),
                ],
            ),
            id="no right",
        ),
        pytest.param(
            404,
            Reply(
                "Webex knows no such personal room",
                [
                    Text(
                        "The person has no Personal Meeting Room on that site, or the site does "
                        "not know them."
                    ),
                    Text("See which sites there are, then ask again with one: pmr site.webex.com"),
                    Button("sites", "sites"),
                ],
            ),
            id="no room",
        ),
    ],
)
def test_what_a_code_means_for_a_personal_room_is_explained(code: int, reply: Reply) -> None:
    failure = Failure(code, "GET /meetingPreferences/personalMeetingRoom")
    assert explain(failure, pmr.explain, contact="Olga", line="pmr") == reply


def test_what_is_explained_of_somebody_s_room_is_about_them() -> None:
    failure = Failure(404, "GET /meetingPreferences/personalMeetingRoom")
    about = About(lambda command: f"{command} bo@example.com")
    blocks = explain(failure, pmr.explain, contact="Olga", about=about).blocks
    assert list(blocks[1:]) == [
        Text(
            "See which sites there are, then ask again with one: pmr bo@example.com site.webex.com"
        ),
        Button("sites", "sites bo@example.com"),
    ]


def test_of_a_site_that_may_have_been_meant_for_a_person_that_is_said() -> None:
    failure = Failure(404, "GET /meetingPreferences/personalMeetingRoom")
    blocks = explain(failure, pmr.explain, contact="Olga", about=About(site="ana.ruiz")).blocks
    assert list(blocks[2:]) == [
        Text(
            "I took “ana.ruiz” for a Webex site. A person I know by the whole address: "
            "pmr name@example.com"
        ),
        Button("sites", "sites"),
        Button("pmr", "pmr"),
    ]
