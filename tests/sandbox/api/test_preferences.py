import pytest

from bot.sandbox import Sandbox
from bot.sandbox.refusal import DEFAULT_WORDS
from bot.sandbox.seed import name

from ..web import Api, words

PMR = "meetingPreferences/personalMeetingRoom"
SITES = "meetingPreferences/sites"
NUMBERS = f"meetings/{name.JOHN_MEETING}/globalCallinNumbers"
FORBIDDEN = "Not permitted to view or change other user's preferences."


@pytest.mark.parametrize("path", [PMR, SITES, NUMBERS])
def test_a_bot_has_no_meeting_permissions(bot: Api, path: str) -> None:
    refused = bot.get(path)
    assert (refused.status_code, refused.json()["message"]) == (403, DEFAULT_WORDS[403])


def test_a_person_reads_the_own_room(john: Api) -> None:
    assert john.get(PMR).json()["topic"] == "John's PMR"
    assert john.get(PMR, siteUrl="site1-example.webex.com").status_code == 404


def test_user_email_is_ignored_without_the_admin_scope(john: Api) -> None:
    for path in (PMR, SITES):
        assert john.get(path, userEmail=name.ANA_EMAIL).json() == john.get(path).json()


def test_user_email_can_be_refused_instead(john: Api, webex: Sandbox) -> None:
    webex.world.switches.refuse_foreign_email = True
    assert words(john.get(PMR, userEmail=name.ANA_EMAIL)) == (403, FORBIDDEN)
    assert john.get(PMR, userEmail=name.JOHN_EMAIL.upper()).status_code == 200


def test_an_admin_reads_anybody_s_room(admin: Api) -> None:
    assert admin.get(PMR, userEmail=name.ANA_EMAIL).json()["topic"] == "Ana's office"
    assert words(admin.get(PMR, userEmail=name.OLGA_EMAIL)) == (403, FORBIDDEN)


@pytest.mark.parametrize(
    "query",
    [
        {},
        {"userEmail": "nobody@example.com"},
        {"userEmail": name.NOOR_EMAIL},
        {"userEmail": name.JOHN_EMAIL, "siteUrl": "other.webex.com"},
    ],
    ids=["admin-without", "stranger", "person-without", "wrong-site"],
)
def test_what_is_not_there_is_not_found(admin: Api, query: dict[str, str]) -> None:
    assert admin.get(PMR, **query).status_code == 404


def test_the_default_site_is_the_admin_s_not_the_user_s(admin: Api) -> None:
    assert admin.get(PMR, userEmail=name.HANA_EMAIL).status_code == 404
    sites = admin.get(SITES, userEmail=name.HANA_EMAIL).json()["sites"]
    assert sites == [
        {"siteUrl": name.OTHER_SITE, "default": True},
        {"siteUrl": name.SITE, "default": False},
    ]
    found = admin.get(PMR, userEmail=name.HANA_EMAIL, siteUrl=name.OTHER_SITE).json()
    assert found["topic"] == "Hana"
    assert "autoLockMinutes" not in found


def test_sites_are_searched_on_one_site(admin: Api, olga: Api) -> None:
    query = {"userEmail": name.ANA_EMAIL, "siteUrl": name.OTHER_SITE}
    assert words(admin.get(SITES, **query)) == (404, "The user does not exist on this site.")
    assert words(olga.get(SITES)) == (404, "The user has no Webex site.")


def test_a_service_app_is_an_admin(nobody: Api) -> None:
    app = Api(nobody.url, nobody.session, name.SERVICE_APP_TOKEN)
    assert app.get(PMR, userEmail=name.JOHN_EMAIL).json()["hostPin"] == "4325"
    assert app.get("people/me").status_code == 403


@pytest.mark.parametrize("email", [name.JOHN_EMAIL, name.ANA_EMAIL])
def test_the_link_to_more_numbers_leads_somewhere(admin: Api, email: str) -> None:
    links = admin.get(PMR, userEmail=email).json()["telephony"]["links"]
    href = (links[0] if isinstance(links, list) else links)["href"]
    root = Api(admin.url.removesuffix("/v1/"), admin.session, admin.token)
    numbers = root.get(href).json()["callInNumbers"]
    assert {"label", "callInNumber", "tollType"} == set(numbers[0])
    assert {number["tollType"] for number in numbers} <= {"toll", "tollFree"}
    assert admin.get("meetings/nothing/globalCallinNumbers").status_code == 404


def test_the_list_of_numbers_can_have_another_name_and_name_countries(
    admin: Api, webex: Sandbox
) -> None:
    webex.world.switches.numbers_as = "items"
    webex.world.switches.numbers_of_countries = True
    assert admin.get(NUMBERS).json() == {
        "items": [
            {
                "label": "US Toll",
                "callInNumber": "123456789",
                "tollType": "toll",
                "countryName": "US",
            },
            {
                "label": "UK Toll",
                "callInNumber": "+44-20-7946-0018",
                "tollType": "toll",
                "countryName": "UK",
            },
        ]
    }


def test_a_list_of_numbers_can_be_long(admin: Api) -> None:
    numbers = admin.get(f"meetings/{name.ANA_MEETING}/globalCallinNumbers").json()["callInNumbers"]
    assert len({one["callInNumber"] for one in numbers}) == len(numbers) > 100
    labels = [one["label"] for one in numbers]
    assert {"Germany Toll (Berlin)", "Germany Toll Free", labels[0]} <= set(labels)
    assert labels != sorted(labels)
