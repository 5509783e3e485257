"""Webhook filters: `key=value` pairs joined with `&`.

Follows https://developer.webex.com/docs/webhooks#filtering-webhooks.
"""

from collections.abc import Mapping
from urllib.parse import parse_qsl

from .event import Event
from .record import Webhook
from .refusal import Refusal
from .world import World

_PEOPLE = ("roomId", "personId", "personEmail")
KEYS: Mapping[str, tuple[str, ...]] = {
    "messages": (*_PEOPLE, "roomType", "mentionedPeople", "hasFiles", "hasAttachments"),
    "memberships": (*_PEOPLE, "isModerator"),
    "attachmentActions": ("roomId", "personId", "messageId"),
    "rooms": ("type", "isLocked"),
    "all": (),
}
EVENTS: Mapping[str, tuple[str, ...]] = {
    "messages": ("created", "updated", "deleted"),
    "memberships": ("created", "updated", "deleted"),
    "attachmentActions": ("created",),
    "rooms": ("created", "updated", "migrated"),
    "all": (),
}
FIREHOSE = ("memberships", "messages", "rooms")
"""What a webhook for every resource hears of."""


def check_filter(world: World, owner_id: str, resource: str, text: str) -> None:
    """Look at the filter of a webhook that is about to be made.

    Raises:
        Refusal: 400 for a key the resource has not, or the id of a room that is not the owner's.
    """
    for key, value in parse_qsl(text, keep_blank_values=True):
        known = key in KEYS[resource]
        if not known or (key == "roomId" and owner_id not in world.members.get(value, {})):
            raise Refusal(400, f"invalid value for filter: {key}")


def hears(hook: Webhook, event: Event) -> bool:
    """Whether the webhook is told of the event."""
    if hook.status != "active" or hook.creator_id not in event.audience:
        return False
    wide = hook.resource == "all" and event.resource in FIREHOSE
    if not wide and hook.resource != event.resource:
        return False
    if hook.event not in ("all", event.name):
        return False
    pairs = parse_qsl(hook.filter or "", keep_blank_values=True)
    return all(_passes(key, value, event, hook.creator_id) for key, value in pairs)


def _passes(key: str, value: str, event: Event, owner_id: str) -> bool:
    fact = event.facts.get(key)
    if key == "mentionedPeople":
        return (owner_id if value == "me" else value) in (fact or ())
    if isinstance(fact, bool):
        return value == str(fact).lower()
    return bool(value == fact)
