import pytest

from bot.model.profile import Profile


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
            },
            Profile("p", "ana@example.com", "Ana Silva", "Ana"),
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
