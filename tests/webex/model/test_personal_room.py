from typing import Any

import pytest

from bot.webex.model.call_in import CallIn
from bot.webex.model.personal_room import CoHost, Link, PersonalRoom
from tests.documented import PERSONAL_ROOM

HREF = "/v1/meetings/0fc6ec1109e0d9b6c94e1f6caccda976/globalCallinNumbers"
LINK = Link("globalCallinNumbers", HREF, "GET")

EMPTY = PersonalRoom(
    None, None, None, None, None, (), (), None, None, None, None, None, None, None, co_hosts=()
)


def test_every_property_of_the_page_is_read_but_the_host_pin() -> None:
    room = PersonalRoom.read(PERSONAL_ROOM)
    assert room == PersonalRoom(
        topic="John's PMR",
        link="https://site4-example.webex.com/meet/john",
        sip_address="john.andersen@example.com",
        dial_in_ip="192.168.100.100",
        access_code="1234567890",
        call_ins=(CallIn("US Toll", "123456789", "toll"),),
        links=(LINK,),
        auto_locks=False,
        auto_lock_minutes=10,
        notifies_host=True,
        allows_co_host=True,
        anyone_is_co_host=False,
        first_is_co_host=False,
        devices_join=False,
        co_hosts=(CoHost("john.andersen@example.com", "John Andersen"),),
    )
    assert "4325" not in repr(room)


def test_any_property_may_be_absent() -> None:
    assert PersonalRoom.read({}) == EMPTY


def test_links_are_an_array_or_as_in_the_schema_an_object() -> None:
    telephony = PERSONAL_ROOM["telephony"]
    as_object = {**PERSONAL_ROOM, "telephony": {**telephony, "links": telephony["links"][0]}}
    assert PersonalRoom.read(as_object) == PersonalRoom.read(PERSONAL_ROOM)


def test_a_number_without_a_number_and_a_link_without_an_address_are_left_out() -> None:
    telephony = {"callInNumbers": [{"label": "US Toll"}], "links": [{"rel": "self"}]}
    assert PersonalRoom.read({"telephony": telephony}) == EMPTY


@pytest.mark.parametrize(
    ("data", "expected"),
    [
        pytest.param({}, True, id="nothing told"),
        pytest.param(PERSONAL_ROOM, True, id="both false"),
        pytest.param({"supportAnyoneAsCoHost": True}, False, id="anyone"),
        pytest.param({"allowFirstUserToBeCoHost": True}, False, id="the first"),
    ],
)
def test_the_list_of_co_hosts_counts_if_neither_anyone_nor_the_first_is_one(
    data: dict[str, Any], *, expected: bool
) -> None:
    assert PersonalRoom.read(data).co_hosts_apply is expected
