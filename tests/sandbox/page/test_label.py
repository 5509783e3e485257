"""Every call that the API answers has words."""

import pytest

from bot.sandbox import World
from bot.sandbox.journal import Call
from bot.sandbox.page.label import Label, label
from bot.sandbox.seed import name


def _label(world: World, method: str, path: str, query: str = "", who: str = "") -> Label:
    return label(world, Call(method, f"/v1{path}", query, 404, 0.0, 0.0, who or None))


@pytest.mark.parametrize(
    ("method", "path", "words"),
    [
        ("GET", "/rooms/x", "Ask about the space"),
        ("GET", "/rooms/x/meetingInfo", "Ask how to join the space’s meeting"),
        ("GET", "/people/me", "Ask who the bot is"),
        ("GET", "/people/x", "Ask who a person is"),
        ("GET", "/meetingPreferences/personalMeetingRoom", "Ask for the Personal Meeting Room"),
        ("DELETE", "/rooms/x", "Call Webex"),
        ("GET", "/apps/wx2/registrations/x/messages", "Connect to the event socket"),
    ],
)
def test_a_call_is_named(world: World, method: str, path: str, words: str) -> None:
    named = _label(world, method, path)
    assert (named.words, 200 in named.well, 404 in named.well) == (words, True, False)


@pytest.mark.parametrize(
    ("method", "path", "words"),
    [
        ("GET", "/u2c/api/v1/catalog", "Ask where Webex’s services are"),
        ("GET", "/wdm/api/v1/devices", "Look which devices it has"),
        ("POST", "/wdm/api/v1/devices", "Register a device for the event socket"),
        ("PUT", "/wdm/api/v1/devices/x", "Say that its device is still in use"),
        ("DELETE", "/wdm/api/v1/devices/x", "Give a device back"),
        ("GET", "/conversation/api/v1/messages/x", "Ask for the id of what was heard"),
    ],
)
def test_a_call_behind_the_event_socket_is_named(
    world: World, method: str, path: str, words: str
) -> None:
    call = Call(method, path, "", 101, 0.0, 0.0, None)
    assert label(world, call).words == words


@pytest.mark.parametrize(
    ("query", "who", "words", "ends_well"),
    [
        (
            "userEmail=nobody-1a%40example.com",
            name.SERVICE_APP_EMAIL,
            "Guard: ask for nobody’s room, which must fail",
            [False, True],
        ),
        (
            "",
            name.SERVICE_APP_EMAIL,
            "Guard: ask for the room of the access itself, which may fail",
            [True, True],
        ),
        (
            "userEmail=ana.ruiz%40example.com",
            name.SERVICE_APP_EMAIL,
            "Ask for the Personal Meeting Room",
            [True, False],
        ),
        ("", name.JOHN_EMAIL, "Ask for the Personal Meeting Room", [True, False]),
    ],
    ids=["nobody", "the access", "somebody", "one's own"],
)
def test_calls_that_are_meant_to_fail_say_so(
    world: World, query: str, who: str, words: str, ends_well: list[bool]
) -> None:
    named = _label(world, "GET", "/meetingPreferences/personalMeetingRoom", query, who)
    assert (named.words, [status in named.well for status in (200, 404)]) == (words, ends_well)
