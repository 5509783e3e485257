import pytest

from bot.sandbox import Fault
from bot.sandbox.seed import name
from tests.chat.running import Chat, says


def test_meeting_shows_how_to_join(chat: Chat) -> None:
    assert chat.ask("meeting").markdown == (
        "**Join the meeting of Project Unicorn - Sprint 0**\n"
        "\n"
        "**[Join](https://cisco.webex.com/m/37a7d3a8-6563-487f-9577-cd029101c087)**\n"
        "\n"
        "- **Link:** [https://cisco.webex.com/m/37a7d3a8-6563-487f-9577-cd029101c087]"
        "(https://cisco.webex.com/m/37a7d3a8-6563-487f-9577-cd029101c087)\n"
        "- **Video address (SIP):** `201632887@cisco.webex.com`\n"
        "- **Meeting number:** `201632887`\n"
        "- **Toll-free:** +1-866-432-9903 · tap `+18664329903,,201632887#`\n"
        "- **Toll:** +1-408-525-6800 · tap `+14085256800,,201632887#`\n"
        "- **Meeting id:** `c1c30b52501b4d34aa75a57bdb867853`\n"
        "\n"
        "You can say:\n- **About this space:** `room`"
    )


@pytest.mark.parametrize("status", [404, 410])
def test_a_space_without_meeting_details_says_what_can_still_be_done(
    chat: Chat, status: int
) -> None:
    chat.webex.faults.add(Fault(path="/rooms/*/meetingInfo", status=status))
    assert chat.told("join") == (
        "**Webex has no meeting details for this space**\n\n"
        "It no longer keeps a standing link and dial-in for spaces like this one.\n\n"
        "Start the meeting from the Meet button of the space, or share your personal room.\n\n"
        "You can say: `pmr`"
    )


def test_when_only_the_title_fails_the_rest_is_given_and_the_title_named_as_missing(
    chat: Chat,
) -> None:
    room = f"/rooms/{name.UNICORN_ID}"
    chat.webex.faults.add(Fault(path=room, status=503, times=1))
    said = chat.told("dial")
    assert said.startswith("**Join the meeting of this space**")
    assert "`201632887@cisco.webex.com`" in said
    assert "The title of the space is missing: Webex is overloaded (tracking id: ROUTER_" in said


def test_of_another_space_that_one_is_in_the_meeting_is_shown(chat: Chat) -> None:
    answer = chat.ask(f"join {name.UNICORN}", room=None)
    assert says(answer).startswith(f"**Join the meeting of {name.UNICORN}**")
    room = chat.press(answer, "About this space")
    assert says(room).startswith(f"**{name.UNICORN}**")


def test_of_another_space_without_a_meeting_that_is_said(chat: Chat) -> None:
    said = chat.told(f"meeting {name.RETRO}")
    assert said.startswith("**Webex has no meeting details for this space**")
