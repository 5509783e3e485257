from bot.commands.meeting import meeting
from bot.reply.blocks import Button, Copy, Facts, Reply, Text
from bot.webex.model.room import MeetingInfo, Room
from tests.commands.asking import asked


def test_a_meeting_that_nobody_can_join_is_told_so() -> None:
    assert meeting.answer(
        asked("meeting"), (Room.read({}), MeetingInfo.read({"meetingId": "m-1"}))
    ) == Reply(
        "Join the meeting of this space",
        [
            Facts([("Meeting id", Copy("m-1"))]),
            Text("Webex knows this meeting, but no way to join it."),
            Button("About this space", "room"),
        ],
    )
