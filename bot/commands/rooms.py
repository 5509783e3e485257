"""rooms [words] [page]: the spaces that both you and I are in."""

from bot.dispatch.ask import Ask
from bot.dispatch.command import command
from bot.dispatch.context import Context
from bot.dispatch.grammar.vocabulary import Words
from bot.dispatch.policy import Audience
from bot.reply.blocks import Block, Button, Facts, Note, Private, Reply, Text, When
from bot.webex.model.room import Room
from bot.webex.spaces import MOST_CHECKED, Shared

_LAST_OFFERED = 5  # page, where none before it had any: by then another word finds more


def _fetch(context: Context, ask: Ask) -> Shared:
    if not ask.origin.is_direct:
        return Shared(())  # nothing of it would be said
    return context.spaces.search(
        " ".join(ask.words), ask.asker.id or "", ask.origin.room_id, ask.page
    )


@command(
    "rooms [words] [page]",
    aliases=("spaces",),
    fetch=_fetch,
    audience=Audience.ONE_TO_ONE,
    examples=("rooms unicorn", "rooms", "rooms page 2"),
    words=Words(
        anywhere=(
            "spaces, my spaces, my rooms, rooms, our spaces, list rooms, list spaces, "
            "list my spaces, list my rooms, list of spaces, list of rooms, find space, "
            "find room, find spaces, find rooms, search space, search spaces, search room, "
            "search rooms, look for space, look for room, looking for space, looking for room, "
            "spaces with, rooms with, which spaces, which rooms, what spaces, spaces am i in, "
            "rooms am i in, shared spaces, shared rooms, all spaces, all rooms, all my spaces, "
            "space list, room list, space search, room search, space called, room called, "
            "space named, room named, is there space, is there room, any space, groups, "
            "my groups, which groups, list groups, channels, my channels, chats, my chats, "
            "conversations, räume, meine räume, bereiche, meine bereiche, espaces, "
            "mes espaces, espacios, mis espacios, salas, mis salas, ruimtes, mijn ruimtes"
        ),
    ),
    label="Spaces",
    rank=(5, 8),
)
def rooms(ask: Ask, found: Shared) -> Reply:
    """List the spaces that both you and I are in.

    With words of a title you get those that fit, the best first.

    I answer 1:1 only, since a list of your spaces is nobody else’s business.
    """
    words = " ".join(ask.words)
    title = f"Your spaces with “{words}”" if words else "Your spaces"
    instead = "The list of your spaces is for you alone: ask me 1:1."
    return Reply(title, [Private(tuple(_listed(ask, found)), instead)])


def _listed(ask: Ask, found: Shared) -> list[Block]:
    if not found.rooms:
        return _none(ask)
    listed: list[Block] = [
        Facts(
            (_title(room), When(room.last_activity) if room.last_activity else "no activity seen")
            for room in found.rooms
        ),
        *(Button(_title(room), says=f"room {room.id}") for room in found.rooms),
    ]
    return [*listed, *_more(ask)] if found.unchecked else listed


def _none(ask: Ask) -> list[Block]:
    """Return the same whether or not others have spaces that fit, here or on a later page."""
    first = "those that fit your words best" if ask.words else "those with the latest activity"
    such = "more spaces" if ask.page > 1 else "such space" if ask.words else "space"
    further = Button("Look further", says=ask.again("rooms", page=ask.page + 1))
    return [
        Text(f"I found no {such} that both you and I are in."),
        Note(f"I look at {MOST_CHECKED} spaces at a time, {first} first."),
        *([further] if ask.page < _LAST_OFFERED else []),
        *([Button("From the start", says=ask.again("rooms"))] if ask.page > 1 else []),
    ]


def _more(ask: Ask) -> list[Block]:
    note = f"I looked at {MOST_CHECKED} spaces only. Add a word of the title to find others sooner."
    return [Note(note), Button("Show more", says=ask.again("rooms", page=ask.page + 1))]


def _title(room: Room) -> str:
    return room.title or "A space without a readable title"
