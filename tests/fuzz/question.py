"""The questions of a run: each is made of the seed and its number alone, here and at Webex."""

import json
import random
import unicodedata
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta

from bot import ids
from bot.reply.plain_text import one_line
from bot.sandbox.ids import make_id
from bot.sandbox.moment import stamp
from bot.sandbox.seed import name
from bot.webex.model.event import Event
from tests.fuzz import words
from tests.fuzz.ids import BOT_ID, id_of, person_of, space_of
from tests.fuzz.junk import choice_for
from tests.fuzz.line import Json, inputs_of, line_of, message_of

DESK_EMAIL = "desk@example.com"  # of the help desk, who may ask about others
_RESOURCES = ("messages",) * 7 + ("attachmentActions",) * 3 + ("memberships",)


@dataclass(frozen=True, slots=True)
class Question:
    """What Webex says of one question: the webhook's event, and the thing that it is about.

    `is_about_pin` tells that the host PIN may be in the answer.
    """

    number: int
    is_direct: bool
    envelope: Json
    thing: Json
    is_about_pin: bool

    @property
    def body(self) -> bytes:
        """The body of the delivery."""
        return json.dumps(self.envelope).encode()


def is_direct_space(seed: object, space: int) -> bool:
    """Tell whether the space with that number is 1:1."""
    return choice_for(seed, "space", space).random() < 0.4


def question(seed: object, number: int) -> Question:
    """Return the question with that number."""
    choice = choice_for(seed, "question", number)
    resource = choice.choice(_RESOURCES)
    space, person = space_of(number), person_of(number)
    is_direct = is_direct_space(seed, space)
    said = line_of(choice, number)
    room_type = "direct" if is_direct else "group"
    data: Json = {
        "id": id_of(resource.upper()[:7], number),
        "roomId": id_of("ROOM", space),
        "roomType": room_type,
        "personId": BOT_ID if resource == "memberships" else id_of("PEOPLE", person),
        "personEmail": choice.choice((f"p{person}@example.com", DESK_EMAIL, DESK_EMAIL)),
        "created": _created(choice),
    }
    if choice.random() < 0.05:
        data["personEmail"] = words.address(choice)
    if choice.random() < 0.1:
        data.pop(choice.choice(("roomType", "personEmail", "created")))
    if resource == "attachmentActions":
        data |= {"messageId": id_of("MESSAGE", number), "type": "submit"}
        data.pop("roomType", None)
        thing = {**data, "inputs": inputs_of(choice, said)}
    else:
        thing = {**data, "roomType": room_type, **message_of(choice, said)}
        if choice.random() < 0.1:
            thing["parentId"] = words.path_trick(choice)
    # With marks on its letters, too, a word is the same word to the bot.
    letters = unicodedata.normalize("NFKD", one_line(json.dumps(thing, ensure_ascii=False)))
    written = "".join(char for char in letters if not unicodedata.combining(char)).casefold()
    return Question(number, is_direct, _envelope(resource, data), thing, "pin" in written)


def lie(seed: object, number: int, choice: random.Random) -> bytes:
    """Return the body of a delivery that names another person, space or card than Webex shows."""
    envelope = question(seed, number).envelope
    data, other = envelope["data"], number + choice.choice((1, 7, 400))
    lies: Json = {
        "personId": id_of("PEOPLE", person_of(other)),
        "personEmail": DESK_EMAIL,
        "roomId": id_of("ROOM", space_of(other)),
        "roomType": "direct",
        "messageId": id_of("MESSAGE", other),
    }
    told = choice.sample(sorted(lies), choice.choice((1, 1, 2, 5)))
    changed = {key: lies[key] for key in told if key in data or key == "roomType"}
    return json.dumps({**envelope, "data": {**data, **changed}}).encode()


def differs(event: Event, asked: Question) -> bool:
    """Tell whether an event names another person, space or card than Webex shows."""
    wanted = {"personId": event.person_id, "roomId": event.room_id}
    if event.pressed_id:
        wanted["messageId"] = event.pressed_id
    return not all(ids.same(one, asked.thing.get(key)) for key, one in wanted.items())


def _created(choice: random.Random) -> str:
    now = datetime.now(UTC)
    if choice.random() < 0.9:
        return stamp(now)
    odd = ("", "now", "9999-12-31T23:59:59-23:59", "0001-01-01T00:00:00+23:59", "x" * 10_000)
    return choice.choice((*odd, stamp(now - timedelta(hours=80)), stamp(now + timedelta(days=99))))


def _envelope(resource: str, data: Json) -> Json:
    return {
        "id": make_id("WEBHOOK", "hook"),
        "name": f"Roomdesk {resource}",
        "targetUrl": "https://bot.example/webhook",
        "resource": resource,
        "event": "created",
        "orgId": name.ORG_ID,
        "createdBy": BOT_ID,
        "appId": make_id("APPLICATION", "app"),
        "ownedBy": "creator",
        "status": "active",
        "actorId": data["personId"],
        "data": data,
    }
