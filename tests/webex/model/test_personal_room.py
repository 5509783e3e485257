from typing import Any

import pytest

from bot.webex.model.call_in import CallIn
from bot.webex.model.personal_room import CoHost, Link, PersonalRoom

HREF = "/v1/meetings/0fc6ec1109e0d9b6c94e1f6caccda976/globalCallinNumbers"
LINK = Link("globalCallinNumbers", HREF, "GET")

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
    "personalMeetingRoomLink": "https://site4-example.webex.com/meet/john",
    "sipAddress": "john.andersen@example.com",
    "dialInIpAddress": "192.168.100.100",
    "telephony": {
        "accessCode": "1234567890",
        "callInNumbers": [{"label": "US Toll", "callInNumber": "123456789", "tollType": "toll"}],
        "links": [{"rel": "globalCallinNumbers", "href": HREF, "method": "GET"}],
    },
}
EMPTY = PersonalRoom(
    topic=None,
    link=None,
    sip_address=None,
    dial_in_ip=None,
    access_code=None,
    call_ins=(),
    links=(),
    auto_locks=None,
    auto_lock_minutes=None,
    notifies_host=None,
    allows_co_host=None,
    anyone_is_co_host=None,
    first_is_co_host=None,
    devices_join=None,
    co_hosts=(),
)


def test_every_property_of_the_page_is_read_but_the_host_pin() -> None:
    room = PersonalRoom.read(EXAMPLE)
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
    telephony = EXAMPLE["telephony"]
    as_object = {**EXAMPLE, "telephony": {**telephony, "links": telephony["links"][0]}}
    assert PersonalRoom.read(as_object) == PersonalRoom.read(EXAMPLE)


def test_a_number_without_a_number_and_a_link_without_an_address_are_left_out() -> None:
    telephony = {"callInNumbers": [{"label": "US Toll"}], "links": [{"rel": "self"}]}
    assert PersonalRoom.read({"telephony": telephony}) == EMPTY


@pytest.mark.parametrize(
    ("data", "expected"),
    [
        pytest.param({}, True, id="nothing told"),
        pytest.param(EXAMPLE, True, id="both false"),
        pytest.param({"supportAnyoneAsCoHost": True}, False, id="anyone"),
        pytest.param({"allowFirstUserToBeCoHost": True}, False, id="the first"),
    ],
)
def test_the_list_of_co_hosts_counts_if_neither_anyone_nor_the_first_is_one(
    data: dict[str, Any], *, expected: bool
) -> None:
    assert PersonalRoom.read(data).co_hosts_apply is expected
