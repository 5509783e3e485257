"""What can be changed about a Personal Meeting Room, all of it at once.

https://developer.webex.com/docs/api/v1/meeting-preferences/update-personal-meeting-room-options
"""

from collections.abc import Callable, Mapping
from dataclasses import dataclass, replace
from typing import Any

from bot.ids import folded
from bot.secret import Secret
from bot.webex.model import fields
from bot.webex.model.fields import Data

_PIN = "hostPin"


def _co_hosts(data: Data, name: str) -> list[dict[str, str]] | None:
    """Return the list; None where a part of it is missing, since it could not be given back."""
    listed = data.get(name)
    if not isinstance(listed, list):
        return None
    found = [
        {"email": email, "displayName": called}
        for item in fields.objects(data, name)
        if (email := fields.text(item, "email")) and (called := fields.text(item, "displayName"))
    ]
    return found if len(found) == len(listed) else None


_READ: Mapping[str, Callable[[Data, str], Any]] = {
    "topic": fields.text,
    "enabledAutoLock": fields.flag,
    "autoLockMinutes": fields.number,
    "enabledNotifyHost": fields.flag,
    "supportCoHost": fields.flag,
    "supportAnyoneAsCoHost": fields.flag,
    "allowFirstUserToBeCoHost": fields.flag,
    "allowAuthenticatedDevices": fields.flag,
    "coHosts": _co_hosts,
}
_MAY_BE_LEFT_OUT = {
    "supportAnyoneAsCoHost",
    "allowFirstUserToBeCoHost",
    "allowAuthenticatedDevices",
}


@dataclass(frozen=True, slots=True)
class RoomOptions:
    """The properties that an update replaces, as they were read or are meant to be.

    `values` has those that Webex told, but for the host PIN; `link` is the room's own.
    """

    values: Mapping[str, Any]
    host_pin: Secret | None
    link: str | None = None

    @classmethod
    def read(cls, data: Data, host_pin: Secret | None) -> "RoomOptions":
        """Read the page's JSON object, from which the host PIN was taken out."""
        found = {name: read(data, name) for name, read in _READ.items()}
        values = {name: value for name, value in found.items() if value is not None}
        return cls(values, host_pin, fields.text(data, "personalMeetingRoomLink"))

    def changed(self, **values: Any) -> "RoomOptions":
        """Return the same with other values."""
        return replace(self, values={**self.values, **values})

    @property
    def lacking(self) -> tuple[str, ...]:
        """What an update needs and Webex did not tell."""
        needed = [name for name in _READ if name not in {*self.values, *_MAY_BE_LEFT_OUT}]
        return (*needed, *([] if self.host_pin else [_PIN]))

    def body(self) -> dict[str, Any]:
        """Return the JSON object that makes a room so; the host PIN is in it."""
        pin = {_PIN: self.host_pin.reveal()} if self.host_pin else {}
        return {**self.values, **pin}

    def is_as_meant(self, meant: "RoomOptions") -> bool:
        """Tell whether a room is as it was meant to be. Who cohosts is told by address."""
        is_same = all(
            _plain(self.values.get(name)) == _plain(meant.values[name]) for name in meant.values
        )
        return is_same and self.host_pin == meant.host_pin


def _plain(value: Any) -> Any:
    return {folded(one["email"]) for one in value} if isinstance(value, list) else value
