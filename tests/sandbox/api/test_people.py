from bot.sandbox import Sandbox
from bot.sandbox.seed import name

from ..web import Api, words

JOHN = {
    "id": name.JOHN_ID,
    "emails": ["john.andersen@example.com"],
    "phoneNumbers": [],
    "displayName": "John Andersen",
    "nickName": "John",
    "firstName": "John",
    "lastName": "Andersen",
    "orgId": name.ORG_ID,
    "created": "2015-10-18T14:26:16.000Z",
    "lastActivity": "2016-04-21T19:12:48.920Z",
    "status": "active",
    "type": "person",
}


def test_the_bot_knows_itself(bot: Api) -> None:
    me = bot.get("people/me").json()
    assert (me["emails"], me["displayName"], me["type"]) == (
        ["roomdesk@webex.bot"],
        "Roomdesk",
        "bot",
    )
    assert me["orgId"] == name.ORG_ID


def test_a_person_is_found_by_id_email_and_name(bot: Api) -> None:
    assert bot.get(f"people/{name.JOHN_ID}").json() == JOHN
    for query in ({"email": "John.Andersen@example.com"}, {"displayName": "john a"}):
        assert bot.get("people", **query).json() == {"items": [JOHN]}


def test_a_list_of_ids_tells_which_are_unknown(bot: Api) -> None:
    found = bot.get("people", id=f"{name.JOHN_ID},nobody").json()
    assert found == {"items": [JOHN], "notFoundIds": ["nobody"]}
    assert words(bot.get("people", id=",".join("x" * 86))) == (
        400,
        "At most 85 ids can be asked for.",
    )


def test_an_email_of_another_organisation_finds_nobody(bot: Api, olga: Api) -> None:
    assert bot.get("people", email=name.OLGA_EMAIL).json() == {"items": []}
    assert olga.get("people", email=name.JOHN_EMAIL).json() == {"items": []}


def test_presence_of_another_organisation_is_hidden(bot: Api, webex: Sandbox) -> None:
    shown = bot.get(f"people/{webex.world.person(name.OLGA_EMAIL).id}").json()
    assert shown["displayName"] == "Olga Sorokina"
    assert not shown.keys() & {"status", "lastActivity"}


def test_a_search_needs_something_to_search_for(bot: Api) -> None:
    assert words(bot.get("people")) == (400, "Email or displayName is required.")


def test_a_stranger_is_not_found(bot: Api) -> None:
    assert words(bot.get("people/nobody")) == (404, "Person not found.")
