"""Every call that the API answers has words."""

import pytest

from bot.sandbox.page.label import label


@pytest.mark.parametrize(
    ("method", "path", "words"),
    [
        ("GET", "/rooms/x", "Ask about the space"),
        ("GET", "/rooms/x/meetingInfo", "Ask how to join the space’s meeting"),
        ("GET", "/people/me", "Ask who the bot is"),
        ("GET", "/people/x", "Ask who a person is"),
        ("GET", "/meetingPreferences/personalMeetingRoom", "Ask for the Personal Meeting Room"),
        ("DELETE", "/rooms/x", "Call Webex"),
    ],
)
def test_a_call_is_named(method: str, path: str, words: str) -> None:
    assert label(method, path) == words
