"""pmr [person] [site]: somebody's Personal Meeting Room, and how to dial into it."""

from dataclasses import replace

from bot.commands.shared.personal_room import Located, room_for
from bot.dispatch.ask import Ask
from bot.dispatch.command import command
from bot.dispatch.context import Context
from bot.dispatch.grammar.vocabulary import Words
from bot.dispatch.policy import Audience, Matter, Need
from bot.reply.blocks import (
    Block,
    Bullets,
    Button,
    Copy,
    Dial,
    Facts,
    Heading,
    Note,
    Open,
    Private,
    Reply,
    Text,
    Value,
    Web,
    copy_of,
)
from bot.reply.no_room import PERSONAL_ROOM
from bot.reply.paging import page_of
from bot.webex.model.call_in import CallCost, CallIn
from bot.webex.model.personal_room import CoHost, PersonalRoom

_MOST_CO_HOSTS = 10


def _fetch(context: Context, ask: Ask) -> Located:
    found = room_for(context, ask, context.preferences.of(ask), "pmr")
    is_theirs = ask.is_own and ask.origin.is_direct and not found.is_other
    if not (context.changes_rooms and is_theirs):
        return found
    # A room that was found is shown, whatever fails besides.
    can_change = context.attempt(lambda: context.preferences.can_change(ask))()
    return replace(found, can_change=can_change is True)


@command(
    "pmr [person] [site]",
    aliases=("personal room",),
    fetch=_fetch,
    refreshes=True,
    explain=PERSONAL_ROOM,
    matter=Matter.PERSONAL_ROOM,
    audience=Audience.PARTLY,
    need=Need.ROOMS,
    examples=("pmr ana@example.com", "pmr on site4-example.webex.com", "pmr"),
    words=Words(
        anywhere=(
            "personal room, personal meeting, personal meeting room, personal space, "
            "personal link, personal url, permanent room, permanent link, static link, "
            "standing link, virtual room, virtual meeting room, vmr, meet me, meetme, "
            "meet link, vanity url, pmr settings, persönlicher raum, persönlichen raum, "
            "persönlicher meetingraum, persönlichen meetingraum, salle personnelle, "
            "salle virtuelle, sala personal, sala virtual, persoonlijke ruimte, "
            "persoonlijke kamer, stanza personale, sala pessoal"
        ),
        own=(
            "room do i have, room i have, meet, room, my room, room link, room url, "
            "room address, meeting room, meeting room link, conference room, webex room, "
            "video room, meeting, my meeting, my meetings, meeting link, meeting url, "
            "meeting address, webex meeting, webex meeting link, webex link, webex url, "
            "my webex, my link, my url, link, url, links, join, join me, join link, "
            "join my room, how join, enter, reach room, reach, start meeting, start room, "
            "open room, invite link, invitation link, conference link, video link, "
            "video address, sip address, sip uri, sip, vc address, video system, "
            "video call address, uri, ip address, meeting password, lobby, locked, "
            "automatic lock, room settings, meeting settings, room details, meeting details, "
            "meeting info, room info, raum, raumlink, mein raum, meetingraum, besprechungsraum, "
            "konferenzraum, einladungslink, teilnehmen, beitreten, salle, lien, lien salle, "
            "rejoindre, sala, enlace, unirme, kamer, ruimte, vergaderruimte, deelnemen, stanza"
        ),
        bare=("site",),
    ),
    label="Personal room",
    rank=(1, 3),
)
def pmr(ask: Ask, found: Located) -> Reply:
    """Show your Personal Meeting Room and how to dial into it.

    I tell the room’s settings and co-hosts 1:1 only.

    I look on your default site, then on your others. To choose one, add it, or paste the link of
    your room.
    """
    return Reply(
        f"Personal room of {ask.whom}" if ask.whom else "Your personal room",
        [
            *found.notes(ask),
            *_join(found),
            *_private(ask, found),
            *_worldwide(ask, found),
            *(_changes(ask, found) if found.can_change else []),
            Button("Sites", says=ask.about_person("sites")),
        ],
    )


