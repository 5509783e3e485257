"""Somebody's Personal Meeting Room as its page at Webex would show it to them."""

from ..record import Person
from ..world import Json, World


def own_room(world: World, person: Person) -> list[Json]:
    """What they have set, a label and a value each; nothing for who has no room."""
    sites = [one["siteUrl"] for one in world.sites.get(person.email, ())]
    rooms = [world.pmrs[person.email, site] for site in sites if (person.email, site) in world.pmrs]
    if not rooms:
        return []
    room = rooms[0]
    told = {
        "Topic": room["topic"],
        "Automatic lock": _lock(room),
        "Lobby emails": _switch(room["enabledNotifyHost"]),
        "Others host": _hosting(room),
        "Cohosts": ", ".join(one["displayName"] for one in room.get("coHosts", ())) or "nobody",
        "Video devices join": _switch(room.get("allowAuthenticatedDevices")),
        "Host PIN": room["hostPin"],
        "Delegates": ", ".join(world.delegates.get(person.email, ())) or "nobody",
    }
    return [{"label": label, "value": value} for label, value in told.items()]


def _lock(room: Json) -> str:
    if not room["enabledAutoLock"]:
        return "off"
    return f"after {room.get('autoLockMinutes', '?')} minutes"


def _switch(is_on: bool | None) -> str:
    return "on" if is_on else "off"


def _hosting(room: Json) -> str:
    if not room["supportCoHost"]:
        return "nobody"
    if room.get("supportAnyoneAsCoHost"):
        return "anyone"
    return "the first to join" if room.get("allowFirstUserToBeCoHost") else "the cohosts"
