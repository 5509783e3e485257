import pytest

from bot.cli.checks.configuration import configuration, of_problems
from bot.settings import settings

_GOOD = {
    "WEBEX_BOT_TOKEN": "a-token",
    "WEBEX_WEBHOOK_SECRET": "a-long-random-secret",
    "PUBLIC_URL": "https://roomdesk.example.com",
    "HELP_CONTACT": "the service desk",
    "DATABASE_URL": "postgresql://db.example.com/roomdesk",
    "PORT": "8080",
}


def _seen(**changes: str) -> list[str]:
    return [one.seen for one in configuration(settings.read({**_GOOD, **changes}))]


def test_good_settings_are_complete() -> None:
    assert _seen() == ["complete"]


@pytest.mark.parametrize(
    ("changes", "begins"),
    [
        ({"DATABASE_URL": ""}, "questions are kept in a SQLite file, and PORT is set"),
        ({"HELP_CONTACT": ""}, "HELP_CONTACT is not set"),
        ({"HELPDESK_PEOLE": "a@b.example"}, "HELPDESK_PEOLE is no setting: is HELPDESK_PEOPLE"),
        ({"PUBLIC_URL": "http://localhost:8000"}, "PUBLIC_URL is an address of this machine"),
        ({"WEBEX_API_URL": "http://example.com/v1"}, "WEBEX_API_URL is http: tokens travel"),
        ({"WEBEX_WEBHOOK_SECRET": "short"}, "WEBEX_WEBHOOK_SECRET has fewer than 16 characters"),
        ({"WEBEX_WEBHOOK_SECRET_OLD": "before"}, "WEBEX_WEBHOOK_SECRET_OLD is set"),
        ({"WEBEX_REFRESH_TOKEN": "token"}, "TOKEN_KEY is not set"),
        ({"WEBEX_CLIENT_ID": "c", "WEBEX_CLIENT_SECRET": "s"}, "TOKEN_KEY is not set"),
    ],
    ids=lambda value: " ".join(value) if isinstance(value, dict) else "",
)
def test_what_is_allowed_and_likely_to_go_wrong_is_named(
    changes: dict[str, str], begins: str
) -> None:
    (seen,) = _seen(**changes)
    assert seen.startswith(begins)


@pytest.mark.parametrize(
    "changes",
    [{"DATABASE_URL": "", "PORT": ""}, {"WEBEX_API_URL": "http://127.0.0.1:1/v1"}],
    ids=["SQLite on a machine of one’s own", "a pretend Webex on this machine"],
)
def test_what_is_well_where_it_is_is_not_named(changes: dict[str, str]) -> None:
    assert _seen(**changes) == ["complete"]


def test_a_file_on_a_volume_is_fine_with_a_port() -> None:
    (found,) = configuration(settings.read({**_GOOD, "DATABASE_URL": "sqlite:////data/bot.db"}))
    assert found.next_step.startswith("Nothing is to do if the file lies on a disk that stays")


def test_no_secret_is_shown() -> None:
    changes = {"WEBEX_WEBHOOK_SECRET": "hush", "WEBEX_WEBHOOK_SECRET_OLD": "hush-hush"}
    shown = str([*configuration(settings.read({**_GOOD, **changes}))])
    assert "hush" not in shown
    assert "a-token" not in shown


def test_settings_that_stop_the_bot_are_findings_too() -> None:
    assert [(one.grade.value, one.seen) for one in of_problems(["PORT must be a number"])] == [
        ("fail", "PORT must be a number"),
        ("skipped", "needs settings that can be read"),
    ]
