"""pmr pin new [site]: another host PIN for one's own room."""

import secrets
from dataclasses import replace

from bot.commands.shared.change import Change
from bot.commands.shared.new_host_pin import drawn
from bot.commands.shared.own_room import changes
from bot.dispatch.ask import Ask
from bot.dispatch.confirmation import Wanted
from bot.dispatch.context import Context
from bot.dispatch.grammar.vocabulary import Words
from bot.reply.blocks import Reply
from bot.secret import Secret
from bot.webex.model.room_options import RoomOptions
from bot.webex.room_resource import OWN_ROOM


def _wanted(_context: Context, _ask: Ask) -> Wanted:
    return {"seed": secrets.token_hex(16)}


def _apply(room: RoomOptions, wanted: Wanted) -> RoomOptions:
    length = len(room.host_pin.reveal()) if room.host_pin else 0
    pin = drawn(wanted["seed"] + wanted["nonce"], length)
    return replace(room, host_pin=pin)


def _shown(_room: RoomOptions) -> str:
    return "a new one"


def _notes(_room: RoomOptions) -> list[str]:
    return ["The one that you have stops working. I send you the new one here."]


def _secret(room: RoomOptions) -> Secret | None:
    return room.host_pin


_NEW_PIN = Change(
    title="pmr pin new",
    label="Host PIN",
    properties=("hostPin",),
    resource=OWN_ROOM,
    wanted=_wanted,
    apply=_apply,
    shown=_shown,
    valid="Your site has rules of its own for host PINs. Change it there: “My Personal Room”.",
    notes=_notes,
    secret=_secret,
)


@changes(
    "pmr pin new [site]",
    _NEW_PIN,
    aliases=("pin new", "new pin", "pmr new pin"),
    words=Words(
        anywhere=(
            "new pin, new host pin, new host key, new host code, new pin code, another pin, "
            "another host pin, different pin, different host pin, fresh pin, change pin, change "
            "host pin, change my pin, change host key, change host code, reset pin, reset host "
            "pin, reset my pin, reset host key, renew pin, regenerate pin, regenerate host pin, "
            "generate pin, generate new pin, replace pin, replace host pin, set new pin, create "
            "new pin, update pin, update host pin, set pin, pin stolen, pin leaked, pin ändern, "
            "neue pin, neuer pin, neuen pin, nuevo pin, nouveau pin, nouveau code hote, changer "
            "pin, cambiar pin"
        ),
    ),
    label="New host PIN",
)
def new_pin(_ask: Ask, reply: Reply) -> Reply:
    """Give your room a new host PIN, which I make, and send it to you.

    It is as long as the one that you have, and nobody else gets it from me. I ask you first, 1:1.
    """
    return reply
