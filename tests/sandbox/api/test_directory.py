from bot.sandbox import Sandbox
from bot.sandbox.refusal import DEFAULT_WORDS
from bot.sandbox.seed import name

from ..web import Api


def test_a_team_is_seen_from_its_rooms(bot: Api, olga: Api) -> None:
    assert bot.get(f"teams/{name.UNICORN_TEAM_ID}").json() == {
        "id": name.UNICORN_TEAM_ID,
        "name": "Project Unicorn",
        "creatorId": name.JOHN_ID,
        "created": "2016-04-21T19:01:55.966Z",
    }
    assert olga.get(f"teams/{name.UNICORN_TEAM_ID}").status_code == 404
    assert bot.get("teams/nothing").status_code == 404


def test_classifications_have_a_title_and_a_rank(bot: Api, webex: Sandbox) -> None:
    items = bot.get("classifications").json()["items"]
    assert items[0] == {"id": name.PUBLIC_ID, "title": "Public", "rank": 0, "enabled": True}
    assert [one["rank"] for one in items] == [0, 1, 2]


def test_an_organisation_is_for_administrators(bot: Api, admin: Api) -> None:
    refused = bot.get(f"organizations/{name.ORG_ID}")
    assert (refused.status_code, refused.json()["message"]) == (403, DEFAULT_WORDS[403])
    assert admin.get(f"organizations/{name.ORG_ID}").json() == {
        "id": name.ORG_ID,
        "displayName": "Example Company",
    }
    assert admin.get("organizations/nothing").status_code == 404


def test_teams_are_listed_for_whoever_is_in_one(bot: Api, olga: Api) -> None:
    (team,) = bot.get("teams").json()["items"]
    assert team == bot.get(f"teams/{name.UNICORN_TEAM_ID}").json()
    assert olga.get("teams").json() == {"items": []}
