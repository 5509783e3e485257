"""Personal Meeting Rooms, sites and call-in numbers."""

from ..world import Json, World
from . import name
from .numbers import number, worldwide

_SITES = tuple(f"site{one}-example.webex.com" for one in range(1, 5))


def add_meetings(world: World) -> None:
    """John's room is the documented one; Ana's differs in all it can, Hana's is the least."""
    world.pmrs[name.JOHN_EMAIL, name.SITE] = _johns()
    world.pmrs[name.ANA_EMAIL, name.SITE] = _anas()
    world.pmrs[name.HANA_EMAIL, name.OTHER_SITE] = _hanas()
    world.delegates[name.JOHN_EMAIL] = [name.NOOR_EMAIL]
    world.sites[name.JOHN_EMAIL] = _sites(_SITES, name.SITE)
    world.sites[name.HANA_EMAIL] = _sites((name.OTHER_SITE, name.SITE), name.OTHER_SITE)
    for email in (name.ANA_EMAIL, name.NOOR_EMAIL, name.ADMIN_EMAIL, name.SERVICE_APP_EMAIL):
        world.sites[email] = _sites((name.SITE,), name.SITE)
    world.call_in_numbers[name.JOHN_MEETING] = [
        number("US Toll", "123456789", "toll"),
        number("UK Toll", "+44-20-7946-0018", "toll"),
    ]
    world.call_in_numbers[name.ANA_MEETING] = worldwide()


def _sites(urls: tuple[str, ...], default: str) -> list[Json]:
    return [{"siteUrl": url, "default": url == default} for url in urls]


def _johns() -> Json:
    """The example of .../meeting-preferences/get-personal-meeting-room-options; links is a list."""
    return {
        "topic": "John's PMR",
        "hostPin": "4325",
        "enabledAutoLock": False,
        "autoLockMinutes": 10,
        "enabledNotifyHost": True,
        "supportCoHost": True,
        "supportAnyoneAsCoHost": False,
        "allowFirstUserToBeCoHost": False,
        "allowAuthenticatedDevices": False,
        "coHosts": [{"email": name.JOHN_EMAIL, "displayName": "John Andersen"}],
        "personalMeetingRoomLink": f"https://{name.SITE}/meet/john",
        "sipAddress": name.JOHN_EMAIL,
        "dialInIpAddress": "192.168.100.100",
        "telephony": {
            "accessCode": "1234567890",
            "callInNumbers": [number("US Toll", "123456789", "toll")],
            "links": [
                {
                    "rel": "globalCallinNumbers",
                    "href": f"/v1/meetings/{name.JOHN_MEETING}/globalCallinNumbers",
                    "method": "GET",
                }
            ],
        },
    }


def _anas() -> Json:
    """Auto-lock on, several numbers; links is an object, as the schema has it."""
    return {
        "topic": "Ana's office",
        "hostPin": "8063",
        "enabledAutoLock": True,
        "autoLockMinutes": 10,
        "enabledNotifyHost": False,
        "supportCoHost": True,
        "supportAnyoneAsCoHost": True,
        "allowFirstUserToBeCoHost": False,
        "allowAuthenticatedDevices": True,
        "coHosts": [],
        "personalMeetingRoomLink": f"https://{name.SITE}/meet/ana.ruiz",
        "sipAddress": f"ana.ruiz@{name.SITE}",
        "dialInIpAddress": "192.168.100.101",
        "telephony": {
            "accessCode": "2551230042",
            "callInNumbers": [
                number("US Toll", "+1-408-555-0100", "toll"),
                number("Call-in toll-free number (US/Canada)", "+1-800-555-0101", "tollFree"),
                number("Germany Toll", "+49-30-5550102", "toll"),
            ],
            "links": {
                "rel": "globalCallinNumbers",
                "href": f"/api/v1/meetings/{name.ANA_MEETING}/globalCallinNumbers",
                "method": "GET",
            },
        },
    }


def _hanas() -> Json:
    """Only what the schema requires, and on her other site."""
    return {
        "topic": "Hana",
        "hostPin": "7294",
        "personalMeetingRoomLink": f"https://{name.OTHER_SITE}/meet/hana.desk",
        "enabledAutoLock": False,
        "enabledNotifyHost": False,
        "supportCoHost": False,
        "sipAddress": f"hana.desk@{name.OTHER_SITE}",
        "dialInIpAddress": "192.168.100.102",
        "telephony": {
            "accessCode": "2559990042",
            "callInNumbers": [number("US Toll", "+1-408-555-0104", "toll")],
        },
    }
