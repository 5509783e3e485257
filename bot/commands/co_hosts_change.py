"""pmr co-hosts add, remove <person> and clear: who may host in one's own room."""

from collections.abc import Callable

from bot.commands.hosting import hosting_of
from bot.commands.shared.change import Change
from bot.commands.shared.own_room import changes
from bot.commands.shared.person_named import address_of, profile_of
from bot.dispatch.ask import Ask
from bot.dispatch.confirmation import Wanted
from bot.dispatch.context import Context
from bot.dispatch.grammar.vocabulary import Words
from bot.ids import same_address
from bot.reply.blocks import Reply
from bot.webex.model.room_options import RoomOptions
from bot.webex.room_resource import OWN_ROOM

_VALID = "Everybody on the list needs a host account on the site of your room."
_IDLE = {
    "anyone": "anyone may cohost",
    "first": "the first to join cohosts",
    "owner": "nobody may cohost",
}


def _listed(room: RoomOptions) -> list[dict[str, str]]:
    return list(room.values.get("coHosts") or ())


def _without(room: RoomOptions, email: str) -> list[dict[str, str]]:
    return [one for one in _listed(room) if not same_address(one["email"], email)]


def _added(room: RoomOptions, wanted: Wanted) -> RoomOptions:
    if "coHosts" not in room.values:
        return room  # the list is not known: there is nothing to add to
    new = {"email": wanted["email"], "displayName": wanted["name"]}
    is_there = len(_without(room, wanted["email"])) < len(_listed(room))
    return room if is_there else room.changed(coHosts=[*_listed(room), new])


def _removed(room: RoomOptions, wanted: Wanted) -> RoomOptions:
    if "coHosts" not in room.values:
        return room
    return room.changed(coHosts=_without(room, wanted["email"]))


def _cleared(room: RoomOptions, _wanted: Wanted) -> RoomOptions:
    return room.changed(coHosts=[])


def _to_add(context: Context, ask: Ask) -> Wanted:
    profile = profile_of(context, ask)
    return {"email": profile.email or "", "name": profile.name or profile.email or ""}


def _to_remove(context: Context, ask: Ask) -> Wanted:
    return {"email": address_of(context, ask)}


def _all(_context: Context, _ask: Ask) -> Wanted:
    return {"to": "nobody"}


def _shown(room: RoomOptions) -> str:
    names = [f"{one['displayName']} ({one['email']})" for one in _listed(room)]
    return ", ".join(names) or "nobody"


def _notes(room: RoomOptions) -> list[str]:
    why = _IDLE.get(hosting_of(room))
    idle = f"The list does not count: {why}. “pmr hosting list” makes it count."
    return [*([idle] if why else []), *([_VALID] if _listed(room) else [])]


def _change(
    verb: str,
    wanted: Callable[[Context, Ask], Wanted],
    apply: Callable[[RoomOptions, Wanted], RoomOptions],
) -> Change[RoomOptions]:
    return Change(
        title=f"pmr co-hosts {verb}",
        label="Cohosts",
        properties=("coHosts",),
        resource=OWN_ROOM,
        wanted=wanted,
        apply=apply,
        shown=_shown,
        valid=_VALID,
        notes=_notes,
    )


def _names(verb: str) -> tuple[str, ...]:
    return tuple(
        f"{one} {verb}"
        for one in ("pmr cohosts", "pmr co-host", "pmr cohost", "co-hosts", "cohosts")
    )


@changes(
    "pmr co-hosts add <person> [site]",
    _change("add", _to_add, _added),
    aliases=_names("add"),
    examples=("pmr co-hosts add ana@example.com",),
    words=Words(
        anywhere=(
            "add co-host, add cohost, add co-hosts, add cohosts, add alternate host, make cohost, "
            "make co-host, give cohost, give co-host, give cohost rights, let start my meeting, "
            "let start my room, let start it, let my assistant start, let my assistant host, "
            "assistant start, assistant host, let host my meeting, let host my meetings, let host "
            "for me, new cohost"
        ),
    ),
    label="Add a cohost",
)
def add_co_host(_ask: Ask, reply: Reply) -> Reply:
    """Let somebody host in your room without you.

    They need a host account on your site. I show you the change first, 1:1.
    """
    return reply


@changes(
    "pmr co-hosts remove <person> [site]",
    _change("remove", _to_remove, _removed),
    aliases=(*_names("remove"), *_names("delete")),
    examples=("pmr co-hosts remove ana@example.com",),
    words=Words(
        anywhere=(
            "remove co-host, remove cohost, remove co-hosts, remove cohosts, delete cohost, delete "
            "co-host, remove from my cohosts, remove as cohost"
        ),
    ),
    label="Remove a cohost",
)
def remove_co_host(_ask: Ask, reply: Reply) -> Reply:
    """Take somebody off the list of those who host in your room.

    I show you the change first, 1:1.
    """
    return reply


@changes(
    "pmr co-hosts clear [site]",
    _change("clear", _all, _cleared),
    aliases=_names("clear"),
    examples=("pmr co-hosts clear",),
    words=Words(
        anywhere=(
            "clear cohosts, clear co-hosts, remove all cohosts, remove all co-hosts, delete all "
            "cohosts, remove everybody from my cohosts"
        ),
    ),
    label="No cohosts",
)
def clear_co_hosts(_ask: Ask, reply: Reply) -> Reply:
    """Take everybody off the list of those who host in your room.

    I show you the change first, 1:1.
    """
    return reply
