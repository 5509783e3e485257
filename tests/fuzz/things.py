"""What Webex holds: spaces, people, meetings, and nothing in them is harmless."""

import random
from collections.abc import Callable, Mapping

from bot.sandbox.ids import make_id
from bot.sandbox.seed import name
from tests.fuzz import words
from tests.fuzz.ids import BOT_ID, id_of, number_in
from tests.fuzz.junk import JUNK
from tests.fuzz.line import Json
from tests.fuzz.oracle import ALONE, PIN
from tests.fuzz.question import DESK_EMAIL

_TIMES = (
    "2016-04-21T19:12:48.920Z",
    "2016-04-21T19:12:48+00:00",
    "9999-12-31T23:59:59.999-23:59",
    "0001-01-01T00:00:00+23:59",
    "yesterday",
)


def room_of(choice: random.Random, number: int, is_direct: bool) -> Json:
    """Return a space."""
    room: Json = {
        "id": id_of("ROOM", number),
        "title": words.text(choice),
        "type": "direct" if is_direct else "group",
        "lastActivity": choice.choice(_TIMES),
        "created": choice.choice(_TIMES),
        "madePublic": choice.choice(_TIMES),
        "description": words.text(choice),
        "isLocked": choice.choice(JUNK),
        "isPublic": choice.choice(JUNK),
        "isAnnouncementOnly": True,
        "teamId": choice.choice((make_id("TEAM", str(number)), words.path_trick(choice))),
        "creatorId": choice.choice((make_id("PEOPLE", str(number)), words.path_trick(choice))),
        "classificationId": make_id("CLASSIFICATION", "1"),
        "ownerId": choice.choice((name.ORG_ID, words.text(choice))),
    }
    if choice.random() < 0.1:
        room["errors"] = {"title": {"code": words.text(choice), "reason": "<b>"}}
    return room


def _meeting(choice: random.Random) -> Json:
    return {
        "meetingLink": words.link(choice),
        "sipAddress": words.text(choice),
        "meetingNumber": choice.choice(("123 456 789", words.text(choice))),
        "meetingId": words.text(choice),
        "callInTollFreeNumber": choice.choice(("+1-800-5550100", words.text(choice))),
        "callInTollNumber": words.text(choice),
    }


def person_of(choice: random.Random, person_id: str) -> Json:
    """Return somebody's account."""
    number = number_in(person_id)
    emails = [choice.choice((f"p{number}@example.com", DESK_EMAIL, words.address(choice)))]
    return {
        "id": person_id,
        "emails": choice.choice((emails, emails, [], JUNK)),
        "displayName": words.text(choice),
        "nickName": words.text(choice),
        "orgId": choice.choice((name.ORG_ID, name.OTHER_ORG_ID)),
        "type": "person",
    }


def members_of(choice: random.Random, query: dict[str, str]) -> list[Json]:
    """Return the one asked for, or some."""
    ids = [query["personId"]] if "personId" in query else [BOT_ID, make_id("PEOPLE", "9")]
    return [
        {
            "id": make_id("MEMBERSHIP", "9"),
            "roomId": query.get("roomId"),
            "personId": one,
            "personEmail": words.address(choice),
            "personDisplayName": words.text(choice),
        }
        for one in ids
        if choice.random() < 0.7
    ]


def _personal_room(choice: random.Random) -> Json:
    numbers = [
        {
            "label": words.text(choice),
            "callInNumber": choice.choice(("+1-408-5250100", words.text(choice))),
            "tollType": choice.choice(("toll", "tollFree", words.text(choice))),
        }
        for _ in range(choice.choice((0, 1, 3, 150)))
    ]
    link = {"rel": words.text(choice), "href": words.link(choice), "method": words.text(choice)}
    return {
        "topic": words.text(choice),
        "hostPin": PIN,
        "personalMeetingRoomLink": words.link(choice),
        "sipAddress": words.text(choice),
        "dialInIpAddress": words.text(choice),
        "telephony": {"accessCode": words.text(choice), "callInNumbers": numbers, "links": link},
        "enabledAutoLock": choice.choice(JUNK),
        "autoLockMinutes": choice.choice((10, *JUNK)),
        "enabledNotifyHost": choice.choice(JUNK),
        "supportCoHost": True,
        "supportAnyoneAsCoHost": False,
        "allowFirstUserToBeCoHost": False,
        "allowAuthenticatedDevices": choice.choice(JUNK),
        "coHosts": [
            {"email": words.address(choice), "displayName": f"{ALONE} {words.text(choice)}"}
            for _ in range(choice.choice((0, 1, 40)))
        ],
    }


def _site(choice: random.Random) -> Json:
    return {
        "siteUrl": choice.choice(("site4-example.webex.com", words.text(choice))),
        "default": choice.choice((True, False, "yes")),
    }


def _named(choice: random.Random) -> Json:
    return {"name": words.text(choice), "items": [{"name": words.text(choice)}]}


def _people(choice: random.Random) -> Json:
    return {"items": [person_of(choice, make_id("PEOPLE", "x"))]}


def _classifications(choice: random.Random) -> Json:
    ids = [make_id("CLASSIFICATION", "1"), words.path_trick(choice)]
    return {"items": [{"id": one, "title": words.text(choice)} for one in ids]}


def _sites(choice: random.Random) -> Json:
    return {"sites": [_site(choice) for _ in range(choice.choice((0, 1, 3, 200)))]}


# By the last part of the path.
_BY_NAME: Mapping[str, Callable[[random.Random], Json]] = {
    "meetingInfo": _meeting,
    "people": _people,
    "classifications": _classifications,
    "personalMeetingRoom": _personal_room,
    "sites": _sites,
}


def thing_of(choice: random.Random, what: str) -> Json:
    """Return what there is at a path that ends so."""
    make = _BY_NAME.get(what, _named)
    return make(choice)
