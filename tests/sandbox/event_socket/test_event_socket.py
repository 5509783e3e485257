"""What devices hear, what comes again, and what can go wrong."""

from contextlib import ExitStack

import pytest
import requests

from bot.sandbox import Sandbox, World, running
from bot.sandbox.event_socket.event_socket import Trouble
from bot.sandbox.ids import key_of
from bot.sandbox.seed import name
from tests.sandbox.web import Api

from .ears import Ears, connected, hearing, refused, registered


def _ask(webex: Sandbox, words: str = "room") -> str:
    return key_of(webex.say(name.JOHN_EMAIL, name.UNICORN, f"@Roomdesk {words}").id)


def _alone(webex: Sandbox) -> bool:
    return webex.wait_for(lambda: webex.socket.connections() == 0)


def _numbers(ears: Ears) -> list[int]:
    return [one["sequenceNumber"] for one in ears.heard]


def test_a_bot_hears_what_mentions_it_what_is_for_it_alone_and_itself(
    webex: Sandbox, bot: Api
) -> None:
    webex.direct_messages(name.ANA_EMAIL)
    with hearing(bot) as ears:
        webex.say(name.JOHN_EMAIL, name.UNICORN, "not for the bot")
        said = [
            webex.say(name.JOHN_EMAIL, name.UNICORN, "@Roomdesk room").id,
            webex.say(name.ANA_EMAIL, None, "help").id,
            bot.post("messages", roomId=name.UNICORN_ID, text="own").json()["id"],
        ]
        assert [ears.activity()["id"] for _ in said] == [key_of(one) for one in said]
        assert webex.wait_until_delivered()


def test_everybody_hears_by_devices_of_their_own(webex: Sandbox, bot: Api, john: Api) -> None:
    with hearing(bot) as one, hearing(bot) as other, hearing(john) as johns:
        webex.say(name.ANA_EMAIL, name.UNICORN, "for people")
        asked = _ask(webex)
        assert johns.activity()["id"] != asked
        assert {one.activity()["id"], other.activity()["id"], johns.activity()["id"]} == {asked}
        assert [webex.socket.connections(), webex.socket.connections(name.JOHN_EMAIL)] == [2, 1]


def test_envelopes_are_numbered_one_by_one(webex: Sandbox, bot: Api) -> None:
    with hearing(bot) as ears:
        for _ in range(3):
            _ask(webex)
            ears.activity()
        assert _numbers(ears) == [1, 2, 3, 4]


def test_a_ping_is_answered_with_its_id(bot: Api) -> None:
    with hearing(bot) as ears:
        ears.send(type="ping", id="7")
        assert ears.next() == {"type": "pong", "id": "7"}


def test_what_nobody_acknowledged_comes_again_with_the_same_id(webex: Sandbox, bot: Api) -> None:
    device = registered(bot)
    with hearing(bot, device) as ears:
        _ask(webex, "one")
        _ask(webex, "two")
        ears.activity()
        open_one = ears.next()
        assert webex.wait_for(lambda: len(webex.socket.unacknowledged()) == 1)
        assert not webex.wait_until_delivered(0)
    assert _alone(webex)
    with hearing(bot, device) as ears:
        again = ears.next()
        assert {**again, "sequenceNumber": open_one["sequenceNumber"]} == open_one
        assert _numbers(ears) == [1, 2]
        ears.send(type="ack", messageId=again["id"])
        assert webex.wait_until_delivered()
    assert [one.times for one in webex.socket.sent] == [1, 2]


def test_an_acknowledgement_of_another_id_counts_for_nothing(webex: Sandbox, bot: Api) -> None:
    device = registered(bot)
    with hearing(bot, device) as ears:
        asked = _ask(webex)
        ears.send(type="ack", messageId=ears.next()["data"]["activity"]["id"])
        ears.send(type="ack")
        ears.send(type="anything")
        ears.socket.send("no JSON")
        ears.send(type="ping", id="1")
        ears.next()
        assert len(webex.socket.unacknowledged()) == 1
    assert _alone(webex)
    with hearing(bot, device) as ears:
        assert ears.activity()["id"] == asked


