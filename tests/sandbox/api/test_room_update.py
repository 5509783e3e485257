"""What the pretend Webex takes as a change of a personal room, and how it refuses the rest."""

from typing import Any

import pytest

from bot.sandbox import Sandbox
from bot.sandbox.grant import PREFERENCES, Token
from bot.sandbox.refusal import DEFAULT_WORDS
from bot.sandbox.seed import name
from tests.documented import PERSONAL_ROOM, ROOM_UPDATE, ROOM_UPDATE_NEEDS

from ..web import Api, words

PMR = "meetingPreferences/personalMeetingRoom"
SCHEDULING = "meetingPreferences/schedulingOptions"
BODY = {key: PERSONAL_ROOM[key] for key in ROOM_UPDATE}


def test_an_update_answers_with_the_room_as_it_is_then(john: Api, webex: Sandbox) -> None:
    answer = john.put(PMR, **{**BODY, "topic": "New", "hostPin": "7294"})
    assert (answer.status_code, answer.json()) == (
        200,
        {**PERSONAL_ROOM, "topic": "New", "hostPin": "7294"},
    )
    assert john.get(PMR).json() == answer.json()
    assert webex.world.pmrs[name.JOHN_EMAIL, name.SITE] == answer.json()


def test_it_replaces_everything(john: Api) -> None:
    john.put(PMR, **{**BODY, "allowAuthenticatedDevices": True, "supportAnyoneAsCoHost": True})
    room = john.put(PMR, **{key: BODY[key] for key in ROOM_UPDATE_NEEDS}).json()
    assert (room["allowAuthenticatedDevices"], room["supportAnyoneAsCoHost"]) == (False, False)


@pytest.mark.parametrize("missing", sorted(ROOM_UPDATE_NEEDS))
def test_what_is_needed_is_needed(john: Api, missing: str) -> None:
    body = {key: value for key, value in BODY.items() if key != missing}
    assert words(john.put(PMR, **body)) == (400, f"{missing} is required.")
    assert john.get(PMR).json() == PERSONAL_ROOM


@pytest.mark.parametrize(
    "change",
    [
        {"topic": ""},
        {"topic": "x" * 129},
        {"topic": 5},
        {"hostPin": "123"},
        {"hostPin": "1234"},
        {"hostPin": "4321"},
        {"hostPin": "1111"},
        {"hostPin": "12a4"},
        {"hostPin": "43256"},
        {"hostPin": 4325},
        {"autoLockMinutes": 7},
        {"autoLockMinutes": True},
        {"enabledAutoLock": "yes"},
        {"coHosts": [{"email": "bo@x.org"}]},
        {"coHosts": "bo@x.org"},
    ],
    ids=str,
)
def test_what_is_not_valid_is_refused(john: Api, change: dict[str, Any]) -> None:
    assert john.put(PMR, **{**BODY, **change}).status_code == 400
    assert john.get(PMR).json() == PERSONAL_ROOM


def test_others_are_changed_with_the_admin_scope_alone(john: Api, admin: Api) -> None:
    query = f"{PMR}?userEmail={name.ANA_EMAIL}"
    anas = admin.get(PMR, userEmail=name.ANA_EMAIL).json()
    body = {key: anas[key] for key in ROOM_UPDATE}
    # Without it the address counts for nothing: the caller's own room is changed.
    assert john.put(query, **BODY).json()["personalMeetingRoomLink"].endswith("/john")
    assert admin.put(query, **{**body, "topic": "New"}).json()["topic"] == "New"
    assert admin.get(PMR, userEmail=name.ANA_EMAIL).json() == {**anas, "topic": "New"}


@pytest.mark.parametrize("scopes", [frozenset({PREFERENCES}), frozenset()])
def test_a_token_that_only_reads_changes_nothing(
    webex: Sandbox, john: Api, scopes: frozenset[str]
) -> None:
    john_id = webex.world.person(name.JOHN_EMAIL).id
    webex.world.add_token(Token("reads", john_id, scopes))
    reader = Api(john.url, john.session, "reads")
    for refused in (
        reader.put(PMR, **BODY),
        reader.post(f"{SCHEDULING}/delegateEmails/insert", emails=["bo@x.org"]),
        reader.post(f"{SCHEDULING}/delegateEmails/delete", emails=["bo@x.org"]),
    ):
        assert (refused.status_code, refused.json()["message"]) == (403, DEFAULT_WORDS[403])


def test_a_room_that_is_not_there_is_not_changed(admin: Api) -> None:
    assert admin.put(f"{PMR}?userEmail={name.NOOR_EMAIL}", **BODY).status_code == 404


def test_delegates_are_listed_inserted_and_deleted(john: Api) -> None:
    assert john.get(SCHEDULING).json()["delegateEmails"] == [name.NOOR_EMAIL]
    added = john.post(f"{SCHEDULING}/delegateEmails/insert", emails=[name.ANA_EMAIL])
    assert (added.status_code, added.json()) == (200, {"emails": [name.ANA_EMAIL]})
    john.post(f"{SCHEDULING}/delegateEmails/insert", emails=[name.ANA_EMAIL])
    gone = john.post(f"{SCHEDULING}/delegateEmails/delete", emails=[name.NOOR_EMAIL])
    assert (gone.status_code, gone.content) == (204, b"")
    assert john.get(SCHEDULING).json()["delegateEmails"] == [name.ANA_EMAIL]


@pytest.mark.parametrize("emails", [None, [], "bo@x.org", [5]], ids=str)
def test_delegates_are_addresses(john: Api, emails: object) -> None:
    answer = john.post(f"{SCHEDULING}/delegateEmails/insert", emails=emails)
    assert words(answer) == (400, "emails must be addresses.")
