"""pmr pin [site]: the host PIN of one's own room, 1:1."""

from dataclasses import dataclass

from bot.commands.shared.host_pin import host_pin
from bot.commands.shared.personal_room import room_for
from bot.commands.shared.room_search import search
from bot.dispatch.ask import Ask
from bot.dispatch.command import command
from bot.dispatch.context import Context
from bot.dispatch.grammar.vocabulary import Words
from bot.dispatch.policy import Audience, Matter, Need
from bot.reply.blocks import Reply
from bot.reply.no_room import PERSONAL_ROOM
from bot.secret import Secret


@dataclass(frozen=True, slots=True)
class HostPin:
    """A room's host PIN, if it has one; `site` is where the room was found, if looked for."""

    secret: Secret | None
    site: str | None = None


def _fetch(context: Context, ask: Ask) -> HostPin:
    view = context.preferences.of(ask)
    if ask.args.link:
        # Checked before the PIN is read: the question has to mean the asker's own room.
        room_for(context, ask, view, "pmr pin", is_for_others=False)
    return HostPin(*search(context, ask, view, "pmr pin", view.host_pin))


@command(
    "pmr pin [site]",
    aliases=("pin", "host pin"),
    fetch=_fetch,
    explain=PERSONAL_ROOM,
    matter=Matter.HOST_PIN,
    audience=Audience.ASKER,
    need=Need.ROOMS,
    examples=("pmr pin", "pmr pin on site4-example.webex.com"),
    words=Words(
        anywhere=(
            "pin, host pin, host pin personal room, hostpin, host key, hostkey, host code, my pin, "
            "pin code, pincode, pin number, host pin number, host access code, host passcode, host "
            "password, host number, moderator pin, moderator code, moderator key, chair code, "
            "chairperson code, leader pin, leader code, organizer pin, organiser pin, organizer "
            "code, audio pin, claim host, host rights, gastgeber pin, gastgeberpin, "
            "gastgeberschlüssel, host schlüssel, host geheimzahl, pin hote, code hote, code "
            "animateur, clave anfitrión, pin anfitrión, código anfitrión, host pincode"
        ),
    ),
    label="Host PIN",
    rank=(4, 6),
)
def pin(_ask: Ask, found: HostPin) -> Reply:
    """Send you the host PIN of your own room, 1:1.

    Nobody else gets it from me, not even the help desk.
    """
    return host_pin(found.secret, found.site)
