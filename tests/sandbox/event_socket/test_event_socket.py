"""What devices hear, and what comes again."""

from contextlib import ExitStack

import requests

from bot.sandbox import Sandbox, World, running
from bot.sandbox.ids import key_of
from bot.sandbox.seed import name
from tests.sandbox.web import Api

from .ears import alone, ask, connected, hearing, numbers, registered


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
        asked = ask(webex)
        assert johns.activity()["id"] != asked
        assert {one.activity()["id"], other.activity()["id"], johns.activity()["id"]} == {asked}
        assert [webex.socket.connections(), webex.socket.connections(name.JOHN_EMAIL)] == [2, 1]


def test_envelopes_are_numbered_one_by_one(webex: Sandbox, bot: Api) -> None:
    with hearing(bot) as ears:
        for _ in range(3):
            ask(webex)
            ears.activity()
        assert numbers(ears) == [1, 2, 3, 4]


def test_a_ping_is_answered_with_its_id(bot: Api) -> None:
    with hearing(bot) as ears:
        ears.send(type="ping", id="7")
        assert ears.next() == {"type": "pong", "id": "7"}


def test_what_nobody_acknowledged_comes_again_with_the_same_id(webex: Sandbox, bot: Api) -> None:
    device = registered(bot)
    with hearing(bot, device) as ears:
        ask(webex, "one")
        ask(webex, "two")
        ears.activity()
        open_one = ears.next()
        assert webex.wait_for(lambda: len(webex.socket.unacknowledged()) == 1)
        assert not webex.wait_until_delivered(0)
    assert alone(webex)
    with hearing(bot, device) as ears:
        again = ears.next()
        assert {**again, "sequenceNumber": open_one["sequenceNumber"]} == open_one
        assert numbers(ears) == [1, 2]
        ears.send(type="ack", messageId=again["id"])
        assert webex.wait_until_delivered()
    assert [one.times for one in webex.socket.sent] == [1, 2]


def test_an_acknowledgement_of_another_id_counts_for_nothing(webex: Sandbox, bot: Api) -> None:
    device = registered(bot)
    with hearing(bot, device) as ears:
        asked = ask(webex)
        ears.send(type="ack", messageId=ears.next()["data"]["activity"]["id"])
        ears.send(type="ack")
        ears.send(type="anything")
        ears.socket.send("no JSON")
        ears.send(type="ping", id="1")
        ears.next()
        assert len(webex.socket.unacknowledged()) == 1
    assert alone(webex)
    with hearing(bot, device) as ears:
        assert ears.activity()["id"] == asked


def test_what_happens_while_nobody_is_connected_is_not_sent_later(webex: Sandbox, bot: Api) -> None:
    device = registered(bot)
    with hearing(bot, device):
        pass
    assert alone(webex)
    ask(webex, "missed")
    with hearing(bot, device) as ears:
        asked = ask(webex, "heard")
        assert ears.activity()["id"] == asked
    assert [one.times for one in webex.socket.sent] == [0, 1]


def test_whoever_waits_is_woken_by_each_change(webex: Sandbox, bot: Api) -> None:
    noted: list[int] = []
    webex.socket.listeners.append(lambda: noted.append(webex.socket.connections()))
    with hearing(bot) as ears:
        ask(webex)
        ears.activity()
        assert webex.wait_until_delivered()
    assert alone(webex)
    assert noted == [1, 1, 1, 0]


def test_everything_ends_with_the_sandbox(world: World) -> None:
    with requests.Session() as session, ExitStack() as ends:
        with running(world) as webex:
            api = Api(webex.url, session, name.BOT_TOKEN)
            heard = ends.enter_context(hearing(api))
            silent = ends.enter_context(connected(registered(api)))
        assert (heard.end()[0], silent.end()[0]) == (1006, 1001)
