"""Listening to a pretend Webex, whatever happens: none is lost, and none comes twice."""

import logging
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest

from bot.events import webhook
from bot.events.catch_up import CatchUp
from bot.sandbox import Fault, Sandbox
from bot.sandbox.envelope import packed
from bot.sandbox.event import Event as Told
from bot.sandbox.record import Device, Webhook
from bot.sandbox.seed import name
from bot.webex.model.event import Event
from bot.webex.own import Own
from tests.events.socket.ear import Ear, listening

_HANDSHAKE = "/apps/wx2/registrations/*/messages"
_HOOK = Webhook("id", "name", "http://x", "messages", "created", datetime.now(UTC), "me", "org")
_EUROPE = "urn:TEAM:eu-central-1_k"


def _caught_up(ear: Ear) -> list[Event]:
    """Return what a look at Webex finds of the last minutes."""
    own, found = Own.of(ear.bearer), list[Event]()
    catch_up = CatchUp(own.rooms, own.messages, own.people, found.append)
    catch_up.since(datetime.now(UTC) - timedelta(minutes=5))
    return found


@pytest.mark.parametrize("region", ["us", _EUROPE])
def test_socket_webhook_and_catch_up_name_one_message_alike(
    webex: Sandbox, tmp_path: Path, region: str
) -> None:
    told: list[Told] = []
    webex.world.switches.region = region
    webex.world.listeners.append(told.append)
    with listening(webex, tmp_path) as ear:
        said = webex.say(name.JOHN_EMAIL, None, "help")
        ear.until_heard(said.id)
        (by_socket,) = ear.heard
        event = next(one for one in told if one.resource == "messages")
        by_webhook = webhook.read(packed(_HOOK, event))
        (by_catch_up,) = _caught_up(ear)
    assert by_webhook is not None
    assert by_socket.id == by_webhook.id == by_catch_up.id == said.id
    assert by_socket.room_id == by_webhook.room_id == by_catch_up.room_id
    assert by_socket.person_id == by_webhook.person_id == by_catch_up.person_id
    assert {by_socket.room_type, by_webhook.room_type, by_catch_up.room_type} == {"direct"}


def test_an_arrival_is_heard(ear: Ear) -> None:
    webex, told = ear.webex, list[Told]()
    webex.remove(name.BOT_EMAIL, name.UNICORN, by=name.JOHN_EMAIL)
    webex.world.listeners.append(told.append)
    webex.invite(name.BOT_EMAIL, name.UNICORN, by=name.JOHN_EMAIL)
    ear.until(lambda: bool(ear.heard))
    (arrival,) = ear.heard
    (event,) = [one for one in told if one.resource == "memberships"]
    wanted = webhook.read(packed(_HOOK, event))
    assert wanted is not None
    assert (arrival.id, arrival.room_id) == (wanted.id, wanted.room_id)


def test_its_own_messages_are_receipts_and_no_questions(ear: Ear) -> None:
    ear.webex.say(name.BOT_EMAIL, name.UNICORN, "something")
    ear.until(lambda: bool(ear.outcomes))
    assert (ear.outcomes, ear.heard) == (["my own"], [])


def test_everything_is_acknowledged(ear: Ear) -> None:
    ear.until_heard(ear.say())
    ear.until(lambda: not ear.webex.socket.unacknowledged())
    assert [one.times for one in ear.webex.socket.sent] == [1]


@pytest.mark.parametrize("code", [1000, 1001, 1003, 1005, 1006, 1011, 4001])
def test_a_lost_connection_loses_nothing(ear: Ear, code: int) -> None:
    before = ear.say()
    ear.until_heard(before)
    ear.webex.socket.cut(code)
    meanwhile = ear.say()
    ear.until_open(2)
    ear.until_heard(before, meanwhile, ear.say())


def test_a_stale_device_is_registered_anew(ear: Ear) -> None:
    (before,) = ear.webex.socket.devices()
    ear.webex.socket.forget()
    meanwhile = ear.say()
    ear.until_open(2)
    (after,) = ear.webex.socket.devices()
    assert (before.id != after.id, before.said["name"]) == (True, after.said["name"])
    ear.until_heard(meanwhile, ear.say())


def test_at_a_shutdown_two_connections_overlap(ear: Ear) -> None:
    ear.webex.socket.shut_down()
    meanwhile = ear.say()
    ear.until_open(2)
    ear.until_heard(meanwhile, ear.say())


