"""pmr notify [setting] [site]: whether one is told that somebody waits in the lobby."""

from bot.commands.shared.change import Change
from bot.commands.shared.own_room import changes, choices_of, setting_among
from bot.dispatch.ask import Ask
from bot.dispatch.confirmation import Wanted
from bot.dispatch.grammar.vocabulary import Words
from bot.reply.blocks import Reply
from bot.webex.model.room_options import RoomOptions
from bot.webex.room_resource import OWN_ROOM

_TITLE = "pmr notify"
_SETTINGS = {"on": "On", "off": "Off"}


def _apply(room: RoomOptions, wanted: Wanted) -> RoomOptions:
    return room.changed(enabledNotifyHost=wanted["to"] == "on")


def _shown(room: RoomOptions) -> str:
    return "on" if room.values.get("enabledNotifyHost") else "off"


_NOTIFY = Change(
    title=_TITLE,
    label="Email me when someone waits in my lobby",
    properties=("enabledNotifyHost",),
    resource=OWN_ROOM,
    wanted=setting_among(_TITLE, _SETTINGS),
    apply=_apply,
    shown=_shown,
    valid="It can be on or off.",
    choices=choices_of(_TITLE, _SETTINGS),
)


@changes(
    "pmr notify [setting] [site]",
    _NOTIFY,
    aliases=("pmr notifications", "pmr notification"),
    examples=("pmr notify on", "pmr notify off"),
    words=Words(
        anywhere=(
            "lobby notification, lobby notifications, lobby email, lobby emails, lobby mails, "
            "waiting email, email me when, someone waits, somebody waits, turn off notifications, "
            "turn on notifications, turn off lobby notifications, turn off lobby emails, turn on "
            "lobby notifications, disable lobby notifications, enable lobby notifications, disable "
            "notifications, enable notifications, tell me when somebody waits, tell me when "
            "someone waits, stop lobby emails"
        ),
    ),
    label="Lobby emails",
)
def notify(_ask: Ask, reply: Reply) -> Reply:
    """Change whether Webex emails you when someone waits in your lobby.

    I show you the change first, 1:1.
    """
    return reply
