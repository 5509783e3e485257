from bot.sandbox import Sandbox
from bot.sandbox.seed import name

from ..test_delivery import hook
from ..web import Api, Receiver, words
from .test_rooms import NO_ROOM


def test_members_are_listed_with_who_they_are(bot: Api) -> None:
    items = bot.get("memberships", roomId=name.UNICORN_ID).json()["items"]
    assert [one["personDisplayName"] for one in items] == [
        "John Andersen",
        "Ana Ruiz",
        "Noor Haddad",
        "Roomdesk",
    ]
    john = items[0]
    assert john == bot.get(f"memberships/{john['id']}").json()
    assert john == {
        "id": john["id"],
        "roomId": name.UNICORN_ID,
        "personId": name.JOHN_ID,
        "personEmail": "john.andersen@example.com",
        "personDisplayName": "John Andersen",
        "personOrgId": name.ORG_ID,
        "isModerator": True,
        "isRoomHidden": False,
        "roomType": "group",
        "isMonitor": False,
        "created": "2016-04-21T19:01:55.966Z",
    }


def test_members_are_filtered(bot: Api) -> None:
    for query in ({"personEmail": "JOHN.andersen@example.com"}, {"personId": name.JOHN_ID}):
        found = bot.get("memberships", roomId=name.UNICORN_ID, **query).json()["items"]
        assert [one["personId"] for one in found] == [name.JOHN_ID]
    stranger = bot.get("memberships", roomId=name.UNICORN_ID, personEmail=name.OLGA_EMAIL)
    assert stranger.json() == {"items": []}


def test_a_big_room_is_split_into_pages_of_a_hundred(admin: Api, webex: Sandbox) -> None:
    room = webex.world.room(name.TOWN_HALL)
    pages = admin.all_pages("memberships", roomId=room.id)
    assert [len(page) for page in pages] == [100, 100, 44]
    everybody = [one for page in pages for one in page]
    assert len({one["personId"] for one in everybody}) == 244
    # More than a page can hold is no error: https://developer.webex.com/docs/basics#pagination
    assert admin.get("memberships", roomId=room.id, max=5000).json()["items"] == everybody


def test_a_room_has_moderators_if_it_is_moderated(bot: Api, webex: Sandbox) -> None:
    def moderators(title: str) -> list[str]:
        items = bot.get("memberships", roomId=webex.world.room(title).id).json()["items"]
        return [one["personDisplayName"] for one in items if one["isModerator"]]

    assert moderators(name.TOWN_HALL) == ["Ada Okafor", "Hana Nováková"]
    assert moderators(name.PARTNERS) == []


def test_without_a_room_ones_own_memberships_are_listed(olga: Api, webex: Sandbox) -> None:
    items = olga.get("memberships").json()["items"]
    assert [one["roomId"] for one in items] == [webex.world.room(name.PARTNERS).id]
    assert words(olga.get("memberships", personEmail=name.ANA_EMAIL)) == (
        400,
        "roomId is required with personId and personEmail.",
    )


def test_members_of_foreign_rooms_stay_hidden(bot: Api, webex: Sandbox) -> None:
    private = webex.world.room(name.PRIVATE)
    assert words(bot.get("memberships", roomId=private.id)) == NO_ROOM
    hidden = webex.world.members[private.id][name.JOHN_ID].id
    assert bot.get(f"memberships/{hidden}").status_code == 404


def test_a_moderator_adds_and_removes(john: Api) -> None:
    added = john.post("memberships", roomId=name.UNICORN_ID, personEmail=name.OLGA_EMAIL)
    assert (added.status_code, added.json()["personDisplayName"]) == (200, "Olga Sorokina")
    again = john.post("memberships", roomId=name.UNICORN_ID, personEmail=name.OLGA_EMAIL)
    assert words(again) == (409, "User is already a participant")
    assert john.delete(f"memberships/{added.json()['id']}").status_code == 204
    assert john.delete(f"memberships/{added.json()['id']}").status_code == 404


def test_others_cannot_change_a_locked_room_but_can_leave_it(ana: Api, webex: Sandbox) -> None:
    assert words(ana.post("memberships", roomId=name.UNICORN_ID, personEmail="x")) == (
        404,
        "Could not find the person.",
    )
    added = ana.post("memberships", roomId=name.UNICORN_ID, personEmail=name.OLGA_EMAIL)
    assert words(added) == (403, "Only a moderator can change who is in this room.")
    members = webex.world.members[name.UNICORN_ID]
    own = members[webex.world.person(name.ANA_EMAIL).id].id
    assert ana.delete(f"memberships/{members[name.JOHN_ID].id}").status_code == 403
    assert ana.delete(f"memberships/{own}").status_code == 204


def test_a_direct_room_has_always_two(ana: Api, webex: Sandbox) -> None:
    room_id = webex.say(name.ANA_EMAIL, None, "hello").room_id
    own = webex.world.members[room_id][webex.world.person(name.ANA_EMAIL).id].id
    assert ana.post("memberships", roomId=room_id, personId=name.JOHN_ID).status_code == 403
    assert ana.delete(f"memberships/{own}").status_code == 403


def test_exactly_one_person_can_be_added(john: Api) -> None:
    both = john.post(
        "memberships", roomId=name.UNICORN_ID, personId=name.JOHN_ID, personEmail=name.JOHN_EMAIL
    )
    assert words(both) == (400, "Exactly one of personId and personEmail is required.")


def test_a_moderator_appoints_another(
    john: Api, ana: Api, webex: Sandbox, receiver: Receiver
) -> None:
    hook(ana, receiver, resource="memberships")
    own = webex.world.members[name.UNICORN_ID][webex.world.person(name.ANA_EMAIL).id].id
    change = (f"memberships/{own}", {"isModerator": True})
    refused = ana.put(change[0], **change[1])
    assert words(refused) == (403, "Only a moderator can change who is in this room.")
    assert john.put(change[0], **change[1]).json()["isModerator"]
    assert ana.put(change[0], isModerator=False).json()["isModerator"] is False
    assert webex.wait_until_delivered()
    assert receiver.events() == [("memberships", "updated")] * 2
    assert words(ana.put(change[0])) == (400, "isModerator or isRoomHidden is required.")


def test_a_direct_room_can_be_hidden(ana: Api, webex: Sandbox) -> None:
    room_id = webex.say(name.ANA_EMAIL, None, "hello").room_id
    own = webex.world.members[room_id][webex.world.person(name.ANA_EMAIL).id].id
    hidden = ana.put(f"memberships/{own}", isModerator=False, isRoomHidden=True)
    assert hidden.json()["isRoomHidden"]
