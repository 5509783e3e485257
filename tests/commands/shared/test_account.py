from datetime import UTC, datetime

import pytest

from bot.commands.shared.account import account, folded_ids
from bot.ids import WebexId
from bot.reply.blocks import Copy, Facts, Folded, Private, When
from bot.webex.model.profile import Profile

UUID = "f5b36187-c8dd-4727-8b2f-f9c447f29046"
PERSON_ID = WebexId("us", "PEOPLE", UUID).encoded()
ORG_UUID = "96abc2aa-3dcc-11e5-a152-fe34819cdc9a"
ORG_ID = WebexId("us", "ORGANIZATION", ORG_UUID).encoded()
SINCE = datetime(2015, 10, 18, tzinfo=UTC)
ANA = Profile(
    id=PERSON_ID,
    email="ana@example.com",
    name="Ana Ruiz",
    nickname="Ana",
    organisation_id=ORG_ID,
    other_emails=("ana.ruiz@example.com",),
    job_title="Physicist",
    department="Optics",
    phones=(("work", "+1 408 526 7209"), ("fax_line", "+1 408 526 7210")),
    kind="person",
    created=SINCE,
)


def test_an_account_is_told_whole_and_what_guests_may_not_read_apart() -> None:
    assert account(ANA, "Example Company") == [
        Facts(
            [
                ("Name", "Ana Ruiz"),
                ("Email", Copy("ana@example.com")),
                ("Since", When(SINCE)),
                ("Organisation", "Example Company"),
            ]
        ),
        Private(
            (
                Facts(
                    [
                        ("Other email", Copy("ana.ruiz@example.com")),
                        ("Phone (work)", Copy("+1 408 526 7209")),
                        ("Phone (fax line)", Copy("+1 408 526 7210")),
                        ("Job title", "Physicist"),
                        ("Department", "Optics"),
                    ]
                ),
            ),
            "There is more, such as a phone number or a department: ask me 1:1.",
        ),
    ]


@pytest.mark.parametrize(
    ("profile", "rows"),
    [
        pytest.param(Profile(None, None, None, None), [], id="nothing"),
        pytest.param(
            Profile(None, None, "Roomdesk", None, kind="bot"),
            [("Name", "Roomdesk"), ("Account", "Bot")],
            id="a bot",
        ),
        pytest.param(
            Profile(None, None, None, None, kind="appuser"),
            [("Account", "Machine account")],
            id="a machine",
        ),
    ],
)
def test_what_webex_does_not_tell_is_left_out(
    profile: Profile, rows: list[tuple[str, str]]
) -> None:
    assert account(profile, None) == [Facts(rows)]


@pytest.mark.parametrize(
    ("profile", "rows"),
    [
        pytest.param(
            ANA,
            [
                ("Person id", Copy(PERSON_ID)),
                ("Person UUID", Copy(UUID)),
                ("Organisation id", Copy(ORG_ID)),
            ],
            id="all",
        ),
        pytest.param(
            Profile("opaque", None, None, None),
            [("Person id", Copy("opaque"))],
            id="an id without a UUID",
        ),
    ],
)
def test_ids_are_folded(profile: Profile, rows: list[tuple[str, Copy]]) -> None:
    assert folded_ids(profile) == [Folded("Ids", Facts(rows))]


def test_where_there_are_no_ids_nothing_is_folded() -> None:
    assert folded_ids(Profile(None, None, None, None)) == []
