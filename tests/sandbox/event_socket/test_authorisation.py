"""Who may hear, and how the others are turned away."""

from datetime import timedelta

import pytest

from bot.sandbox import Sandbox, World
from bot.sandbox.event_socket import listening
from bot.sandbox.faults import Faults
from bot.sandbox.grant import MESSAGING, Token
from bot.sandbox.journal import Journal
from bot.sandbox.seed import name
from tests.sandbox.conftest import Clock
from tests.sandbox.web import Api

from .ears import QUERY, connected, registered


@pytest.mark.parametrize(
    ("query", "state"), [(QUERY, "buffer_state"), ("", "registration_status")], ids=["asked", "not"]
)
def test_who_is_authorised_is_greeted_with_the_first_number(
    webex: Sandbox, bot: Api, query: str, state: str
) -> None:
    with connected(registered(bot), query) as ears:
        ears.authorise(bot.token)
        hello = ears.next()
        assert hello["data"] == {"eventType": f"mercury.{state}"}
        assert (hello["sequenceNumber"], "type" in hello) == (1, False)
        assert webex.socket.connections() == 1


@pytest.mark.parametrize(
    ("query", "code"), [(QUERY, 4401), ("", 1008)], ids=["in the client's range", "plain"]
)
def test_a_token_that_is_unknown_is_refused(
    webex: Sandbox, bot: Api, query: str, code: int
) -> None:
    with connected(registered(bot), query) as ears:
        ears.authorise("unknown")
        assert ears.end() == (code, "Authentication failed")
    assert webex.socket.connections() == 0


def test_a_token_that_has_expired_is_refused(
    webex: Sandbox, world: World, bot: Api, clock: Clock
) -> None:
    soon = clock.now + timedelta(minutes=1)
    world.add_token(Token("old", world.bot().id, MESSAGING, "bot", soon))
    clock.forward(minutes=1)
    with connected(registered(bot)) as ears:
        ears.authorise("old")
        assert ears.end()[0] == 4401


def test_the_device_of_somebody_else_is_forbidden(webex: Sandbox, bot: Api) -> None:
    with connected(registered(bot)) as ears:
        ears.authorise(name.JOHN_TOKEN)
        assert ears.end() == (4403, "Forbidden")


@pytest.mark.parametrize(
    "frame",
    ['{"type": "ping", "id": "1"}', "no JSON", '{"type": "authorization", "data": {}}', "[]"],
    ids=["ping", "text", "no token", "list"],
)
def test_anything_else_is_a_bad_request(webex: Sandbox, bot: Api, frame: str) -> None:
    with connected(registered(bot)) as ears:
        ears.socket.send(frame)
        assert ears.end() == (4400, "Bad request")


def test_who_says_nothing_in_time_is_turned_away(world: World, bot: Api) -> None:
    device = registered(bot)
    with listening(world, Faults(), Journal(), authorised_within_s=0.05) as event_socket:
        here = f"ws://127.0.0.1:{event_socket.port}/"
        _, _, path = device["webSocketUrl"].removeprefix("ws://").partition("/")
        with connected({"webSocketUrl": here + path}) as ears:
            code, reason = ears.end()
    assert (code, reason[:31]) == (1008, "Authentication did not happen w")


def test_who_leaves_without_a_word_leaves_nothing_behind(webex: Sandbox, bot: Api) -> None:
    with connected(registered(bot)):
        pass
    assert webex.socket.connections() == 0
