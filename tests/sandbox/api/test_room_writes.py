"""Making, changing and deleting rooms."""

from typing import Any

import pytest

from bot.sandbox import Sandbox
from bot.sandbox.seed import name

from ..test_delivery import hook
from ..web import Api, Receiver, words
from .test_rooms import NO_ROOM


def test_a_room_is_made_with_its_creator_in_it(bot: Api, webex: Sandbox) -> None:
    made = bot.post("rooms", title="Launch", teamId=name.UNICORN_TEAM_ID, description="Soon").json()
    assert made == {
        "id": made["id"],
        "title": "Launch",
        "type": "group",
        "isLocked": False,
        "teamId": name.UNICORN_TEAM_ID,
        "lastActivity": "2026-03-01T12:00:00.000Z",
        "creatorId": webex.world.bot().id,
        "created": "2026-03-01T12:00:00.000Z",
        "ownerId": name.ORG_ID,
        "isAnnouncementOnly": False,
        "isReadOnly": False,
        "isPublic": False,
        "description": "Soon",
    }
    assert bot.get(f"rooms/{made['id']}").json() == made
    (own,) = bot.get("memberships", roomId=made["id"]).json()["items"]
    assert (own["personEmail"], own["isModerator"]) == (name.BOT_EMAIL, False)


def test_who_makes_a_locked_room_moderates_it(ana: Api) -> None:
    made = ana.post("rooms", title="News", isLocked=True, isAnnouncementOnly=True).json()
    (own,) = ana.get("memberships", roomId=made["id"]).json()["items"]
    assert (made["isAnnouncementOnly"], own["isModerator"]) == (True, True)


@pytest.mark.parametrize(
    ("sent", "refused"),
    [
        ({}, (400, "title cannot be empty.")),
        ({"title": "x", "isLocked": "yes"}, (400, "isLocked must be true or false.")),
        ({"title": "x", "isPublic": True}, (400, "A public room needs a description.")),
        (
            {"title": "x", "isAnnouncementOnly": True},
            (400, "Only a locked room can be put into announcement mode."),
        ),
        ({"title": "x", "teamId": "y"}, (404, "Could not find a team with provided ID.")),
        (
            {"title": "x", "classificationId": name.PUBLIC_ID},
            (400, "A bot cannot create and classify a room at once."),
        ),
    ],
    ids=["no title", "no flag", "public", "announcements", "team", "classified"],
)
def test_what_does_not_go_together_is_refused(
    bot: Api, sent: dict[str, Any], refused: tuple[int, str]
) -> None:
    before = len(bot.get("rooms").json()["items"])
    assert words(bot.post("rooms", **sent)) == refused
    assert len(bot.get("rooms").json()["items"]) == before


def test_a_moderator_changes_a_locked_room(john: Api, ana: Api) -> None:
    room = f"rooms/{name.UNICORN_ID}"
    assert words(ana.put(room, title="Mine")) == (403, "Only a moderator can change this room.")
    changed = john.put(room, title="Sprint 0", description=" ", isPublic=False).json()
    assert (changed["title"], changed["isLocked"]) == ("Sprint 0", True)
    assert "description" not in changed
    assert ana.get(room).json() == changed


def test_locking_a_room_makes_one_its_moderator(ana: Api, webex: Sandbox) -> None:
    room = ana.post("rooms", title="Open").json()
    assert ana.put(f"rooms/{room['id']}", title="Closed", isLocked=True).json()["isLocked"]
    (own,) = ana.get("memberships", roomId=room["id"]).json()["items"]
    assert own["isModerator"]


def test_what_is_for_compliance_officers_is_refused(ana: Api, webex: Sandbox) -> None:
    room = f"rooms/{webex.world.room(name.BERLIN).id}"
    public = ana.put(room, title="B", description="x", isPublic=True)
    assert words(public) == (403, "Only a compliance officer can make a room public.")
    closed = ana.put(room, title="B", isReadOnly=True)
    assert words(closed) == (403, "Only a compliance officer can make a room read-only.")
    team = ana.put(f"rooms/{webex.world.room(name.UNICORN_NEXT).id}", title="B", teamId="other")
    assert words(team) == (400, "The room belongs to another team.")


def test_a_deleted_room_is_gone_for_everybody(john: Api, bot: Api, webex: Sandbox) -> None:
    said = webex.say(name.ANA_EMAIL, name.UNICORN, "@Roomdesk room")
    assert john.delete(f"rooms/{name.UNICORN_ID}").status_code == 204
    assert words(bot.get(f"rooms/{name.UNICORN_ID}")) == NO_ROOM
    assert bot.get(f"messages/{said.id}").status_code == 404


def test_who_does_not_moderate_a_room_leaves_it_instead(ana: Api, john: Api) -> None:
    assert ana.delete(f"rooms/{name.UNICORN_ID}").status_code == 204
    assert words(ana.get(f"rooms/{name.UNICORN_ID}")) == NO_ROOM
    assert john.get(f"rooms/{name.UNICORN_ID}").status_code == 200


def test_a_direct_room_is_neither_changed_nor_deleted(ana: Api, webex: Sandbox) -> None:
    room = f"rooms/{webex.say(name.ANA_EMAIL, None, 'hello').room_id}"
    assert words(ana.put(room, title="x")) == (403, "A 1:1 room cannot be changed.")
    assert words(ana.delete(room)) == (403, "A 1:1 room cannot be deleted.")


def test_webhooks_hear_of_rooms(bot: Api, webex: Sandbox, receiver: Receiver) -> None:
    hook(bot, receiver, resource="rooms")
    hook(bot, receiver, resource="memberships")
    room = bot.post("rooms", title="New").json()
    bot.put(f"rooms/{room['id']}", title="Newer")
    bot.delete(f"rooms/{room['id']}")
    assert webex.wait_until_delivered()
    assert sorted(receiver.events()) == [
        ("memberships", "created"),
        ("memberships", "deleted"),
        ("rooms", "created"),
        ("rooms", "updated"),
    ]
