"""PUT of a Personal Meeting Room: what Webex takes, and what it says to the rest.

Follows https://developer.webex.com/docs/api/v1/meeting-preferences/update-personal-meeting-room-options
"""

from collections.abc import Mapping
from typing import Any

from ..refusal import Refusal
from ..world import Json

LONGEST_TOPIC = 128
MINUTES = (0, 5, 10, 15, 20)
_FLAGS = (
    "enabledAutoLock",
    "enabledNotifyHost",
    "supportCoHost",
    "supportAnyoneAsCoHost",
    "allowFirstUserToBeCoHost",
    "allowAuthenticatedDevices",
)
_NEEDED = (
    "topic",
    "hostPin",
    "enabledAutoLock",
    "autoLockMinutes",
    "enabledNotifyHost",
    "supportCoHost",
    "coHosts",
)
_SHORTEST_RUN = 4  # digits, as in the page's examples


def updated(room: Json, sent: Mapping[str, Any]) -> Json:
    """The room with what was sent in place of all that can be changed.

    Raises:
        Refusal: 400 for what is missing or not valid.
    """
    _check(sent, len(room["hostPin"]))
    given = {name: sent[name] for name in (*_NEEDED, *_FLAGS) if name in sent}
    # It replaces everything: a flag that was not sent is off.
    off = {name: False for name in _FLAGS if name in room}
    hosts = [{key: one[key] for key in ("email", "displayName")} for one in sent["coHosts"]]
    return {**room, **off, **given, "coHosts": hosts}


def _check(sent: Mapping[str, Any], digits: int) -> None:
    for name in _NEEDED:
        if sent.get(name) is None:
            raise Refusal(400, f"{name} is required.")
    for name in _FLAGS:
        if name in sent and not isinstance(sent[name], bool):
            raise Refusal(400, f"{name} must be true or false.")
    topic, minutes, pin = sent["topic"], sent["autoLockMinutes"], sent["hostPin"]
    if not isinstance(topic, str) or not 1 <= len(topic) <= LONGEST_TOPIC:
        raise Refusal(400, f"The length of topic must be between 1 and {LONGEST_TOPIC}.")
    if isinstance(minutes, bool) or minutes not in MINUTES:
        raise Refusal(400, "autoLockMinutes must be one of 0, 5, 10, 15 and 20.")
    if not _is_pin(pin, digits):
        raise Refusal(400, f"hostPin must be {digits} digits, neither sequential nor repeated.")
    if not isinstance(sent["coHosts"], list) or not all(map(_is_co_host, sent["coHosts"])):
        raise Refusal(400, "coHosts must have an email and a displayName each.")


def _is_pin(pin: object, digits: int) -> bool:
    if not isinstance(pin, str) or not (pin.isascii() and pin.isdigit() and len(pin) == digits):
        return False
    runs = (pin[at : at + _SHORTEST_RUN] for at in range(len(pin) - _SHORTEST_RUN + 1))
    return len(set(pin)) > 1 and not any(run in "0123456789 9876543210" for run in runs)


def _is_co_host(one: object) -> bool:
    names = ("email", "displayName")
    return isinstance(one, dict) and all(isinstance(one.get(name), str) for name in names)
