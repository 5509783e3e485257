from datetime import UTC, datetime

import pytest

from bot.webex.model.profile import Profile


@pytest.mark.parametrize(
    ("data", "profile"),
    [
        pytest.param(
            {
                "id": "p",
                "emails": ["ana@example.com", "ana.silva@example.com"],
                "displayName": "Ana Silva",
                "nickName": "Ana",
                "firstName": "Ana Maria",
                "orgId": "o",
                "title": "Physicist",
                "department": "Optics",
                "phoneNumbers": [
                    {"type": "work", "value": "+1 408 526 7209"},
                    {"value": "+1 408 526 7210"},
                    {"type": "fax"},
                ],
                "type": "person",
                "created": "2015-10-18T14:26:16.000Z",
            },
            Profile(
                "p",
                "ana@example.com",
                "Ana Silva",
                "Ana",
                organisation_id="o",
                other_emails=("ana.silva@example.com",),
                job_title="Physicist",
                department="Optics",
                phones=(("work", "+1 408 526 7209"), ("phone", "+1 408 526 7210")),
                kind="person",
                created=datetime(2015, 10, 18, 14, 26, 16, tzinfo=UTC),
            ),
            id="everything",
        ),
        pytest.param(
            {"firstName": "Ana Maria"}, Profile(None, None, None, "Ana Maria"), id="no nickname"
        ),
        pytest.param({"emails": "ana@example.com"}, Profile(None, None, None, None), id="nothing"),
    ],
)
def test_an_account_is_read(data: dict[str, object], profile: Profile) -> None:
    assert Profile.read(data) == profile


@pytest.mark.parametrize(
    ("email", "expected"),
    [
        ("ANA@example.com", True),
        ("ana.silva@EXAMPLE.com", True),
        ("ana@other.example", False),
        ("", False),
    ],
)
def test_each_address_of_somebody_is_theirs(email: str, expected: bool) -> None:
    ana = Profile("p", "Ana@example.com", None, None, other_emails=("ana.silva@example.com",))
    assert ana.has(email) is expected
