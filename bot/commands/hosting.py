"""pmr hosting [setting] [site]: who may host in one's own room besides oneself."""

from bot.commands.shared.change import Change
from bot.commands.shared.own_room import changes, choices_of, setting_among
from bot.dispatch.ask import Ask
from bot.dispatch.confirmation import Wanted
from bot.dispatch.grammar.vocabulary import Words
from bot.reply.blocks import Reply
from bot.webex.model.room_options import RoomOptions
from bot.webex.room_resource import OWN_ROOM

_TITLE = "pmr hosting"
_SETTINGS = {
    "owner": "Me alone",
    "list": "Those on my list",
    "first": "The first to join",
    "anyone": "Anyone",
}
_SAID = {
    "owner": "the owner alone",
    "list": "the cohosts on the list",
    "first": "the first person with a host account",
    "anyone": "anyone with a host account",
}
_PROPERTIES = ("supportCoHost", "supportAnyoneAsCoHost", "allowFirstUserToBeCoHost")


def _apply(room: RoomOptions, wanted: Wanted) -> RoomOptions:
    to = wanted["to"]
    values = (to != "owner", to == "anyone", to == "first")
    return room.changed(**dict(zip(_PROPERTIES, values, strict=True)))


def hosting_of(room: RoomOptions) -> str:
    """Return which of the settings a room has."""
    supports, anyone, first = (room.values.get(name) for name in _PROPERTIES)
    if not supports:
        return "owner"
    return "anyone" if anyone else "first" if first else "list"


def _shown(room: RoomOptions) -> str:
    return _SAID[hosting_of(room)]


def _notes(room: RoomOptions) -> list[str]:
    is_idle = hosting_of(room) != "list" and room.values.get("coHosts")
    return ["Your list of cohosts stays, and does not count meanwhile."] if is_idle else []


_HOSTING = Change(
    title=_TITLE,
    label="Who hosts without me",
    properties=_PROPERTIES,
    resource=OWN_ROOM,
    wanted=setting_among(_TITLE, _SETTINGS, {"on": None, "off": "owner"}),
    apply=_apply,
    shown=_shown,
    valid="It can be owner, list, first or anyone.",
    choices=choices_of(_TITLE, _SETTINGS),
    notes=_notes,
)


@changes(
    "pmr hosting [setting] [site]",
    _HOSTING,
    examples=("pmr hosting list", "pmr hosting anyone", "pmr hosting owner"),
    words=Words(
        anywhere=(
            "let anyone host, let anyone host my meetings, let anyone host my meeting, let anybody "
            "host, let everyone host, let everybody host, let the first host, allow anyone to "
            "host, allow everyone to host, allow cohosts, turn on cohosting, turn off cohosting, "
            "enable cohosting, disable cohosting, nobody else host, stop others hosting"
        ),
    ),
    label="Who hosts without me",
)
def hosting(_ask: Ask, reply: Reply) -> Reply:
    """Change who may host in your room without you: owner, list, first or anyone.

    owner is you alone, list those in “pmr co-hosts”, first whoever joins first, anyone all who
    join; they need a host account on your site. I show you the change first, 1:1.
    """
    return reply
