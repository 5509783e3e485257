"""Oddities that a test can turn on."""

import pytest

from bot.sandbox import Sandbox
from bot.sandbox.ids import in_us, make_id, read_id
from bot.sandbox.seed import name

from .conftest import Clock
from .test_delivery import hook
from .web import Api, Receiver, words


def _own_id_of_another_cluster(webex: Sandbox) -> str:
    kind, key = read_id(webex.world.bot().id)
    own = make_id(kind, key, "urn:TEAM:us-west-2_r")
    webex.world.switches.me = {"id": own}
    return own


def test_one_s_own_id_can_come_in_another_form_than_in_events(
    bot: Api, webex: Sandbox, receiver: Receiver
) -> None:
    own = _own_id_of_another_cluster(webex)
    assert bot.get("people/me").json()["id"] == own
    hook(bot, receiver, filter="mentionedPeople=me")
    webex.say(name.JOHN_EMAIL, name.UNICORN, "@Roomdesk room")
    assert webex.wait_until_delivered()
    (mentioned,) = receiver.got[0].json["data"]["mentionedPeople"]
    assert own != mentioned
    assert read_id(own) == read_id(mentioned)


def test_either_form_of_an_id_names_the_person(bot: Api, john: Api, webex: Sandbox) -> None:
    own = _own_id_of_another_cluster(webex)
    shown = bot.get(f"people/{own}").json()
    assert shown["id"] == in_us(own) == webex.world.bot().id
    assert [one["id"] for one in bot.get("people", id=own).json()["items"]] == [in_us(own)]
    found = bot.get("memberships", roomId=name.UNICORN_ID, personId=own).json()["items"]
    assert [one["personEmail"] for one in found] == [name.BOT_EMAIL]
    webex.say(name.JOHN_EMAIL, name.UNICORN, "@Roomdesk room")
    heard = bot.get("messages", roomId=name.UNICORN_ID, mentionedPeople=own).json()["items"]
    assert len(heard) == 1
    assert john.post("messages", toPersonId=own, text="hello").status_code == 200


def test_whoever_is_in_its_team_alone_sees_the_moderators_of_a_space(
    bot: Api, webex: Sandbox
) -> None:
    webex.world.switches.seen_from_team.add(name.UNICORN_ID)
    items = bot.get("memberships", roomId=name.UNICORN_ID).json()["items"]
    assert [one["personEmail"] for one in items] == [name.JOHN_EMAIL]


def test_secrets_of_webhooks_can_be_hidden(bot: Api, webex: Sandbox, receiver: Receiver) -> None:
    made = hook(bot, receiver, secret="s")
    assert bot.get("webhooks").json()["items"][0]["secret"] == "s"
    webex.world.switches.hide_webhook_secrets = True
    for shown in (bot.get("webhooks").json()["items"][0], bot.get(f"webhooks/{made['id']}").json()):
        assert "secret" not in shown
    webex.say(name.JOHN_EMAIL, name.UNICORN, "@Roomdesk room")
    assert webex.wait_until_delivered()
    assert "X-Spark-Signature" in receiver.got[0].headers


@pytest.mark.parametrize("path", ["personalMeetingRoom", "sites"])
def test_even_an_administrator_s_word_for_somebody_can_be_ignored(
    admin: Api, webex: Sandbox, path: str
) -> None:
    def asked(email: str) -> str:
        return admin.get(
            f"meetingPreferences/{path}", userEmail=email, siteUrl=name.OTHER_SITE
        ).text

    assert asked(name.JOHN_EMAIL) != asked(name.ADMIN_EMAIL)
    webex.world.switches.ignore_user_email = True
    assert (
        asked(name.JOHN_EMAIL).split("trackingId")[0]
        == (asked(name.ADMIN_EMAIL).split("trackingId")[0])
    )


def test_a_message_can_be_found_only_after_a_while(bot: Api, webex: Sandbox, clock: Clock) -> None:
    webex.world.switches.messages_found_after_s = 2.0
    said = webex.say(name.JOHN_EMAIL, name.UNICORN, "@Roomdesk room")
    assert words(bot.get(f"messages/{said.id}")) == (404, "Unable to find the message.")
    clock.forward(seconds=1.9)
    assert bot.get(f"messages/{said.id}").status_code == 404
    clock.forward(seconds=0.1)
    assert bot.get(f"messages/{said.id}").json()["text"] == "Roomdesk room"


@pytest.mark.parametrize(
    ("ahead_s", "created"),
    [(30.0, "2026-03-01T12:00:30.000Z"), (-30.0, "2026-03-01T11:59:30.000Z")],
    ids=["ahead", "behind"],
)
def test_webex_s_clock_can_be_another_than_ours(
    webex: Sandbox, bot: Api, receiver: Receiver, ahead_s: float, created: str
) -> None:
    webex.world.switches.clock_ahead_s = ahead_s
    hook(bot, receiver)
    said = webex.say(name.JOHN_EMAIL, name.UNICORN, "@Roomdesk room")
    assert webex.wait_until_delivered()
    assert bot.get(f"messages/{said.id}").json()["created"] == created
    assert receiver.got[0].json["data"]["created"] == created
