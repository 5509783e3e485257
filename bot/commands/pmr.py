"""pmr [person] [site]: somebody's Personal Meeting Room, and how to dial into it."""

from bot.ask import Ask
from bot.command import command
from bot.desk import Desk
from bot.explain import PERSONAL_ROOM
from bot.model.personal_room import CallIn, CoHost, Link, PersonalRoom
from bot.policy import Audience, Matter, Need
from bot.reply import (
    Block,
    Bullets,
    Button,
    Copy,
    Dial,
    Facts,
    Heading,
    Open,
    Private,
    Reply,
    Text,
    Value,
    Web,
    yes_or_no,
)


def _fetch(desk: Desk, ask: Ask) -> PersonalRoom:
    return desk.preferences.of(ask).personal_room(ask.site)


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
)
def pmr(ask: Ask, room: PersonalRoom) -> Reply:
    """Show your Personal Meeting Room and how to dial into it.

    In a space I say how to join. Ask me 1:1 for the room’s settings and co-hosts too.
    """
    return Reply(
        room.topic or "Personal Meeting Room",
        [*_join(ask, room), *_settings(room), Button("Sites", says=ask.about_person("sites"))],
    )


def _join(ask: Ask, room: PersonalRoom) -> list[Block]:
    facts = Facts(
        [
            ("Room of", ask.whom),
            ("Link", Web(room.link) if room.link else None),
            ("Video address (SIP)", _copy(room.sip_address)),
            ("Video system (IP)", _copy(room.dial_in_ip)),
            ("Access code", _copy(room.access_code)),
            *((_label(number), Dial(number.number, room.access_code)) for number in room.call_ins),
            ("Lock", _lock(room)),
        ]
    )
    link: list[Block] = [Open("Join", room.link)] if room.link else []
    return [
        *link,
        facts
        if len(facts.rows) > bool(ask.whom)
        else Text("Webex does not tell how to join this room."),
    ]


def _settings(room: PersonalRoom) -> list[Private]:
    anyone, first = room.anyone_is_co_host, room.first_is_co_host
    facts = Facts(
        [
            ("Lobby notice", yes_or_no(room.notifies_host, "the owner is told when someone waits")),
            ("Co-hosting", yes_or_no(room.allows_co_host, "others can host without the owner")),
            ("Anyone co-hosts", yes_or_no(anyone, "everybody with a host account")),
            ("First co-hosts", yes_or_no(first, "the first with a host account")),
            (
                "Video devices",
                yes_or_no(room.devices_join, "the organisation’s join without a prompt"),
            ),
            *((_kind(link), Copy(f"{link.method or 'GET'} {link.href}")) for link in room.links),
        ]
    )
    settings: list[Block] = [Heading("Settings"), facts] if facts.rows else []
    people = tuple(map(_co_host, room.co_hosts)) if room.co_hosts_apply else ()
    co_hosts: list[Block] = [Heading("Co-hosts"), Bullets(people)] if people else []
    if not settings and not co_hosts:
        return []
    return [Private((*settings, *co_hosts), instead="Settings and co-hosts: ask me 1:1.")]


def _copy(text: str | None) -> Copy | None:
    return Copy(text) if text else None


def _label(number: CallIn) -> str:
    kind = {"toll": "toll", "tollFree": "toll-free"}.get(number.toll_type or "", number.toll_type)
    label = number.label or "Call-in"
    says_so = kind is None or kind in label.lower().replace("toll free", "toll-free")
    return label if says_so else f"{label} ({kind})"


def _lock(room: PersonalRoom) -> str | None:
    if room.auto_locks is None:
        return None
    if not room.auto_locks:
        return "Does not lock by itself"
    if room.auto_lock_minutes is None:
        return "Locks by itself; then the host lets people in"
    when = (
        f"{room.auto_lock_minutes} minutes after the start"
        if room.auto_lock_minutes
        else "at the start"
    )
    return f"Locks {when}; then the host lets people in"


def _co_host(person: CoHost) -> Value:
    return " – ".join(filter(None, (person.name, person.email))) or "Somebody without a name"


def _kind(link: Link) -> str:
    return "Global call-in numbers" if link.rel == "globalCallinNumbers" else link.rel or "More"
