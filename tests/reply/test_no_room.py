import pytest

from bot.errors import Failure
from bot.reply.blocks import Note, Reply, Text
from bot.reply.explain import Explanation, Recipient, told
from bot.reply.no_room import ACCESS_LOST, PERSONAL_ROOM, WRONG_ROOM

CONTACT = "the help desk (help@example.com)"


def test_of_lost_access_others_hear_whom_to_tell() -> None:
    failure = Failure(400, "POST /access_token", "ROUTER_1")
    assert told(ACCESS_LOST, failure, recipient=Recipient("Olga {wait}")) == Reply(
        "My access to personal rooms has run out",
        [
            Text("Webex no longer renews it. This is not about you."),
            Text("Tell Olga {wait}."),
            Note("Tracking id: ROUTER_1"),
        ],
    )


@pytest.mark.parametrize(
    ("explanation", "setting"),
    [
        pytest.param(ACCESS_LOST, "WEBEX_REFRESH_TOKEN", id="lost"),
        pytest.param(WRONG_ROOM, "meeting:admin_preferences_read", id="wrong room"),
        pytest.param(PERSONAL_ROOM[403], "meeting:admin_preferences_read", id="forbidden"),
    ],
)
def test_what_is_wrong_with_the_access_is_the_help_desk_s_to_know(
    explanation: Explanation, setting: str
) -> None:
    assert setting not in repr(told(explanation, recipient=Recipient(CONTACT)))
    to_help_desk = repr(told(explanation, recipient=Recipient(CONTACT, is_help_desk=True)))
    assert setting in to_help_desk
    assert CONTACT not in to_help_desk
