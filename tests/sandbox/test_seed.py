import pytest

from bot.sandbox import Sandbox, demo_world
from bot.sandbox.seed import name

from .web import Api

UNICORN = {
    "id": "Y2lzY29zcGFyazovL3VzL1JPT00vYmJjZWIxYWQtNDNmMS0zYjU4LTkxNDctZjE0YmIwYzRkMTU0",
    "title": "Project Unicorn - Sprint 0",
    "type": "group",
    "isLocked": True,
    "teamId": "Y2lzY29zcGFyazovL3VzL1JPT00vNjRlNDVhZTAtYzQ2Yi0xMWU1LTlkZjktMGQ0MWUzNDIxOTcz",
    "lastActivity": "2016-04-21T19:12:48.920Z",
    "creatorId": "Y2lzY29zcGFyazovL3VzL1BFT1BMRS9mNWIzNjE4Ny1jOGRkLTQ3MjctOGIyZi1mOWM0NDdmMjkwNDY",
    "created": "2016-04-21T19:01:55.966Z",
    "ownerId": (
        "Y2lzY29zcGFyazovL3VzL09SR0FOSVpBVElPTi85NmFiYzJhYS0zZGNjLTExZTUtYTE1Mi1mZTM0ODE5Y2RjOWE"
    ),
    "classificationId": (
        "Y2lzY29zcGFyazovL3VzL0NMQVNTSUZJQ0FUSU9OL2YyMDUyZTgyLTU0ZjgtMTFlYS1hMmUzLTJlNzI4Y2U4ODEyNQ"
    ),
    "isAnnouncementOnly": False,
    "isReadOnly": False,
    "isPublic": True,
    "madePublic": "2022-10-10T17:24:19.388Z",
    "description": "Company Announcements",
}
MEETING = {
    "roomId": "Y2lzY29zcGFyazovL3VzL1JPT00vYmJjZWIxYWQtNDNmMS0zYjU4LTkxNDctZjE0YmIwYzRkMTU0",
    "meetingLink": "https://cisco.webex.com/m/37a7d3a8-6563-487f-9577-cd029101c087",
    "sipAddress": "201632887@cisco.webex.com",
    "meetingNumber": "201632887",
    "meetingId": "c1c30b52501b4d34aa75a57bdb867853",
    "callInTollFreeNumber": "+1-866-432-9903",
    "callInTollNumber": "+1-408-525-6800",
}
PMR = {
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
        "links": [
            {
                "rel": "globalCallinNumbers",
                "href": "/v1/meetings/0fc6ec1109e0d9b6c94e1f6caccda976/globalCallinNumbers",
                "method": "GET",
            }
        ],
    },
}
SITES = {
    "sites": [
        {"siteUrl": "site1-example.webex.com", "default": False},
        {"siteUrl": "site2-example.webex.com", "default": False},
        {"siteUrl": "site3-example.webex.com", "default": False},
        {"siteUrl": "site4-example.webex.com", "default": True},
    ]
}


def test_the_documented_room_is_there_to_the_letter(bot: Api) -> None:
    assert bot.get(f"rooms/{UNICORN['id']}").json() == UNICORN


def test_the_documented_meeting_is_there_to_the_letter(bot: Api) -> None:
    assert bot.get(f"rooms/{UNICORN['id']}/meetingInfo").json() == MEETING


def test_the_documented_personal_meeting_room_is_there_to_the_letter(admin: Api) -> None:
    query = {"userEmail": "john.andersen@example.com", "siteUrl": "site4-example.webex.com"}
    assert admin.get("meetingPreferences/personalMeetingRoom", **query).json() == PMR
    assert admin.get("meetingPreferences/sites", **query).json() == SITES


def test_the_ids_of_the_documented_room_have_names(bot: Api) -> None:
    found = {
        "creator": bot.get(f"people/{UNICORN['creatorId']}").json()["displayName"],
        "team": bot.get(f"teams/{UNICORN['teamId']}").json()["name"],
        "classification": [
            one["title"]
            for one in bot.get("classifications").json()["items"]
            if one["id"] == UNICORN["classificationId"]
        ],
    }
    assert found == {
        "creator": "John Andersen",
        "team": "Project Unicorn",
        "classification": ["Public"],
    }


def test_a_room_can_lack_nearly_everything(bot: Api, webex: Sandbox) -> None:
    room = webex.world.room(name.SPARSE)
    assert bot.get(f"rooms/{room.id}").json() == {
        "id": room.id,
        "title": "Corner",
        "type": "group",
    }


def test_two_worlds_have_the_same_people_and_rooms() -> None:
    one, other = demo_world(), demo_world()
    assert (one.people, one.rooms) == (other.people, other.rooms)
    assert one.rooms[name.UNICORN_ID] is not other.rooms[name.UNICORN_ID]


@pytest.mark.parametrize("email", [name.NOOR_EMAIL, name.OLGA_EMAIL, name.ADMIN_EMAIL])
def test_not_everybody_has_a_personal_meeting_room(email: str) -> None:
    assert all(owner != email for owner, _ in demo_world().pmrs)
