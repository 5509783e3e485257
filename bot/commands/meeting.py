"""meeting [space]: how to join this space's meeting."""

from bot.dispatch.ask import Ask
from bot.dispatch.command import command
from bot.dispatch.context import Context, Missing
from bot.dispatch.grammar.vocabulary import Words
from bot.reply.blocks import Button, Copy, Dial, Facts, Note, Open, Reply, Text, Web
from bot.reply.explain import EXPLANATIONS, Explanation
from bot.webex.model.room import MeetingInfo, Room

# The page says of this endpoint that it ends on 2025-01-31: no answer is the common case.
_GONE = Explanation(
    "Webex has no meeting details for this space",
    "It no longer keeps a standing link and dial-in for spaces like this one.",
    "Start the meeting from the Meet button of the space, or share your personal room.",
    offers=("pmr",),
)


def _fetch(context: Context, ask: Ask) -> tuple[Room | Missing, MeetingInfo]:
    room_id = ask.space.id or ""
    return context.together(
        context.attempt(lambda: context.rooms.get(room_id)),
        lambda: context.rooms.meeting_info(room_id),
    )


@command(
    "meeting [space]",
    aliases=("join", "dial"),
    fetch=_fetch,
    refreshes=True,
    examples=("meeting project unicorn", "meeting"),
    explain={404: _GONE, 410: _GONE},
    words=Words(
        anywhere=(
            "space meeting, meeting of space, meeting in space, meeting space, join space, "
            "meeting this space, meeting for space"
        ),
        here=(
            "join, joining, join meeting, join link, join url, join call, how join, dial, "
            "dial in, dialin, dial in number, dial in numbers, dial in details, call in, "
            "call in number, callin, phone, phone in, phone number, phone numbers, "
            "telephone number, number, numbers, meeting number, meeting link, meeting url, "
            "meeting id, meeting info, meeting details, meeting address, meeting code, "
            "meeting password, meeting room, link, url, access code, passcode, code, sip, "
            "sip address, sip uri, video address, video link, vc address, uri, conference, "
            "conference number, conference link, conference bridge, conference call, bridge, "
            "bridge number, invite link, invitation link, webex link, webex meeting, webex, "
            "call, call number, call link, meet, attend, audio, participate, "
            "connect to meeting, enter meeting, room number, standup link, einwahl, "
            "einwahlnummer, einwahldaten, einwählen, teilnehmen, beitreten, besprechung, "
            "zugangscode, telefonnummer, rejoindre, réunion, lien, lien réunion, numéro, "
            "unirme, reunión, enlace, número, vergadering, deelnemen, inbelnummer, riunione"
        ),
        bare=("space",),
    ),
    label="Meeting of the space",
    rank=(7, 2),
)
def meeting(ask: Ask, found: tuple[Room | Missing, MeetingInfo]) -> Reply:
    """Show how to join this space’s meeting, or that of another one that you are in.

    You get the link, the video address and the numbers to dial.
    """
    room, info = found
    named = None if isinstance(room, Missing) or room.is_direct else room.title
    return Reply(
        f"Join the meeting of {named or 'this space'}",
        [
            *([Open("Join", info.meeting_link)] if info.meeting_link else []),
            Facts(
                [
                    ("Link", Web(info.meeting_link) if info.meeting_link else None),
                    ("Video address (SIP)", Copy(info.sip_address) if info.sip_address else None),
                    ("Meeting number", Copy(info.meeting_number) if info.meeting_number else None),
                    ("Toll-free", _dial(info.toll_free_number, info)),
                    ("Toll", _dial(info.toll_number, info)),
                    ("Meeting id", Copy(info.meeting_id) if info.meeting_id else None),
                ]
            ),
            *(
                []
                if any(_values(info))
                else [Text("Webex knows this meeting, but no way to join it.")]
            ),
            *([_missing(room)] if isinstance(room, Missing) else []),
            Button("About this space", says=ask.about_space("room")),
        ],
    )


def _missing(room: Missing) -> Note:
    failure = room.error.failure
    why = EXPLANATIONS[failure.what].title if failure.what in EXPLANATIONS else "Webex refused"
    tracked = f" (tracking id: {failure.tracking_id})" if failure.tracking_id else ""
    return Note(f"The title of the space is missing: {why}{tracked}.")


def _dial(number: str | None, info: MeetingInfo) -> Dial | None:
    # A caller keys in the meeting number, as the access code of a space's meeting.
    return Dial(number, info.meeting_number) if number else None


def _values(info: MeetingInfo) -> tuple[str | None, ...]:
    return (
        info.meeting_link,
        info.sip_address,
        info.meeting_number,
        info.toll_free_number,
        info.toll_number,
    )
