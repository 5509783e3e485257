"""What happened in a conversation, as the event socket tells it: with UUIDs instead of API ids."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from bot.errors import BadDeliveryError
from bot.ids import WebexId, is_uuid
from bot.webex.model import fields
from bot.webex.model.event import Event

# An update, as of a file with a text, tells of a message that was told of before.
_RESOURCES = {
    "post": "messages",
    "share": "messages",
    "cardAction": "attachmentActions",
    "add": "memberships",
}
# The kinds that API ids name.
_KINDS = {
    "messages": "MESSAGE",
    "attachmentActions": "ATTACHMENT_ACTION",
    "memberships": "MEMBERSHIP",
}


@dataclass(frozen=True, slots=True)
class Activity:
    """An activity that the bot answers. `key` is its own UUID, or that of a membership.

    `url` is the space at the conversation service. `pressed` is the message whose button was
    pressed; None where that is not told.
    """

    resource: str
    key: str
    room: str
    person: str
    url: str
    email: str | None = None
    room_type: str | None = None
    created: str | None = None
    pressed: str | None = None

    @property
    def is_press(self) -> bool:
        """Whether a button was pressed."""
        return self.resource == "attachmentActions"

    def event(self, cluster: str, pressed: str | None = None) -> Event:
        """Return it as a webhook would tell it, with the API ids of that cluster.

        `pressed` is the API id of the message whose button was pressed, where Webex was asked.
        """
        if self.pressed is not None:
            pressed = WebexId(cluster, "MESSAGE", self.pressed).encoded()
        return Event(
            self.resource,
            "created",
            WebexId(cluster, _KINDS[self.resource], self.key).encoded(),
            WebexId(cluster, "ROOM", self.room).encoded(),
            WebexId("us", "PEOPLE", self.person).encoded(),
            person_email=self.email,
            room_type=self.room_type,
            created=self.created,
            pressed_id=pressed,
        )


def read(data: Mapping[str, Any]) -> Activity | None:
    """Return an activity; None if the bot has no use for such a one, as for an edit.

    Raises:
        BadDeliveryError: it is one that the bot answers, and lacks what every such has.
    """
    resource = _RESOURCES.get(fields.text(data, "verb") or "")
    target, parent = fields.object_(data, "target"), fields.object_(data, "parent")
    if resource is None or fields.text(parent, "type") == "edit":
        return None
    is_arrival = resource == "memberships"
    who = fields.object_(data, "object" if is_arrival else "actor")
    room, person = _uuid(target, "id"), _uuid(who, "entryUUID", "id")
    return Activity(
        resource,
        f"{person}:{room}" if is_arrival else _uuid(data, "id"),
        room,
        person,
        fields.text(target, "url") or "",
        fields.text(who, "emailAddress"),
        _room_type(target),
        fields.text(data, "published"),
        _uuid(parent, "id") if resource == "attachmentActions" and parent else None,
    )


def _room_type(target: Mapping[str, Any]) -> str | None:
    if "tags" not in target:
        return None
    return "direct" if "ONE_ON_ONE" in fields.texts(target, "tags") else "group"


def _uuid(data: Mapping[str, Any], *names: str) -> str:
    for name in names:
        value = fields.text(data, name) or ""
        if is_uuid(value):
            return value.lower()
    raise BadDeliveryError(f"“{names[0]}” is missing or no UUID")
