"""pmr topic [words]: what one's own room is called."""

import re

from bot.commands.shared.change import Change
from bot.commands.shared.own_room import changes
from bot.dispatch.ask import Ask
from bot.dispatch.confirmation import Wanted
from bot.dispatch.context import Context
from bot.dispatch.grammar.vocabulary import Words
from bot.errors import UsageError
from bot.reply.blocks import Reply
from bot.webex.model.room_options import RoomOptions
from bot.webex.room_resource import OWN_ROOM

_TITLE = "pmr topic"
_LONGEST = 128  # characters, says the page
_TYPED = re.compile(r"\b(?:topic|name|title)\b[ \t:=]*([^\r\n]*)", re.IGNORECASE)
_QUOTED = re.compile(r"[\"“„«](.*)[\"”“»]")


def _wanted(_context: Context, ask: Ask) -> Wanted | None:
    # The words of a line have lost their quotes and spaces; the topic is to be as it was typed.
    found = _TYPED.search(ask.origin.text)
    said = (found[1] if found else " ".join(ask.words)).strip()
    quoted = _QUOTED.fullmatch(said)
    topic = quoted[1].strip() if quoted else said
    if len(topic) > _LONGEST:
        raise UsageError(
            "That topic is too long", f"It can have {_LONGEST} characters; this has {len(topic)}."
        )
    return {"to": topic} if topic else None


def _apply(room: RoomOptions, wanted: Wanted) -> RoomOptions:
    return room.changed(topic=wanted["to"])


def _shown(room: RoomOptions) -> str:
    return f"“{room.values.get('topic', '')}”"


_TOPIC = Change(
    title=_TITLE,
    label="Topic",
    properties=("topic",),
    resource=OWN_ROOM,
    wanted=_wanted,
    apply=_apply,
    shown=_shown,
    valid=f"A topic has 1 to {_LONGEST} characters. Type it behind the command: pmr topic …",
)


@changes(
    "pmr topic [words]",
    _TOPIC,
    aliases=("pmr name", "pmr title"),
    examples=("pmr topic Ana’s office",),
    words=Words(
        anywhere=(
            "room topic, rename room, rename my room, change room name, change name room, change "
            "topic, set topic, change room topic, room title change, change room title, name of my "
            "room change, new room name, raum umbenennen"
        ),
    ),
    label="Topic of the room",
)
def topic(_ask: Ask, reply: Reply) -> Reply:
    """Change the topic of your room, which is what meetings in it are called.

    I take it as you type it, up to 128 characters, and show you the change first, 1:1.
    """
    return reply
