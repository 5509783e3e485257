"""What can go wrong at the press of a button.

What concerns the event socket happens at the next event: what is cut at once is whole again before
anybody has asked something.
"""

import copy
from dataclasses import dataclass

from ..event_socket import Trouble
from ..faults import Fault, Faults
from ..refusal import Refusal
from ..sandbox import Sandbox
from ..seed import name
from ..world import Json, World

SLOW_S = 1.0


@dataclass(frozen=True, slots=True)
class Mishap:
    """One thing that goes wrong: by a fault, by a trouble, else it is one that `switch` knows."""

    key: str
    title: str
    says: str
    fault: Fault | None = None
    trouble: Trouble | None = None


MISHAPS = (
    Mishap("slow", "Webex is slow", "Every call takes a second longer."),
    Mishap(
        "failing",
        "Webex fails",
        "The next 4 calls are answered with 503.",
        Fault(status=503, times=4),
    ),
    Mishap(
        "limited",
        "Rate limited",
        "The next 2 calls are answered with 429, try again in 2 seconds.",
        Fault(status=429, headers={"Retry-After": "2"}, times=2),
    ),
    Mishap("twice", "Delivered twice", "Webex tells the bot of everything two times."),
    Mishap(
        "cut",
        "Line cut",
        "The next answer is posted, but the line breaks before the bot hears of it.",
        Fault(method="POST", path="/messages", cut=True, after=True, times=1),
    ),
    Mishap(
        "gone",
        "Space deleted",
        "Webex does not find the space that the bot asks about: 404.",
        Fault(method="GET", path="/rooms/*", status=404),
    ),
    Mishap(
        "scope",
        "Token without scope",
        "The token may not read Personal Meeting Rooms: 403. Try pmr.",
        Fault(path="/meetingPreferences/*", status=403),
    ),
    Mishap(
        "doubtful",
        "Change in doubt",
        "The next change of a room is made, and answered with 502. Try pmr lock.",
        Fault(method="PUT", path="/meetingPreferences/*", status=502, after=True, times=1),
    ),
    Mishap(
        "ignores",
        "Access ignores the address",
        "Webex shows and changes the room of the access’s own account, whoever is asked for. What "
        "it found out the bot remembers for a quarter of an hour, or until it is killed.",
    ),
)


SOCKET_MISHAPS = (
    Mishap(
        "socket-cut",
        "Socket cut",
        "The line breaks at the next event, which is lost. The bot connects again within seconds.",
        trouble="cut",
    ),
    Mishap(
        "socket-replaced",
        "Socket replaced",
        "At the next event, which is lost, another program takes over the bot’s device. The bot "
        "stands down, and tries again within a minute.",
        trouble="replaced",
    ),
    Mishap(
        "device-forgotten",
        "Device forgotten",
        "At the next event, which is lost, Webex forgets the bot’s device: 404 for the next "
        "connection. The bot registers anew.",
        trouble="forgotten",
    ),
    Mishap(
        "event-skipped",
        "Event skipped",
        "The next event is lost. A gap in the numbers of the events tells, once another comes.",
        trouble="skipped",
    ),
)


def _known(webex: Sandbox) -> tuple[Mishap, ...]:
    return (*MISHAPS, *SOCKET_MISHAPS) if webex.socket.is_used else MISHAPS


def listed(webex: Sandbox) -> list[Json]:
    """Every mishap, and whether it is in force; `left` is how many calls it will still hit."""
    return [
        {
            "key": mishap.key,
            "title": mishap.title,
            "says": mishap.says,
            "on": _is_on(webex, mishap),
            "left": _left(webex.faults, mishap.fault) if mishap.fault else None,
        }
        for mishap in _known(webex)
    ]


def switch(webex: Sandbox, key: str, *, on: bool) -> None:
    """Let it go wrong from now on, or no more.

    Raises:
        Refusal: 404, there is no such mishap.
    """
    found = next((mishap for mishap in _known(webex) if mishap.key == key), None)
    if found is None:
        raise Refusal(404, f"There is no mishap {key!r}.")
    if found.fault:
        webex.faults.remove(found.fault)
        if on:
            webex.faults.add(found.fault)
    elif found.trouble:
        with webex.world.lock:
            webex.socket.troubles -= {found.trouble}
            webex.socket.troubles |= {found.trouble} if on else set()
    elif key == "slow":
        webex.faults.latency_s = SLOW_S if on else 0.0
    elif key == "ignores":
        _ignore(webex.world, on=on)
    else:
        webex.courier.copies = webex.socket.copies = 2 if on else 1


def _is_on(webex: Sandbox, mishap: Mishap) -> bool:
    if mishap.trouble:
        return mishap.trouble in webex.socket.troubles
    if mishap.fault:
        return webex.faults.has(mishap.fault) and _left(webex.faults, mishap.fault) != 0
    if mishap.key == "ignores":
        return webex.world.switches.ignore_user_email
    return webex.faults.latency_s > 0 if mishap.key == "slow" else webex.courier.copies > 1


def _ignore(world: World, *, on: bool) -> None:
    """Let `userEmail` count for nothing; the access’s account has a room of its own meanwhile."""
    key = (name.SERVICE_APP_EMAIL, name.SITE)
    with world.lock:
        world.switches.ignore_user_email = on
        if not on:
            world.pmrs.pop(key, None)
            return
        link = f"https://{name.SITE}/meet/roomdesk"
        johns = copy.deepcopy(world.pmrs[name.JOHN_EMAIL, name.SITE])
        own = {"topic": "Nobody’s", "personalMeetingRoomLink": link, "sipAddress": key[0]}
        world.pmrs[key] = {**johns, **own}


def _left(faults: Faults, fault: Fault) -> int | None:
    if fault.times is None or not faults.has(fault):
        return None
    return fault.times - faults.hits(fault)