def test_what_happens_while_nobody_is_connected_is_not_sent_later(webex: Sandbox, bot: Api) -> None:
    device = registered(bot)
    with hearing(bot, device):
        pass
    assert _alone(webex)
    _ask(webex, "missed")
    with hearing(bot, device) as ears:
        asked = _ask(webex, "heard")
        assert ears.activity()["id"] == asked
    assert [one.times for one in webex.socket.sent] == [0, 1]


def test_a_second_connection_replaces_the_first(webex: Sandbox, bot: Api) -> None:
    device = registered(bot)
    with hearing(bot, device) as first, hearing(bot, device) as second:
        asked = _ask(webex)
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
        before = _ask(webex, "before")
        assert old.activity()["id"] == before
        with hearing(bot, device) as new:
            after = _ask(webex, "after")
            assert old.end() == (4001, "replaced during shutdown")
            assert new.activity()["id"] == after


@pytest.mark.parametrize("code", [1000, 1001, 1003, 1005, 1006, 1008, 1011, 4000, 4400, 4401, 4403])
def test_a_connection_can_end_in_every_way(webex: Sandbox, bot: Api, code: int) -> None:
    with hearing(bot) as ears:
        webex.socket.cut(code)
        assert ears.end()[0] == code
    assert _alone(webex)


def test_a_forgotten_device_is_not_let_in_again(webex: Sandbox, bot: Api) -> None:
    device = registered(bot)
    with hearing(bot, device) as ears:
        webex.socket.forget()
        assert ears.end()[0] == 1006
    assert refused(device) == 404
    assert webex.socket.devices() == []


def test_a_skipped_event_leaves_a_gap_in_the_numbers(webex: Sandbox, bot: Api) -> None:
    with hearing(bot) as ears:
        webex.socket.skip(2)
        for words in ("one", "two", "three"):
            _ask(webex, words)
        ears.activity()
        assert _numbers(ears) == [1, 4]


def test_a_silent_line_answers_nothing_and_loses_what_happens(webex: Sandbox, bot: Api) -> None:
    with hearing(bot) as ears:
        _ask(webex, "before")
        before = ears.next()["id"]
        webex.socket.is_silent = True
        ears.send(type="ping", id="1")
        ears.send(type="ack", messageId=before)
        assert webex.wait_until_delivered()  # so the ping has been read, too
        _ask(webex, "lost")
        webex.socket.is_silent = False
        asked = _ask(webex, "after")
        assert ears.activity()["id"] == asked
        assert _numbers(ears) == [1, 2, 4]


def test_copies_are_one_envelope_with_two_numbers(webex: Sandbox, bot: Api) -> None:
    with hearing(bot) as ears:
        webex.socket.copies = 2
        _ask(webex)
        one, other = ears.next(), ears.next()
        assert (one["id"], one["data"]) == (other["id"], other["data"])
        assert _numbers(ears) == [1, 2, 3]


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
        _ask(webex)
        assert ears.end()[0] == code
        assert len(ears.heard) == 1
    assert webex.socket.troubles == set()
    assert [one.times for one in webex.socket.sent] == [0]
    assert (webex.socket.devices() == []) == (trouble == "forgotten")


def test_a_skipped_event_is_a_trouble_of_one_event(webex: Sandbox, bot: Api) -> None:
    with hearing(bot) as ears:
        webex.socket.troubles = {"skipped"}
        _ask(webex, "lost")
        asked = _ask(webex, "heard")
        assert ears.activity()["id"] == asked
        assert _numbers(ears) == [1, 3]


def test_whoever_waits_is_woken_by_each_change(webex: Sandbox, bot: Api) -> None:
    noted: list[int] = []
    webex.socket.listeners.append(lambda: noted.append(webex.socket.connections()))
    with hearing(bot) as ears:
        _ask(webex)
        ears.activity()
        assert webex.wait_until_delivered()
    assert _alone(webex)
    assert noted == [1, 1, 1, 0]


def test_everything_ends_with_the_sandbox(world: World) -> None:
    with requests.Session() as session, ExitStack() as ends:
        with running(world) as webex:
            api = Api(webex.url, session, name.BOT_TOKEN)
            heard = ends.enter_context(hearing(api))
            silent = ends.enter_context(connected(registered(api)))
        assert (heard.end()[0], silent.end()[0]) == (1006, 1001)
