"""id [anything]: what an id, a UUID or a link is, and whether it works for us both."""

from dataclasses import dataclass

from bot import ids
from bot.commands.shared.reference import Reference, is_damaged, reference_in
from bot.dispatch.ask import Ask
from bot.dispatch.command import command
from bot.dispatch.context import Context
from bot.dispatch.grammar.arguments import KINDS, ME
from bot.dispatch.grammar.vocabulary import Words
from bot.errors import AskError, WebexError
from bot.reply.blocks import Block, Button, Copy, Facts, Note, Reply, Text, Value, copy_of
from bot.webex.model.named import Space

_CHECKED = frozenset({"ROOM", "PEOPLE", "MESSAGE", None})


@dataclass(frozen=True, slots=True)
class Found:
    """What was named. `actual_id` is the API id under which both the asker and the bot see it.

    `is_seen` is None where the bot cannot tell whether the asker sees it.
    """

    reference: Reference
    is_seen: bool | None
    actual_id: str | None = None


def _fetch(context: Context, ask: Ask) -> Found | None:
    text = ask.args.anything
    if text is None:
        return None
    if text.casefold() in ME:
        text = ask.asker.id or ""
    reference = None if is_damaged(text) else reference_in(text)
    if reference is None:
        raise _no_id(text)
    if reference.kind not in _CHECKED:
        return Found(reference, None)
    if reference.kind == "PEOPLE":
        return _person(context, ask, reference)
    if reference.kind == "MESSAGE":
        return _message(context, ask, reference)
    space = _space(context, ask, reference)
    # A UUID does not tell its kind: if it is no space, it may be a person.
    return space if space.is_seen or reference.kind else _person(context, ask, reference, space)


def _space(context: Context, ask: Ask, reference: Reference) -> Found:
    here = ask.origin.room_id
    if ids.same(reference.key, here):
        return _as(reference, "ROOM", here)
    asker_id = ask.asker.id or ""
    rooms = context.spaces.find(Space(id=reference.id or reference.key), asker_id, here).rooms
    if not rooms and reference.id:
        # If only its cluster is wrong, the key finds it among the bot's spaces.
        rooms = context.spaces.find(Space(id=reference.key), asker_id, here).rooms
    return _as(reference, "ROOM", rooms[0].id) if rooms else Found(reference, is_seen=False)


def _person(
    context: Context, ask: Ask, reference: Reference, otherwise: Found | None = None
) -> Found:
    if ids.same(reference.key, ask.asker.id):
        return _as(reference, "PEOPLE", ask.asker.id)
    if not context.is_insider(ask.asker):
        return otherwise or Found(reference, None)
    profile = context.people.get(ids.person_id(reference.key))
    if profile is None:
        return otherwise or Found(reference, is_seen=False)
    return _as(reference, "PEOPLE", profile.id)


def _message(context: Context, ask: Ask, reference: Reference) -> Found:
    if reference.id is None:
        return Found(
            reference, None
        )  # a link does not tell the cluster, without which it cannot be asked for
    room_id = _room_of(context, reference.id)
    # If there is no such message, the space of the question is checked instead: the asker must not
    # learn, by the calls or their failures, whether somebody else's message exists.
    asked = Space(id=room_id or ask.origin.room_id)
    is_in = bool(context.spaces.find(asked, ask.asker.id or "").rooms)
    is_seen = room_id is not None and is_in
    return Found(reference, is_seen, reference.id if is_seen else None)


def _room_of(context: Context, message_id: str) -> str | None:
    try:
        return context.messages.get(message_id).source.room_id
    except WebexError as error:
        if not error.failure.is_definite:
            raise
        return None


def _as(reference: Reference, kind: str, webex_id: str | None) -> Found:
    known = Reference(reference.key, kind, reference.cluster)
    return Found(known, is_seen=True, actual_id=webex_id)


def _no_id(text: str) -> AskError:
    if is_damaged(text):
        return AskError(
            "This id is damaged",
            "It begins like an id of Webex, but a part is missing or changed. Copy it whole.",
        )
    if "eurl.io/" in text.casefold():
        return AskError(
            "A short link tells nothing of itself",
            "Open it in Webex, and copy the link of the space from its menu.",
        )
    if KINDS["person"].fits([text]):
        return AskError(
            "That is an address, not an id", "“whois” tells the ids of a person.", [f"whois {text}"]
        )
    return AskError(
        "I can’t read that as an id",
        "Give me an API id (it begins with Y2lzY29z), a UUID, the link of a space, or an @mention.",
        ["id"],
    )


