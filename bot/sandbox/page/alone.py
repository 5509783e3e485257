"""Which questions of a space were answered 1:1, and by which message."""

from ..message import Message
from ..record import Person
from ..space import known_direct_room
from ..world import World


def question_named(message: Message) -> str:
    """The id of the question that an answer's card names, "" where none does."""
    body = (message.card or {}).get("body") or [{}]
    return str(body[0].get("id", ""))


def said_alone(world: World, person: Person) -> list[Message]:
    """What the bot said to a person 1:1, oldest first."""
    room = known_direct_room(world, person, world.bot())
    timeline = world.timelines.get(room.id, ()) if room else ()
    said = (world.messages[key] for key in timeline if key in world.messages)
    return [one for one in said if one.person_id != person.id]


def answered_alone(
    world: World, person: Person, message: Message, told: list[Message]
) -> str | None:
    """The id of the 1:1 message with the answer to this question, or that this reply speaks of."""
    named = {question_named(one): one.id for one in told if question_named(one)}
    if message.person_id == world.bot().id:
        return named.get(question_named(message))
    if message.person_id != person.id or _is_replied_to(world, message):
        return None
    return named.get(message.id) or _unnamed(told, message)


def _is_replied_to(world: World, question: Message) -> bool:
    thread = (world.messages.get(key) for key in world.threads.get(question.root_id, ()))
    bot = world.bot().id
    return any(one and one.person_id == bot and one.seq > question.seq for one in thread)


def _unnamed(told: list[Message], question: Message) -> str | None:
    """Without a card nothing names the question: then it is the next that the bot said 1:1."""
    later = (
        one
        for one in told
        if one.seq > question.seq and not one.parent_id and not question_named(one)
    )
    found = next(later, None)
    return found.id if found else None
