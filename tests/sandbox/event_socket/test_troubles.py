"""How connections end, and what goes wrong on the way."""

import pytest

from bot.sandbox import Sandbox
from bot.sandbox.event_socket.event_socket import Trouble
from bot.sandbox.seed import name
from tests.sandbox.web import Api

from .ears import alone, ask, hearing, numbers, refused, registered


def test_a_second_connection_replaces_the_first(webex: Sandbox, bot: Api) -> None:
    device = registered(bot)
    with hearing(bot, device) as first, hearing(bot, device) as second:
        asked = ask(webex)
        assert first.end() == (4000, "replaced")
        assert second.activity()["id"] == asked
        assert webex.wait_for(lambda: webex.socket.connections() == 1)


def test_at_a_shutdown_the_old_connection_goes_once_the_new_one_is_there(
    webex: Sandbox, bot: Api
) -> None:
    device = registered(bot)
    with hearing(bot, device) as old:
        webex.socket.shut_down()
        assert old.next() == {"type": "shutdown"}
        before = ask(webex, "before")
        assert old.activity()["id"] == before
        assert webex.wait_until_delivered()
        with hearing(bot, device) as new:
            after = ask(webex, "after")
            assert old.end() == (4001, "replaced during shutdown")
            assert new.activity()["id"] == after


@pytest.mark.parametrize("code", [1000, 1001, 1003, 1005, 1006, 1008, 1011, 4000, 4400, 4401, 4403])
def test_a_connection_can_end_in_every_way(webex: Sandbox, bot: Api, code: int) -> None:
    with hearing(bot) as ears:
        webex.socket.cut(code)
        assert ears.end()[0] == code
    assert alone(webex)


def test_a_forgotten_device_is_not_let_in_again(webex: Sandbox, bot: Api) -> None:
    device = registered(bot)
    with hearing(bot, device) as ears:
        webex.socket.forget()
        assert ears.end()[0] == 1006
    assert refused(device) == 404
    assert webex.socket.devices() == []


def test_a_skipped_event_leaves_a_gap_in_thenumbers(webex: Sandbox, bot: Api) -> None:
    with hearing(bot) as ears:
        webex.socket.skip(2)
        for words in ("one", "two", "three"):
            ask(webex, words)
        ears.activity()
        assert numbers(ears) == [1, 4]


def test_a_silent_line_answers_nothing_and_loses_what_happens(webex: Sandbox, bot: Api) -> None:
    with hearing(bot) as ears:
        ask(webex, "before")
        before = ears.next()["id"]
        webex.socket.is_silent = True
        ears.send(type="ping", id="1")
        ears.send(type="ack", messageId=before)
        assert webex.wait_until_delivered()  # so the ping has been read, too
        ask(webex, "lost")
        webex.socket.is_silent = False
        asked = ask(webex, "after")
        assert ears.activity()["id"] == asked
        assert numbers(ears) == [1, 2, 4]


def test_copies_are_one_envelope_with_twonumbers(webex: Sandbox, bot: Api) -> None:
    with hearing(bot) as ears:
        webex.socket.copies = 2
        ask(webex)
        one, other = ears.next(), ears.next()
        assert (one["id"], one["data"]) == (other["id"], other["data"])
        assert numbers(ears) == [1, 2, 3]


@pytest.mark.parametrize(
    ("trouble", "code"),
    [("cut", 1006), ("replaced", 4000), ("forgotten", 1006)],
)
def test_a_trouble_comes_with_the_next_event_which_is_lost(
    webex: Sandbox, bot: Api, trouble: Trouble, code: int
) -> None:
    device = registered(bot)
    with hearing(bot, device) as ears:
        webex.socket.troubles = {trouble}
        webex.say(name.JOHN_EMAIL, name.UNICORN, "of no interest to it")
        assert webex.socket.troubles == {trouble}
        ask(webex)
        assert ears.end()[0] == code
        assert len(ears.heard) == 1
    assert webex.socket.troubles == set()
    assert [one.times for one in webex.socket.sent] == [0]
    assert (webex.socket.devices() == []) == (trouble == "forgotten")


def test_a_skipped_event_is_a_trouble_of_one_event(webex: Sandbox, bot: Api) -> None:
    with hearing(bot) as ears:
        webex.socket.troubles = {"skipped"}
        ask(webex, "lost")
        asked = ask(webex, "heard")
        assert ears.activity()["id"] == asked
        assert numbers(ears) == [1, 3]
