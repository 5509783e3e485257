"""rooms [words] [page]: the spaces that both you and I are in."""

from bot.dispatch.ask import Ask
from bot.dispatch.command import command
from bot.dispatch.context import Context
from bot.dispatch.grammar.vocabulary import Words
from bot.dispatch.policy import Audience
from bot.reply.blocks import Block, Button, Facts, Note, Private, Reply, Text, When
from bot.webex.model.room import Room
from bot.webex.spaces import MOST_CHECKED, Shared


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
    # The note is always there: it must not tell whether spaces of others fit too.
    more = Button("Show more", says=ask.again("rooms", page=ask.page + 1))
    return [*listed, _bound(ask), *([more] if found.is_full else [])]


def _none(ask: Ask) -> list[Block]:
    such = "more spaces" if ask.page > 1 else "such space" if ask.words else "space"
    return [
        Text(f"I found no {such} that both you and I are in."),
        _bound(ask),
        *([Button("From the start", says=ask.again("rooms"))] if ask.page > 1 else []),
    ]


def _bound(ask: Ask) -> Note:
    best = "that fit your words best" if ask.words else "with the latest activity"
    return Note(
        f"I look through {MOST_CHECKED} spaces at most, those {best}. Another word of the title "
        "finds others."
    )


def _title(room: Room) -> str:
    return room.title or "A space without a readable title"
