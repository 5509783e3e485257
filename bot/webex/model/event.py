"""What happened at Webex, as its deliveries tell it and as the inbox keeps it."""

from dataclasses import dataclass

# What the bot answers: a message, a press, and its own arrival in a space.
WANTED = (("messages", "created"), ("attachmentActions", "created"), ("memberships", "created"))


@dataclass(frozen=True, slots=True)
class Event:
    """What happened, as the webhook's payload tells it without any call.

    `id` is the message, the attachment action or the membership. `pressed_id` is the message
    whose button was pressed. `person_email` is missing from attachment actions. `room_type` is
    `direct`, `group` or None. `was_missed`: it was found later, and not delivered.
    `is_asked_anew`: the operator has it answered as if it had just been asked.
    """

    resource: str
    event: str
    id: str
    room_id: str
    person_id: str
    person_email: str | None = None
    room_type: str | None = None
    created: str | None = None
    pressed_id: str | None = None
    was_missed: bool = False
    is_asked_anew: bool = False
