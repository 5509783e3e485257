"""A name with a letter too many is told; other programs have variables too."""

import pytest

from bot.errors import SettingsError
from bot.settings import settings
from bot.settings.misspelt import misspelt

_NAMES = settings.names()
_GOOD = {"WEBEX_BOT_TOKEN": "token", "WEBEX_WEBHOOK_SECRET": "secret"}


@pytest.mark.parametrize(
    ("found", "meant"),
    [
        ("WEBEX_BOT_TOKN", "WEBEX_BOT_TOKEN"),
        ("WEBEX_TOKEN", "WEBEX_BOT_TOKEN"),
        ("HELPDESK_PEOLE", "HELPDESK_PEOPLE"),
        ("HELP_DESK_PEOPLE", "HELPDESK_PEOPLE"),
        ("public_url", "PUBLIC_URL"),
        ("DATABASE_URI", "DATABASE_URL"),
        ("TOKEN_KEYS", "TOKEN_KEY"),
        ("TRUSTED_PROXY", "TRUSTED_PROXIES"),
    ],
)
def test_what_is_close_to_a_setting_names_it(found: str, meant: str) -> None:
    (only,) = misspelt({found: "something"}, _NAMES)
    assert (only.found, only.meant) == (found, meant)
    assert str(only) == f"{found} is no setting: is {meant} meant?"


@pytest.mark.parametrize(
    "name",
    "PATH HOST HOSTNAME POST LOGNAME METRICS_PORT ALLOWED_HOSTS WEB_CONCURRENCY GITHUB_TOKEN "
    "WEBEX_TEAMS_ACCESS_TOKEN WEBEX_ACCESS_TOKEN POSTGRES_URL KUBERNETES_PORT http_proxy "
    "GUNICORN_CMD_ARGS PYTHONUNBUFFERED LANGUAGE SHELL".split(),
)
def test_a_variable_of_another_program_is_left_alone(name: str) -> None:
    assert misspelt({name: "something"}, _NAMES) == ()


@pytest.mark.parametrize("name", sorted(_NAMES))
def test_a_setting_is_no_misspelt_other(name: str) -> None:
    assert misspelt({name: "something"}, _NAMES) == ()


def test_what_is_empty_means_nothing_and_what_is_set_was_not_meant() -> None:
    assert misspelt({"DATABASE_URI": " "}, _NAMES) == ()
    assert misspelt({"DATABASE_URI": "a", "DATABASE_URL": "b"}, _NAMES) == ()


def test_the_settings_that_are_used_carry_it_along() -> None:
    (only,) = settings.read({**_GOOD, "HELPDESK_PEOLE": "hana@example.com"}).misspelt
    assert only.meant == "HELPDESK_PEOPLE"


def test_a_setting_that_is_missing_is_found_under_its_wrong_name() -> None:
    with pytest.raises(SettingsError) as raised:
        settings.read({"WEBEX_BOT_TOKN": "hush", "WEBEX_WEBHOOK_SECRET": "hush"})
    assert raised.value.problems == (
        "WEBEX_BOT_TOKEN is not set",
        "WEBEX_BOT_TOKN is no setting: is WEBEX_BOT_TOKEN meant?",
    )
