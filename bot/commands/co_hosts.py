"""pmr co-hosts [person] [site] [page]: everybody who may host a personal room's meetings."""

from bot.commands.shared.personal_room import Located, room_for
from bot.dispatch.ask import Ask
from bot.dispatch.command import command
from bot.dispatch.context import Context
from bot.dispatch.grammar.vocabulary import Words
from bot.dispatch.policy import Audience, Matter, Need
from bot.reply.blocks import Block, Copy, Facts, Private, Reply, Text, Value
from bot.reply.no_room import PERSONAL_ROOM
from bot.reply.paging import page_of
from bot.webex.model.personal_room import CoHost, PersonalRoom

_TITLE = "pmr co-hosts"
_NOT_HERE = Located(PersonalRoom.read({}))


def _fetch(context: Context, ask: Ask) -> Located:
    if not ask.origin.is_direct:
        return _NOT_HERE  # nothing of it would be said
    return room_for(context, ask, context.preferences.of(ask), _TITLE)


@command(
    "pmr co-hosts [person] [site] [page]",
    aliases=("pmr cohosts", "co-hosts", "cohosts"),
    fetch=_fetch,
    explain=PERSONAL_ROOM,
    matter=Matter.PERSONAL_ROOM,
    audience=Audience.ONE_TO_ONE,
    need=Need.ROOMS,
    examples=("pmr co-hosts", "pmr co-hosts ana@example.com"),
    words=Words(
        anywhere=(
            "host meeting, host my meeting, anyone else host, anybody else host, co-hosts, "
            "co-host, cohosts, cohost, co-hosting, cohosting, alternate host, alternate hosts, "
            "alternative host, alternative hosts, backup host, backup hosts, second host, "
            "other hosts, additional hosts, who can host, who may host, who host, whos host, "
            "who is host, who hosts, hosts, host list, allowed to host, host for me, "
            "host meetings, host my meetings, host instead of me, host without me, "
            "start without me, start my meeting without me, who can start, deputy, deputies, "
            "stand-in, mitgastgeber, co-gastgeber, stellvertreter, "
            "wer host, co-animateur, coanfitrión, coanfitriones"
        ),
    ),
    label="Cohosts",
    rank=(11, 11),
)
def co_hosts(ask: Ask, found: Located) -> Reply:
    """List everybody who may host meetings in your room.

    I answer 1:1 only.
    """
    page = page_of(found.room.co_hosts if found.room.co_hosts_apply else (), ask.page)
    site = Facts([found.site_row])
    blocks: list[Block] = [
        *found.notes(ask),
        *([site] if site.rows else []),
        Facts(map(_row, page.items)) if page.items else Text(_nobody(found.room)),
        *page.more(ask.again(_TITLE, page.number + 1)),
    ]
    title = f"Cohosts of {ask.whom}’s room" if ask.whom else "Cohosts of your room"
    return Reply(title, [Private(tuple(blocks), "Cohosts: ask me 1:1.")])


def _row(person: CoHost) -> tuple[str, Value]:
    return person.called, Copy(person.email) if person.email else "no address told"


def _nobody(room: PersonalRoom) -> str:
    uncounted = "so the room’s list does not count."
    if room.anyone_is_co_host:
        return f"Anyone with a host account can cohost, {uncounted}"
    if room.first_is_co_host:
        return f"The first person with a host account becomes cohost, {uncounted}"
    return "Webex names no cohosts of this room."
