"""What people paste elsewhere can be copied whole, in whatever answer it stands."""

import re
from collections.abc import Iterator
from typing import Any

import pytest

from bot import commands
from bot.dispatch.registry import commands_in
from bot.reply.blocks import Dial
from bot.sandbox import Sandbox
from bot.sandbox.seed import name
from tests.chat.running import Chat

# Inline code, and links with all that they hold.
_WHOLE = re.compile(r"`[^`]*`|\[[^\]]*\]\([^)]*\)")
# These end or begin something; the others only tell.
_NOT_ASKED = {"connect", "disconnect"}
_MORE = (
    "pmr numbers page 2",
    "pmr numbers nowhere",
    f"room {name.PARTNERS}",
    "rooms unicorn",
    f"id {name.UNICORN_ID}",
    f"whois {name.ANA_EMAIL}",
)


def _lines() -> list[str]:
    titles = [one.title for one in commands_in(commands) if one.is_listed]
    return sorted({*titles, *_MORE} - _NOT_ASKED)


def _dials(code: str, numbers: list[Any]) -> Iterator[str]:
    for one in numbers:
        yield Dial(one["callInNumber"], code).tap or ""


def _pasted(webex: Sandbox) -> set[str]:
    """Return every id, address, code and `number,,code#` of the pretend Webex."""
    world = webex.world
    found = {*world.rooms, *world.people, *world.organizations, *world.teams}
    for room in world.rooms.values():
        meeting = dict(room.meeting or {})
        for kind in ("callInTollNumber", "callInTollFreeNumber"):
            # With the meeting number a phone can be told to dial both, which is what is copied.
            number = Dial(str(meeting.pop(kind, "")), str(meeting.get("meetingNumber")))
            found.add(number.tap or "")
        found |= set(map(str, meeting.values()))
    for pmr in world.pmrs.values():
        code = pmr["telephony"]["accessCode"]
        found |= {pmr["personalMeetingRoomLink"], pmr["sipAddress"], pmr["dialInIpAddress"], code}
        for numbers in (pmr["telephony"]["callInNumbers"], *world.call_in_numbers.values()):
            found.update(_dials(code, numbers))
    return {text for text in found if text}


@pytest.mark.parametrize("who", [name.JOHN_EMAIL, name.ANA_EMAIL, name.HANA_EMAIL])
@pytest.mark.parametrize("room", [name.UNICORN, None], ids=["in a space", "1:1"])
def test_what_is_pasted_stands_in_code_or_in_a_link(chat: Chat, who: str, room: str | None) -> None:
    pasted, seen = _pasted(chat.webex), set()
    place = name.HELP_DESK if room and who == name.HANA_EMAIL else room
    for line in _lines():
        said = chat.told(line, who, place)
        loose = _WHOLE.sub("", said)
        assert [one for one in pasted if one in loose] == [], line
        seen |= {one for one in pasted if one in said}
    assert len(seen) > 5


def test_a_number_without_an_access_code_is_copied_whole_too(chat: Chat) -> None:
    telephony = chat.webex.world.pmrs[name.JOHN_EMAIL, name.SITE]["telephony"]
    code = telephony.pop("accessCode")
    try:
        said = chat.told("pmr")
    finally:
        telephony["accessCode"] = code
    assert "- **US Toll:** `123456789`\n" in said
