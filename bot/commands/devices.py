"""pmr devices [setting] [site]: whether video devices join one's own room unasked."""

from bot.commands.shared.change import Change
from bot.commands.shared.own_room import changes, choices_of, setting_among
from bot.dispatch.ask import Ask
from bot.dispatch.confirmation import Wanted
from bot.dispatch.grammar.vocabulary import Words
from bot.reply.blocks import Reply
from bot.webex.model.room_options import RoomOptions
from bot.webex.room_resource import OWN_ROOM

_TITLE = "pmr devices"
_SETTINGS = {"on": "On", "off": "Off"}


def _apply(room: RoomOptions, wanted: Wanted) -> RoomOptions:
    return room.changed(allowAuthenticatedDevices=wanted["to"] == "on")


def _shown(room: RoomOptions) -> str:
    told = room.values.get("allowAuthenticatedDevices")
    return "not told" if told is None else "on" if told else "off"


_DEVICES = Change(
    title=_TITLE,
    label="Video devices of the organisation join without being asked",
    properties=("allowAuthenticatedDevices",),
    resource=OWN_ROOM,
    wanted=setting_among(_TITLE, _SETTINGS),
    apply=_apply,
    shown=_shown,
    valid="It can be on or off.",
    choices=choices_of(_TITLE, _SETTINGS),
)


@changes(
    "pmr devices [setting] [site]",
    _DEVICES,
    aliases=("pmr device",),
    examples=("pmr devices on", "pmr devices off"),
    words=Words(
        anywhere=(
            "video devices join, devices join, device join, let devices join, let devices in, "
            "allow devices, allow video devices, authenticated devices, turn on devices, turn off "
            "devices, enable devices, disable devices"
        ),
    ),
    label="Video devices",
)
def devices(_ask: Ask, reply: Reply) -> Reply:
    """Change whether your organisation’s video devices join your room without a prompt.

    I show you the change first, 1:1.
    """
    return reply