def _join(found: Located) -> list[Block]:
    """Tell how to join, what people come for first: by link, by phone, by video system."""
    room, code = found.room, found.room.access_code
    link = [("Link", Web(room.link) if room.link else None)]
    phone = [
        *((_label(number), Copy(number.number)) for number in room.call_ins),
        ("Access code", copy_of(code)),
        ("One tap", copy_of(_tap(room))),
    ]
    video = [
        ("Video address", copy_of(room.sip_address)),
        ("Video system (IP)", copy_of(room.dial_in_ip)),
        ("Room name", room.topic),
        found.site_row,
    ]
    is_told = room.link or room.call_ins or room.sip_address or room.dial_in_ip
    return [
        *([Open("Join", room.link)] if room.link else []),
        *([] if is_told else [Text("Webex does not tell how to join this room.")]),
        *(facts for facts in (Facts(link), Facts(phone), Facts(video)) if facts.rows),
    ]


def _tap(room: PersonalRoom) -> str | None:
    """Return the first number with the access code behind it, which a phone dials in one go."""
    taps = (Dial(number.number, room.access_code).tap for number in room.call_ins)
    return next(filter(None, taps), None)


def _worldwide(ask: Ask, found: Located) -> list[Block]:
    if found.room.numbers_link is None:
        return []
    return [Button("Numbers worldwide", says=found.about(ask, "pmr numbers"))]


def _changes(ask: Ask, found: Located) -> list[Block]:
    return [
        Button("Automatic lock", says=found.about(ask, "pmr lock")),
        Button("New host PIN", says=found.about(ask, "pmr pin new")),
    ]


def _private(ask: Ask, found: Located) -> list[Private]:
    settings, co_hosts = _settings(found.room), _co_hosts(ask, found)
    if not settings and not co_hosts:
        return []
    return [Private((*settings, *co_hosts), instead="Settings and cohosts: ask me 1:1.")]


def _settings(room: PersonalRoom) -> list[Block]:
    """Tell the room's settings, each as Webex calls it on its own page of them."""
    switches = (
        ("Email the owner when someone waits in the lobby", room.notifies_host),
        ("Others can cohost", room.allows_co_host),
        ("Anyone with a host account can cohost", room.anyone_is_co_host),
        ("The first person with a host account becomes cohost", room.first_is_co_host),
        ("Video devices of the organisation join without being asked", room.devices_join),
    )
    lock = _lock(room)
    told = (
        *([f"Automatic lock: {lock}"] if lock else []),
        *(f"{label}: {'on' if is_on else 'off'}" for label, is_on in switches if is_on is not None),
    )
    links = Facts(
        (link.rel or "More", Copy(f"{link.method or 'GET'} {link.href}"))
        for link in room.links
        if not link.is_numbers
    )
    found: list[Block] = [*([Bullets(told)] if told else []), *([links] if links.rows else [])]
    return [Heading("Settings"), *found] if found else []


def _label(number: CallIn) -> str:
    known = number.toll_type and number.kind is not CallCost.OTHER
    kind = number.kind.value.lower() if known else number.toll_type
    label = number.label or "Call-in"
    says_so = kind is None or kind in label.lower().replace("toll free", "toll-free")
    return label if says_so else f"{label} ({kind})"


def _lock(room: PersonalRoom) -> str | None:
    if not room.auto_locks:
        return None if room.auto_locks is None else "off"
    if room.auto_lock_minutes is None:
        return "on"
    return f"{room.auto_lock_minutes} minutes after the meeting starts"


def _co_hosts(ask: Ask, found: Located) -> list[Block]:
    if not (found.room.co_hosts and found.room.co_hosts_apply):
        return []
    page = page_of(found.room.co_hosts, 1, _MOST_CO_HOSTS)
    left: list[Block] = [
        Note(f"{len(page.items)} of {page.total}"),
        Button("All cohosts", says=found.about(ask, "pmr co-hosts")),
    ]
    rest = left if page.total > len(page.items) else []
    return [Heading("Cohosts"), Facts(map(_co_host, page.items)), *rest]


def _co_host(person: CoHost) -> tuple[str, Value]:
    return person.called, copy_of(person.email) or "no address told"
