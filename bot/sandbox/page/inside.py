"""What one person sees in one space: who is there, what can be done, and what was said."""

from itertools import islice

from ..message import Message
from ..moment import stamp
from ..record import Person, Room
from ..sandbox import Sandbox
from ..sight import readers
from ..world import Json, World
from .alone import answered_alone, said_alone
from .cast import card_of
from .keeper import State
from .rules import rules_of
from .spoken import spoken
from .starters import starters
from .waiting import waiting

MOST_MESSAGES = 100


def inside(webex: Sandbox, process: State, person: Person, room: Room | None) -> Json:
    """A space; None is the person's 1:1 space with the bot before it is used."""
    world = webex.world
    rules = rules_of(world, person, room)
    is_direct = room is None or room.kind == "direct"
    said = _latest(world, room)
    went = {} if is_direct else _went(world, person, said)
    unanswered = [one for one in said if one.id not in went and _is_open(webex, one)]
    return {
        "members": [card_of(one) for one in members_of(world, person, room)],
        "canWrite": rules.can_write,
        "rule": rules.says,
        "starters": starters(person, is_direct=is_direct) if rules.can_write else [],
        "waiting": waiting(webex, process, unanswered),
        "messages": [_message(world, person, one, went.get(one.id)) for one in said],
    }


def _went(world: World, person: Person, said: list[Message]) -> dict[str, str]:
    """Which of these messages have their answer 1:1, and in which message there."""
    told = said_alone(world, person)
    heard = [one for one in said if _concerns_bot(world, one)]
    found = {one.id: answered_alone(world, person, one, told) for one in heard}
    return {key: answer for key, answer in found.items() if answer}


def members_of(world: World, person: Person, room: Room | None) -> list[Person]:
    """Who is in a space."""
    keys = world.members[room.id] if room else (person.id, world.bot().id)
    return [world.people[key] for key in keys]


def _latest(world: World, room: Room | None) -> list[Message]:
    """The latest messages, oldest first, each thread in one piece."""
    timeline = world.timelines.get(room.id, ()) if room else ()
    found = filter(None, (world.messages.get(key) for key in reversed(timeline)))
    latest = [*islice(found, MOST_MESSAGES)]
    starts = {message.id: message.seq for message in latest}
    latest.sort(key=lambda one: (starts.get(one.root_id, one.seq), one.seq))
    return latest


def _is_open(webex: Sandbox, message: Message) -> bool:
    """Whether it is a question to the bot that has no answer yet."""
    is_question = message.person_id != webex.world.bot().id
    return is_question and _concerns_bot(webex.world, message) and not webex.replies(message.id)


def _concerns_bot(world: World, message: Message) -> bool:
    return world.bot().id in readers(world, message)


def _message(world: World, person: Person, message: Message, went: str | None) -> Json:
    author = world.people[message.person_id]
    return {
        "id": message.id,
        "seq": message.seq,
        "root": message.root_id,
        "author": card_of(author),
        "created": stamp(message.created),
        "edits": message.edits,
        "hasStory": _concerns_bot(world, message),
        "unheard": author.id == person.id and not _concerns_bot(world, message),
        "went": went,
        "alone": message.room_kind == "direct" and author.kind == "bot",
        "parts": None if message.markdown else spoken(message.draft),
        "markdown": message.markdown,
        "card": message.card,
        "files": list(message.draft.files),
    }
