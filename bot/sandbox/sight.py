"""Who can read a message: bots see of a group room only what mentions them.

Follows the guide on bots: https://developer.webex.com/docs/bots
"""

from .message import Message
from .record import Person
from .refusal import no_message
from .world import World


def readers(world: World, message: Message) -> frozenset[str]:
    """The ids of those who can read it: members, but bots only if mentioned or its author."""
    return frozenset(
        key for key in world.members[message.room_id] if _reaches(world.people[key], message)
    )


def _reaches(person: Person, message: Message) -> bool:
    return (
        person.kind != "bot"
        or message.room_kind == "direct"
        or message.person_id == person.id
        or person.id in message.draft.mentioned_people
    )


def sees(world: World, person: Person, message: Message) -> bool:
    """Whether the person can read it."""
    return person.id in world.members[message.room_id] and _reaches(person, message)


def message_for(world: World, person: Person, message_id: str) -> Message:
    """A message the person can read.

    Raises:
        Refusal: 404, alike for "does not exist" and "not for you".
    """
    message = world.messages.get(message_id)
    if message is None or not sees(world, person, message):
        raise no_message()
    return message
