from datetime import UTC, datetime

from bot.commands.meeting import meeting
from bot.dispatch.ask import Ask, Origin
from bot.dispatch.context import Missing
from bot.errors import Failure, WebexError
from bot.reply import markdown
from bot.reply.blocks import Button, Copy, Dial, Facts, Note, Open, Reply, Text, Web
from bot.reply.explain import Recipient, explain
from bot.reply.message import audible
from bot.webex.model.named import Person
from bot.webex.model.room import MeetingInfo, Room

NOW = datetime(2026, 3, 1, 12, tzinfo=UTC)
ASK = Ask("meeting", Origin(Person(email="ana@example.com"), "here", False, "thread", NOW))
LINK = "https://site4-example.webex.com/m/1"
ROOM = Room.read({"title": "Q1_planning"})
ABOUT = Button("About this space", "room")

INFO = MeetingInfo.read(
    {
        "roomId": "here",
        "meetingLink": LINK,
        "sipAddress": "123@meet.example.com",
        "meetingNumber": "201 633 669",
        "meetingId": "m-1",
        "callInTollFreeNumber": "+1-866-432-9903",
        "callInTollNumber": "+1-408-525-6800",
    }
)


def test_a_meeting_is_told_with_every_way_to_join_it() -> None:
    reply = meeting.answer(ASK, (ROOM, INFO))
    assert reply == Reply(
        "Join the meeting of Q1_planning",
        [
            Open("Join", LINK),
            Facts(
                [
                    ("Link", Web(LINK)),
                    ("Video address (SIP)", Copy("123@meet.example.com")),
                    ("Meeting number", Copy("201 633 669")),
                    ("Toll-free", Dial("+1-866-432-9903", "201 633 669")),
                    ("Toll", Dial("+1-408-525-6800", "201 633 669")),
                    ("Meeting id", Copy("m-1")),
                ]
            ),
            ABOUT,
        ],
    )
    assert markdown.render(reply.title, audible(reply, is_direct=False), NOW) == (
        "**Join the meeting of Q1_planning**\n"
        "\n"
        f"**[Join]({LINK})**\n"
        "\n"
        f"- **Link:** [{LINK}]({LINK})\n"
        "- **Video address (SIP):** `123@meet.example.com`\n"
        "- **Meeting number:** `201 633 669`\n"
        "- **Toll-free:** +1-866-432-9903 · tap `+18664329903,,201633669#`\n"
        "- **Toll:** +1-408-525-6800 · tap `+14085256800,,201633669#`\n"
        "- **Meeting id:** `m-1`\n"
        "\n"
        "You can say:\n- **About this space:** `room`"
    )


def test_a_meeting_that_nobody_can_join_is_told_so() -> None:
    assert meeting.answer(ASK, (Room.read({}), MeetingInfo.read({"meetingId": "m-1"}))) == Reply(
        "Join the meeting of this space",
        [
            Facts([("Meeting id", Copy("m-1"))]),
            Text("Webex knows this meeting, but no way to join it."),
            ABOUT,
        ],
    )


def test_a_meeting_is_told_even_where_the_space_is_not() -> None:
    missing = Missing(WebexError(Failure(503, "GET /rooms/{id}", "ROUTER_1")))
    info = MeetingInfo.read({"sipAddress": "123@meet.example.com"})
    assert meeting.answer(ASK, (missing, info)) == Reply(
        "Join the meeting of this space",
        [
            Facts([("Video address (SIP)", Copy("123@meet.example.com"))]),
            Note("The title of the space is missing: Webex is overloaded (tracking id: ROUTER_1)."),
            ABOUT,
        ],
    )


def test_an_endpoint_that_has_ended_is_explained() -> None:
    gone, absent = (
        explain(
            Failure(code, "GET /rooms/{id}/meetingInfo"),
            meeting.explain,
            recipient=Recipient("Olga"),
        )
        for code in (410, 404)
    )
    assert (
        gone
        == absent
        == Reply(
            "Webex has no meeting details for this space",
            [
                Text("It no longer keeps a standing link and dial-in for spaces like this one."),
                Text(
                    "Start the meeting from the Meet button of the space, or share your personal "
                    "room."
                ),
                Button("pmr", "pmr"),
            ],
        )
    )
