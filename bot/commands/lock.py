"""pmr lock [setting] [site]: whether one's own room locks by itself, and when."""

from bot.commands.shared.change import Change
from bot.commands.shared.own_room import changes, choices_of, setting_among
from bot.dispatch.ask import Ask
from bot.dispatch.confirmation import Wanted
from bot.dispatch.grammar.vocabulary import Words
from bot.reply.blocks import Reply
from bot.webex.model.room_options import RoomOptions
from bot.webex.room_resource import OWN_ROOM

_TITLE = "pmr lock"
# The options of `autoLockMinutes`, says its page.
_SETTINGS = {
    "off": "Never",
    "0": "At once",
    "5": "After 5 minutes",
    "10": "After 10 minutes",
    "15": "After 15 minutes",
    "20": "After 20 minutes",
}


def _apply(room: RoomOptions, wanted: Wanted) -> RoomOptions:
    if wanted["to"] == "off":
        return room.changed(enabledAutoLock=False)
    return room.changed(enabledAutoLock=True, autoLockMinutes=int(wanted["to"]))


def _shown(room: RoomOptions) -> str:
    if not room.values.get("enabledAutoLock"):
        return "off"
    minutes = room.values.get("autoLockMinutes")
    if not minutes:
        return "on" if minutes is None else "as soon as the meeting starts"
    return f"{minutes} minutes after the meeting starts"


_LOCK = Change(
    title=_TITLE,
    label="Automatic lock",
    properties=("enabledAutoLock", "autoLockMinutes"),
    resource=OWN_ROOM,
    wanted=setting_among(_TITLE, _SETTINGS, {"on": None}),
    apply=_apply,
    shown=_shown,
    valid="It can be off, or 0, 5, 10, 15 or 20 minutes.",
    choices=choices_of(_TITLE, _SETTINGS),
)


@changes(
    "pmr lock [setting] [site]",
    _LOCK,
    aliases=("pmr autolock", "pmr auto-lock", "pmr auto lock"),
    examples=("pmr lock 10", "pmr lock off"),
    words=Words(
        anywhere=(
            "auto lock, autolock, automatic lock, automatic locking, auto locking, room locks, "
            "meeting locks, locks at once, locks too early, locks too soon, locks immediately, "
            "locks automatically, locks itself, keeps locking, room keeps locking, room keeps "
            "locking after, locked at once, locked too early, turn off auto lock, turn off "
            "automatic lock, turn off autolock, turn off lock, turn on auto lock, turn on "
            "automatic lock, turn on lock, disable auto lock, disable automatic lock, disable "
            "autolock, disable lock, enable auto lock, enable automatic lock, enable autolock, "
            "enable lock, switch off auto lock, switch off lock, switch on auto lock, set auto "
            "lock, change auto lock, set automatic lock, change automatic lock, change lock, set "
            "lock, stop locking, lock later, lock automatically, lock my room automatically, lock "
            "my room after, lock room automatically, lock room after, lock room minutes, lock "
            "meeting after, lock meeting automatically, lock after, lock minutes, automatische "
            "sperre"
        ),
    ),
    label="Automatic lock",
)
def lock(_ask: Ask, reply: Reply) -> Reply:
    """Change when your room locks by itself: off, or minutes after the start.

    0, 5, 10, 15 and 20 minutes are what Webex takes. In a locked room people wait until you let
    them in. I show you the change first, 1:1.
    """
    return reply
