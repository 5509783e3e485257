"""What happened under the hood between a question and its answer."""

from dataclasses import dataclass

from ..ids import key_of
from ..journal import Call
from ..message import Action, Message
from ..refusal import Refusal
from ..sandbox import Sandbox
from ..world import Json, World
from .alone import question_named
from .label import label
from .told import Told, told


@dataclass(frozen=True, slots=True)
class _Pair:
    """A question (None: nobody asked) and its answer (None: not yet)."""

    asked: Message | Action | None
    answer: Message | None


def trace(webex: Sandbox, message_id: str) -> Json:
    """What the bot was told and called for the question that this message is, or answers.

    `start_ms` counts from when it was told of the question, and `ms` is how long a step took.

    Raises:
        Refusal: 404, there is no such message.
    """
    with webex.world.lock:
        message = webex.world.messages.get(message_id)
        if message is None:
            raise Refusal(404, "The message is gone.")
        pair = _pair(webex, message)
        heard = _heard(webex, pair)
    calls = _calls(webex, pair, heard)
    started = [*(one.started for one in heard), *(one.started for one in calls)]
    start = min(started, default=0.0)
    steps = [
        *(_telling(one, pair, start) for one in heard),
        *(_call(webex.world, one, start) for one in calls),
    ]
    return {
        "isAnswered": pair.answer is not None,
        "asked": _said(webex.world, pair.asked),
        "steps": sorted(steps, key=lambda step: (step["start_ms"], step["kind"] == "call")),
        "sent": dict(pair.answer.sent) if pair.answer else None,
    }


def _pair(webex: Sandbox, message: Message) -> _Pair:
    if message.person_id != webex.world.bot().id:
        return _Pair(message, next(iter(webex.replies(message.id)), None))
    return _Pair(_question_of(webex.world, message), message)


def _question_of(world: World, answer: Message) -> Message | Action | None:
    """The question: the one that the card names, else the latest of that thread before it."""
    named = question_named(answer)
    if named in world.messages or named in world.actions:
        return world.messages.get(named) or world.actions[named]
    thread = [answer.root_id, *world.threads.get(answer.root_id, ())]
    said = [world.messages[key] for key in thread if key in world.messages]
    pressed = [one for one in world.actions.values() if one.message_id in thread]
    asked: list[Message | Action] = [*said, *pressed]
    bot = world.bot().id
    earlier = [one for one in asked if one.seq < answer.seq and one.person_id != bot]
    return max(earlier, key=lambda one: one.seq, default=None)


def _said(world: World, asked: Message | Action | None) -> Json | None:
    if asked is None:
        return None
    words = asked.text if isinstance(asked, Message) else f"pressed: {asked.inputs.get('say', '')}"
    return {"who": world.people[asked.person_id].display_name, "words": words}


def calls_behind(webex: Sandbox, question: Message) -> list[Call]:
    """The calls that were made since a question was delivered which is not answered yet."""
    pair = _Pair(question, None)
    with webex.world.lock:
        heard = _heard(webex, pair)
    return _calls(webex, pair, heard)


def _heard(webex: Sandbox, pair: _Pair) -> list[Told]:
    keys = {_key(pair.asked), _key(pair.answer)}
    return [one for one in told(webex) if one.key in keys]


def _key(said: Message | Action | None) -> str | None:
    return key_of(said.id) if said else None


def _calls(webex: Sandbox, pair: _Pair, heard: list[Told]) -> list[Call]:
    """The calls between when the bot was first told of the question and of the answer.

    Nothing tells whom a call serves, so those that name another message are left out.
    """
    begun = [one.started for one in heard if one.key == _key(pair.asked)]
    ended = [one.started for one in heard if one.key == _key(pair.answer)]
    if not begun:
        return []
    found = [one for one in webex.calls(min(begun)) if not ended or one.started <= min(ended)]
    return [one for one in found if not _is_for_another(webex.world, one, pair)]


def _is_for_another(world: World, call: Call, pair: _Pair) -> bool:
    about = call.path.rsplit("/", 1)[-1]
    asked = pair.asked
    own = (
        {asked.id, asked.message_id if isinstance(asked, Action) else asked.root_id}
        if asked
        else ()
    )
    return (about in world.messages or about in world.actions) and about not in own


def _telling(one: Told, pair: _Pair, start: float) -> Json:
    is_question = one.key == _key(pair.asked)
    return {
        **one.step,
        "label": "Webex tells the bot" if is_question else "Webex tells the bot of its own answer",
        "start_ms": _ms(one.started - start),
        "ms": _ms(one.step["seconds"]),
    }


def _call(world: World, call: Call, start: float) -> Json:
    named = label(world, call)
    return {
        "kind": "call",
        "label": named.words,
        "isWell": call.status in named.well,
        "method": call.method,
        "path": call.path,
        "query": call.query,
        "status": call.status,
        "start_ms": _ms(call.started - start),
        "ms": _ms(call.ended - call.started),
        "as": call.token_owner_email,
    }


def _ms(seconds: float) -> float:
    return round(seconds * 1000, 1)