def test_what_was_left_out_is_looked_for(ear: Ear) -> None:
    ear.webex.socket.skip()
    lost = ear.say()
    ear.until_heard(lost, ear.say())
    ear.until(lambda: ear.marks.look().gaps == 1)


def test_a_line_without_answers_is_given_up(ear: Ear) -> None:
    ear.webex.socket.is_silent = True
    lost = ear.say()
    ear.slept.seconds += 30
    ear.until_open(2)
    ear.webex.socket.is_silent = False
    ear.until_heard(lost, ear.say())


def test_what_was_asked_while_the_machine_slept_for_an_hour_is_heard(ear: Ear) -> None:
    ear.webex.socket.cut()
    ear.slept.seconds += 3600
    lost = ear.say()
    ear.until_open(2)
    ear.until_heard(lost, ear.say())


def test_a_stranger_s_connection_is_not_fought(ear: Ear, caplog: pytest.LogCaptureFixture) -> None:
    ear.webex.socket.replace()
    ear.until(lambda: "another program listens" in caplog.text)  # from here on it waits
    lost = ear.say()
    ear.slept.seconds += 32
    ear.until_open(2)
    ear.until_heard(lost)


def test_a_refused_handshake_is_tried_again(ear: Ear) -> None:
    refused = ear.webex.faults.add(Fault("GET", _HANDSHAKE, status=429, times=2))
    ear.webex.socket.cut()
    meanwhile = ear.say()
    ear.until_open(2)
    assert ear.webex.faults.hits(refused) == 2
    ear.until_heard(meanwhile)


def test_a_database_that_is_away_holds_the_acknowledgement_back(ear: Ear) -> None:
    ear.is_away = True
    asked = ear.say()
    ear.until(lambda: "refused" in ear.outcomes)
    assert [one.acknowledged for one in ear.webex.socket.sent] == [None]
    ear.is_away = False
    ear.until_heard(asked)


def test_what_another_region_s_catalog_does_not_name_is_caught_up(ear: Ear) -> None:
    ear.webex.world.switches.region = _EUROPE
    said = ear.webex.say(name.JOHN_EMAIL, None, "help")
    ear.until_heard(said.id)


def test_only_our_own_devices_are_deleted_where_there_are_too_many(
    webex: Sandbox, tmp_path: Path
) -> None:
    world = webex.world
    bot, now = world.person(name.BOT_EMAIL), world.now()
    names = ["Somebody's", "Roomdesk old", *(f"other {number}" for number in range(98))]
    for number, one in enumerate(names):
        key = f"device-{number}"
        world.devices[key] = Device(key, bot.id, {"name": one}, now, now)
    with listening(webex, tmp_path):
        left = {one.said["name"] for one in webex.socket.devices()}
    assert left == {*names, "Roomdesk 12345678"} - {"Roomdesk old"}


def test_where_all_devices_are_strangers_the_operator_is_told(
    webex: Sandbox, tmp_path: Path, caplog: pytest.LogCaptureFixture
) -> None:
    world = webex.world
    bot, now = world.person(name.BOT_EMAIL), world.now()
    for number in range(100):
        key = f"device-{number}"
        world.devices[key] = Device(key, bot.id, {"name": key}, now, now)
    with listening(webex, tmp_path, is_open=False) as ear:
        ear.until(lambda: "too many devices" in caplog.text)
    assert len(webex.socket.devices()) == 100


def test_a_refused_token_is_told_once_and_makes_no_storm(
    ear: Ear, caplog: pytest.LogCaptureFixture
) -> None:
    caplog.set_level(logging.INFO)
    world = ear.webex.world
    with world.lock:
        token = world.tokens.pop(name.BOT_TOKEN)
    calls = len(ear.webex.calls())
    ear.webex.socket.cut()
    ear.until(lambda: "it is opened again in 60.0 s" in caplog.text)
    assert not ear.bearer.is_accepted()
    ear.until(lambda: not ear.marks.look().is_alive)
    with world.lock:
        world.tokens[name.BOT_TOKEN] = token
    # A handshake, the catalog, and whose token it is, to be sure.
    assert len(ear.webex.calls()) - calls <= 3
    with world.lock:
        world.tokens[name.BOT_TOKEN] = token
    (error,) = [one.getMessage() for one in caplog.records if one.levelno == logging.ERROR]
    assert "set WEBEX_BOT_TOKEN and restart" in error
    ear.slept.seconds += 61
    ear.until_open(2)
