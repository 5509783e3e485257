import hashlib
import hmac
from typing import Any

import pytest

from bot.sandbox import Sandbox
from bot.sandbox.seed import name

from .api.test_messages import CARD
from .conftest import Clock
from .web import Api, Receiver


def hook(api: Api, receiver: Receiver, resource: str = "messages", **more: Any) -> dict[str, Any]:
    body = {"name": "H", "targetUrl": receiver.url, "resource": resource, "event": "all", **more}
    made: dict[str, Any] = api.post("webhooks", **body).json()
    return made


def test_a_delivery_carries_the_documented_envelope_and_no_text(
    bot: Api, webex: Sandbox, receiver: Receiver
) -> None:
    made = hook(bot, receiver, filter="roomType=group", secret="s")
    said = webex.say(name.JOHN_EMAIL, name.UNICORN, "@Roomdesk room")
    assert webex.wait_until_delivered()
    (got,) = receiver.got
    me = webex.world.bot().id
    assert got.json == {
        "id": made["id"],
        "name": "H",
        "targetUrl": receiver.url,
        "resource": "messages",
        "event": "created",
        "filter": "roomType=group",
        "orgId": name.ORG_ID,
        "createdBy": me,
        "appId": got.json["appId"],
        "ownedBy": "creator",
        "status": "active",
        "actorId": name.JOHN_ID,
        "data": {
            "id": said.id,
            "roomId": name.UNICORN_ID,
            "roomType": "group",
            "personId": name.JOHN_ID,
            "personEmail": "john.andersen@example.com",
            "mentionedPeople": [me],
            "created": "2026-03-01T12:00:00.000Z",
        },
    }


def test_the_signature_covers_the_bytes_that_arrive(
    bot: Api, webex: Sandbox, receiver: Receiver
) -> None:
    hook(bot, receiver, name="Ünsere", secret="clé")
    webex.say(name.JOHN_EMAIL, None, "hello")
    assert webex.wait_until_delivered()
    (got,) = receiver.got
    assert got.json["name"] == "Ünsere"
    expected = hmac.new("clé".encode(), got.body, hashlib.sha1).hexdigest()
    assert got.headers["X-Spark-Signature"] == expected


def test_without_a_secret_nothing_is_signed(bot: Api, webex: Sandbox, receiver: Receiver) -> None:
    hook(bot, receiver)
    webex.say(name.JOHN_EMAIL, None, "hello")
    assert webex.wait_until_delivered()
    assert "X-Spark-Signature" not in receiver.got[0].headers


def test_a_bot_hears_in_group_rooms_of_mentions_and_of_itself_only(
    bot: Api, webex: Sandbox, receiver: Receiver
) -> None:
    hook(bot, receiver)
    webex.say(name.JOHN_EMAIL, name.UNICORN, "among us")
    webex.say(name.JOHN_EMAIL, name.UNICORN, "@all among us")
    webex.say(name.JOHN_EMAIL, name.PRIVATE, "without you")
    heard = [
        webex.say(name.JOHN_EMAIL, name.UNICORN, "@Roomdesk hi").id,
        webex.say(name.JOHN_EMAIL, None, "hi").id,
        bot.post("messages", roomId=name.UNICORN_ID, text="mine").json()["id"],
    ]
    assert webex.wait_until_delivered()
    assert {got.json["data"]["id"] for got in receiver.got} == set(heard)


def test_a_person_hears_everything_in_the_own_rooms(
    john: Api, webex: Sandbox, receiver: Receiver
) -> None:
    hook(john, receiver)
    webex.say(name.ANA_EMAIL, name.UNICORN, "one")
    webex.say(name.ANA_EMAIL, name.BERLIN, "two")
    assert webex.wait_until_delivered()
    assert [got.json["data"]["roomId"] for got in receiver.got] == [name.UNICORN_ID]


def test_edits_and_deletions_are_told(bot: Api, webex: Sandbox, receiver: Receiver) -> None:
    hook(bot, receiver)
    key = bot.post("messages", roomId=name.UNICORN_ID, text="0").json()["id"]
    assert webex.wait_until_delivered()
    bot.put(f"messages/{key}", roomId=name.UNICORN_ID, text="1")
    assert webex.wait_until_delivered()
    bot.delete(f"messages/{key}")
    assert webex.wait_until_delivered()
    assert [event for _, event in receiver.events()] == ["created", "updated", "deleted"]


