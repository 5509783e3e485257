"""The examples of Webex’s reference, to the letter."""

from typing import Any

# https://developer.webex.com/docs/api/v1/rooms/get-room-details
ROOM: dict[str, Any] = {
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
MEETING: dict[str, Any] = {
    "roomId": ROOM["id"],
    "meetingLink": "https://cisco.webex.com/m/37a7d3a8-6563-487f-9577-cd029101c087",
    "sipAddress": "201632887@cisco.webex.com",
    "meetingNumber": "201632887",
    "meetingId": "c1c30b52501b4d34aa75a57bdb867853",
    "callInTollFreeNumber": "+1-866-432-9903",
    "callInTollNumber": "+1-408-525-6800",
}
# Of get-personal-meeting-room-options.
PERSONAL_ROOM: dict[str, Any] = {
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
SITES: dict[str, Any] = {
    "sites": [
        {"siteUrl": "site1-example.webex.com", "default": False},
        {"siteUrl": "site2-example.webex.com", "default": False},
        {"siteUrl": "site3-example.webex.com", "default": False},
        {"siteUrl": "site4-example.webex.com", "default": True},
    ]
}
# What an update of a personal room takes (update-personal-meeting-room-options): the type of each
# property, and those that have to be there.
ROOM_UPDATE: dict[str, type] = {
    "topic": str,
    "hostPin": str,
    "enabledAutoLock": bool,
    "autoLockMinutes": int,
    "enabledNotifyHost": bool,
    "supportCoHost": bool,
    "supportAnyoneAsCoHost": bool,
    "allowFirstUserToBeCoHost": bool,
    "allowAuthenticatedDevices": bool,
    "coHosts": list,
}
ROOM_UPDATE_NEEDS = frozenset(
    "topic hostPin enabledAutoLock autoLockMinutes enabledNotifyHost supportCoHost coHosts".split()
)
AUTO_LOCK_MINUTES = (0, 5, 10, 15, 20)
# Of get-scheduling-options.
SCHEDULING: dict[str, Any] = {
    "enabledJoinBeforeHost": False,
    "joinBeforeHostMinutes": 10,
    "enabledAutoShareRecording": False,
    "enabledWebexAssistantByDefault": False,
    "delegateEmails": ["marcus.hoffmann@example.com", "brenda.song@example.com"],
}


def faults_of_update(body: dict[str, Any]) -> list[str]:
    """Return in what a body sent is not as the schema of an update has it."""
    missing = [f"{name} is missing" for name in ROOM_UPDATE_NEEDS - body.keys()]
    unknown = [f"{name} is unknown" for name in body.keys() - ROOM_UPDATE.keys()]
    # The types are exact: for Python, True is a number too.
    known = body.keys() & ROOM_UPDATE.keys()
    typed = [
        f"{name} has a wrong type" for name in known if type(body[name]) is not ROOM_UPDATE[name]
    ]
    hosts = [one for one in body.get("coHosts", ()) if not _is_co_host(one)]
    return [*missing, *unknown, *typed, *(f"{one} is no cohost" for one in hosts)]


def _is_co_host(one: Any) -> bool:
    wanted = {"email", "displayName"}
    return isinstance(one, dict) and one.keys() == wanted and {*map(type, one.values())} == {str}