@command(
    "id [anything]",
    aliases=("ids", "decode"),
    fetch=_fetch,
    examples=("id", "id webexteams://im?space=bbceb1ad-43f1-3b58-9147-f14bb0c4d154"),
    words=Words(
        anywhere=(
            "room id, roomid, space id, spaceid, id of space, id of room, this id, what id, "
            "which id, ids, uuid, guid, decode, api id, webex id, message id, thread id, "
            "team id, conversation id, conversation, identifier, identify, person id, "
            "personid, space uuid, room uuid, raum id, identifiant, identificador"
        ),
        bare=("space", "id"),
    ),
    label="Ids",
    rank=(9, 5),
)
def id_(ask: Ask, found: Found | None) -> Reply:
    """Decode an id, a UUID or a link; alone, show the ids of this place.

    I tell what it is, its cluster, its UUID, the id in the form that Webex’s API takes, and
    whether you and I can both see it.
    """
    if found is None:
        return _place(ask)
    reference, actual = found.reference, _decoded(found.actual_id)
    cluster = actual.cluster if actual else reference.cluster
    is_uuid = ids.is_uuid(reference.key)
    return Reply(
        f"This is the id of {reference.word}" if reference.kind else "This is a UUID",
        [
            *_warnings(found),
            Facts(
                [
                    ("API id", copy_of(found.actual_id or reference.id)),
                    ("UUID" if is_uuid else "Key", Copy(reference.key)),
                    ("Kind", _kind(reference)),
                    ("Cluster", cluster or "unknown: a UUID does not tell it"),
                    ("Link", _link(reference) if is_uuid else None),
                    ("You and I see it", _seen(found)),
                ]
            ),
            *_next(found),
        ],
    )


def _warnings(found: Found) -> list[Block]:
    reference, actual = found.reference, _decoded(found.actual_id)
    if actual and reference.cluster and actual.cluster != reference.cluster:
        lives = f"It lives in “{actual.cluster}”. Use the API id below."
        return [Text(f"Its cluster is wrong: it says “{reference.cluster}”. {lives}")]
    if reference.is_misplaced:
        says = f"it says “{reference.cluster}”, and such ids are always “us”"
        return [Text(f"Its cluster is wrong: {says}.")]
    return []


def _kind(reference: Reference) -> str:
    word = reference.word.removeprefix("an ").removeprefix("a ")
    return word if reference.kind else "unknown: a UUID does not tell it"


def _seen(found: Found) -> str:
    if found.is_seen is None:
        return "I cannot tell"
    return "yes" if found.is_seen else "no: it may not exist, or one of us does not see it"


def _next(found: Found) -> list[Block]:
    if not found.is_seen or not found.actual_id:
        return []
    if found.reference.kind == "ROOM":
        return [Button("About this space", says=f"room {found.actual_id}")]
    if found.reference.kind == "PEOPLE":
        return [Button("Who is that?", says=f"whois {found.actual_id}")]
    return []


def _place(ask: Ask) -> Reply:
    origin = ask.origin
    space = Reference(ids.key_of(origin.room_id), "ROOM")
    return Reply(
        "The ids of this place",
        [
            Facts(
                [
                    ("Space id", Copy(origin.room_id)),
                    ("Space UUID", copy_of(ids.uuid_of(origin.room_id))),
                    ("Space link", _link(space) if ids.is_uuid(space.key) else None),
                    ("Your person id", copy_of(ask.asker.id)),
                    ("This thread’s message id", copy_of(origin.thread_id)),
                ]
            ),
            Note("With an id, a UUID or a link behind “id” I tell what that is."),
        ],
    )


def _link(reference: Reference) -> Value | None:
    return Copy(f"webexteams://im?space={reference.key}") if reference.kind == "ROOM" else None


def _decoded(webex_id: str | None) -> ids.WebexId | None:
    return ids.decode(webex_id) if webex_id else None
