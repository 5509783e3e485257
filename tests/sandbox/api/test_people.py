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

_ABSENT = {key: value for key, value in JOHN.items() if key not in ("lastActivity", "status")}


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
    assert found == {"items": [_ABSENT], "notFoundIds": ["nobody"]}
    assert words(bot.get("people", id=",".join("x" * 86))) == (
        400,
        "At most 85 ids can be asked for.",
    )


def test_people_are_found_by_the_start_of_their_name(bot: Api, olga: Api, webex: Sandbox) -> None:
    def found(api: Api, start: str, **query: str) -> list[str]:
        items = api.get("people", displayName=start, **query).json()["items"]
        return [one["displayName"] for one in items]

    assert found(bot, "a") == ["Ana Ruiz", "Ada Okafor"]
    assert found(bot, "HANA NOV") == ["Hana Nováková"]
    assert found(bot, "ruiz") == []
    assert found(bot, "olga") == []
    assert found(olga, "ana") == []
    assert found(bot, "a", max="1") == ["Ana Ruiz"]
    for most in ("0", "-1", "many"):
        refused = bot.get("people", displayName="a", max=most)
        assert words(refused) == (400, "max must be a number from 1.")


def test_presence_is_spared_on_request(bot: Api) -> None:
    query = {"displayName": "john", "excludeStatus": "true"}
    assert bot.get("people", **query).json() == {"items": [_ABSENT]}


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
