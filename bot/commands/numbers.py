"""pmr numbers [person] [site] [words] [page]: the numbers to call a personal room at, worldwide."""

from collections.abc import Iterable
from itertools import groupby

from bot.commands.shared.personal_room import Located, room_for
from bot.dispatch.ask import Ask
from bot.dispatch.command import command
from bot.dispatch.context import Context
from bot.dispatch.grammar.vocabulary import Words
from bot.dispatch.policy import Matter, Need
from bot.reply.blocks import Block, Button, Dial, Facts, Heading, Note, Reply, Text, copy_of
from bot.reply.escape import counted
from bot.reply.explain import EXPLANATIONS
from bot.reply.no_room import PERSONAL_ROOM
from bot.reply.paging import page_of
from bot.webex.global_numbers import CallIns, Lack
from bot.webex.model.call_in import CallIn

_TITLE = "pmr numbers"
_LACKS = {
    Lack.NO_LINK: "Webex links to no list of numbers worldwide for it",
    Lack.STRAY: "the list of numbers worldwide is not where Webex’s are, so I leave it alone",
    Lack.REFUSED: "Webex does not show me its list of numbers worldwide",
    Lack.LATE: "Webex’s list of numbers worldwide does not come just now",
    Lack.UNREADABLE: "I can read no number in Webex’s list of numbers worldwide",
}


def _fetch(context: Context, ask: Ask) -> tuple[Located, CallIns]:
    view = context.preferences.of(ask)
    found = room_for(context, ask, view, _TITLE)
    return found, view.call_ins(found.room)


@command(
    "pmr numbers [person] [site] [words] [page]",
    aliases=(
        "numbers",
        "call-in numbers",
        "call in numbers",
        "dial-in numbers",
        "dial in numbers",
        "pmr number",
    ),
    fetch=_fetch,
    explain=PERSONAL_ROOM,
    matter=Matter.PERSONAL_ROOM,
    need=Need.ROOMS,
    examples=("pmr numbers germany", "pmr numbers toll-free", "pmr numbers ana@example.com"),
    words=Words(
        anywhere=(
            "dial in numbers, call in numbers, toll free, tollfree, toll number, toll numbers, "
            "toll free number, toll free numbers, global numbers, global call in numbers, "
            "international numbers, international number, local number, local numbers, "
            "country numbers, numbers worldwide, worldwide numbers, freephone, free phone, "
            "personal room number, personal room numbers, pmr number, pmr dial in, "
            "pmr phone number, pmr access code, numbers per country"
        ),
        own=(
            "number, numbers, dial, dial in, dial in number, dialin, dialing, dialling, dials, "
            "dial in details, dial in info, call in, call in number, callin, call into, "
            "call room, phone, phones, phone number, phone numbers, phone in, join by phone, "
            "join phone, telephone, telephone number, tel number, landline, conference number, "
            "conference call number, conference call, conference bridge, conference code, "
            "conf call, bridge, bridge number, audio bridge, audio, audio number, "
            "audio details, access code, access codes, access number, code, passcode, "
            "pass code, participant code, attendee code, guest code, meeting number, "
            "meeting code, meeting id, room number, room code, number to call, ring, einwahl, "
            "einwahlnummer, einwahlnummern, einwahldaten, einwählen, einwahlcode, telefon, "
            "telefonnummer, rufnummer, nummer, nummern, zugangscode, zugangsnummer, numéro, "
            "numéros, numéro de téléphone, téléphone, code acces, número, números, teléfono, "
            "número de teléfono, código, código de acceso, telefoonnummer, inbelnummer, "
            "inbellen, inbelnummers, toegangscode, telefono, numero, codice"
        ),
        bare=("place",),
        places=True,
    ),
    label="Phone numbers",
    rank=(2, 4),
)
def numbers(ask: Ask, found: tuple[Located, CallIns]) -> Reply:
    """List the numbers to call your room at, in all countries.

    With words you get only those that fit.
    """
    located, call_ins = found
    listed = [number for number in call_ins.numbers if number.fits(ask.words)]
    page = page_of(listed, ask.page)
    code = located.room.access_code
    return Reply(
        f"Call-in numbers of {ask.whom}" if ask.whom else "Your call-in numbers",
        [
            *located.notes(ask),
            *_code(located),
            *(block for kind in groupby(page.items, _kind) for block in _listed(*kind, code)),
            *([] if listed else _nothing(ask, located, call_ins)),
            *page.more(ask.again(_TITLE, page.number + 1)),
            *_lacking(call_ins),
            *([Button("Ask again", ask.again(_TITLE))] if call_ins.lack is Lack.LATE else []),
            Button("The room", says=located.about(ask, "pmr")),
        ],
    )


def _code(located: Located) -> list[Block]:
    code = located.room.access_code
    facts = Facts([("Access code", copy_of(code)), located.site_row])
    return [facts] if facts.rows else []


def _kind(number: CallIn) -> str:
    return number.kind.value


def _listed(kind: str, numbers: Iterable[CallIn], code: str | None) -> list[Block]:
    rows = Facts((one.place or "Somewhere", Dial(one.number, code)) for one in numbers)
    return [Heading(kind), rows]


def _nothing(ask: Ask, located: Located, call_ins: CallIns) -> list[Block]:
    if not call_ins.numbers:
        return [Text("Webex tells no number to call this room at.")]
    whole = counted(len(call_ins.numbers), "number")
    return [
        Text(f"No number fits “{' '.join(ask.words)}”. The whole list has {whole}."),
        Button("All numbers", says=located.about(ask, _TITLE)),
    ]


def _lacking(call_ins: CallIns) -> list[Block]:
    if call_ins.lack is None:
        return []
    why, failure = _LACKS[call_ins.lack], call_ins.failure
    if failure and failure.what in EXPLANATIONS:
        why = f"{why} ({EXPLANATIONS[failure.what].title})"
    own = "These are the room’s own numbers: " if call_ins.numbers else ""
    tracked = f" Tracking id: {failure.tracking_id}" if failure and failure.tracking_id else ""
    return [Note(f"{own}{why if own else why[0].upper() + why[1:]}.{tracked}")]