def test_a_press_is_told_to_the_card_s_author_without_its_inputs(
    bot: Api, john: Api, webex: Sandbox, receiver: Receiver
) -> None:
    hook(bot, receiver, "attachmentActions")
    hook(john, receiver, "attachmentActions")
    card = bot.post("messages", roomId=name.UNICORN_ID, text="x", attachments=[CARD]).json()
    action = webex.press(name.JOHN_EMAIL, card["id"], {"say": "room"})
    assert webex.wait_until_delivered()
    (got,) = receiver.got
    assert got.json["data"] == {
        "id": action.id,
        "type": "submit",
        "messageId": card["id"],
        "personId": name.JOHN_ID,
        "roomId": name.UNICORN_ID,
        "created": "2026-03-01T12:00:00.000Z",
    }


def test_who_comes_and_goes_is_told(bot: Api, webex: Sandbox, receiver: Receiver) -> None:
    hook(bot, receiver, "memberships")
    webex.invite(name.OLGA_EMAIL, name.UNICORN, by=name.JOHN_EMAIL)
    assert webex.wait_until_delivered()
    webex.remove(name.BOT_EMAIL, name.UNICORN, by=name.JOHN_EMAIL)
    assert webex.wait_until_delivered()
    webex.invite(name.BOT_EMAIL, name.PRIVATE, by=name.ANA_EMAIL)
    assert webex.wait_until_delivered()
    told = [(got.json["event"], got.json["data"]["personDisplayName"]) for got in receiver.got]
    assert told == [("created", "Olga Sorokina"), ("deleted", "Roomdesk"), ("created", "Roomdesk")]


@pytest.mark.parametrize("copies", [0, 3])
def test_events_can_be_lost_or_repeated(
    bot: Api, webex: Sandbox, receiver: Receiver, copies: int
) -> None:
    hook(bot, receiver)
    webex.courier.copies = copies
    webex.say(name.JOHN_EMAIL, None, "hi")
    assert webex.wait_until_delivered()
    assert len(receiver.got) == copies
    assert len({got.body for got in receiver.got}) == min(copies, 1)


def test_every_attempt_is_recorded(bot: Api, webex: Sandbox, receiver: Receiver) -> None:
    made = hook(bot, receiver, secret="s")
    receiver.status = "503 Busy"
    webex.say(name.JOHN_EMAIL, None, "hi")
    assert webex.wait_until_delivered()
    (delivery,) = webex.deliveries()
    assert (delivery.webhook_id, delivery.url, delivery.status) == (made["id"], receiver.url, 503)
    assert delivery.body == receiver.got[0].body
    assert delivery.headers["X-Spark-Signature"] == receiver.got[0].headers["X-Spark-Signature"]
    assert delivery.seconds >= 0


def fail(webex: Sandbox, times: int) -> None:
    for _ in range(times):
        webex.say(name.JOHN_EMAIL, None, "hi")
    assert webex.wait_until_delivered()


def test_a_hundred_failures_in_five_minutes_disable_a_webhook(
    bot: Api, webex: Sandbox, receiver: Receiver
) -> None:
    path = f"webhooks/{hook(bot, receiver)['id']}"
    receiver.status = "401 No"
    fail(webex, 99)
    assert bot.get(path).json()["status"] == "active"
    fail(webex, 1)
    assert bot.get(path).json()["status"] == "inactive"
    fail(webex, 1)
    assert len(receiver.got) == 100


def test_old_failures_are_forgotten(
    bot: Api, webex: Sandbox, receiver: Receiver, clock: Clock
) -> None:
    path = f"webhooks/{hook(bot, receiver)['id']}"
    receiver.status = "500 No"
    fail(webex, 99)
    clock.forward(minutes=5)
    fail(webex, 99)
    assert bot.get(path).json()["status"] == "active"


def test_enabled_too_early_the_next_failure_disables_at_once(
    bot: Api, webex: Sandbox, receiver: Receiver, clock: Clock
) -> None:
    path = f"webhooks/{hook(bot, receiver)['id']}"
    receiver.status = "500 No"
    fail(webex, 100)
    again = {"name": "H", "targetUrl": receiver.url, "status": "active"}
    assert bot.put(path, **again).json()["status"] == "active"
    fail(webex, 1)
    assert bot.get(path).json()["status"] == "inactive"
    clock.forward(minutes=5)
    bot.put(path, **again)
    fail(webex, 1)
    assert bot.get(path).json()["status"] == "active"
