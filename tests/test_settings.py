from collections.abc import Mapping

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.errors import SettingsError
from bot.secret import Secret
from bot.settings import OrgAccess, Settings, read

REQUIRED = {"WEBEX_BOT_TOKEN": "bot-token", "WEBEX_WEBHOOK_SECRET": "new-secret"}
DEFAULTS = Settings(
    bot_token=Secret("bot-token"),
    webhook_secrets=(Secret("new-secret"),),
    api_url="https://webexapis.com/v1/",
    public_url=None,
    database_url="sqlite:///roomdesk.db",
    org_access=None,
    help_contact="your help desk",
    catch_up_minutes=60,
    answer_threads=32,
    log_level="INFO",
    port=None,
)
EVERYTHING = {
    **REQUIRED,
    "WEBEX_WEBHOOK_SECRET_OLD": "old-secret",
    "WEBEX_API_URL": "http://127.0.0.1:9000/v1",
    "PUBLIC_URL": "https://bot.example.com/",
    "DATABASE_URL": "postgres://roomdesk:db-password@db.example.com/roomdesk",
    "WEBEX_ORG_CLIENT_ID": "client",
    "WEBEX_ORG_CLIENT_SECRET": "client-secret",
    "WEBEX_REFRESH_TOKEN": "refresh-token",
    "HELP_CONTACT": "Olga (olga@example.com)",
    "CATCH_UP_MINUTES": "0",
    "ANSWER_THREADS": "8",
    "LOG_LEVEL": "debug",
    "PORT": "8080",
}
ORG = OrgAccess("client", Secret("client-secret"), Secret("refresh-token"))


def test_two_settings_are_enough() -> None:
    assert read(REQUIRED) == DEFAULTS


def test_blank_settings_count_as_unset() -> None:
    blank = dict.fromkeys(set(EVERYTHING) - set(REQUIRED), " ")
    assert read({**blank, **REQUIRED}) == DEFAULTS


def test_every_setting_is_read() -> None:
    assert read(EVERYTHING) == Settings(
        bot_token=Secret("bot-token"),
        webhook_secrets=(Secret("new-secret"), Secret("old-secret")),
        api_url="http://127.0.0.1:9000/v1/",
        public_url="https://bot.example.com",
        database_url="postgres://roomdesk:db-password@db.example.com/roomdesk",
        org_access=ORG,
        help_contact="Olga (olga@example.com)",
        catch_up_minutes=0,
        answer_threads=8,
        log_level="DEBUG",
        port=8080,
    )


def test_settings_show_no_secret() -> None:
    shown = repr(read(EVERYTHING))
    for secret in ("bot-token", "secret", "password", "refresh-token"):
        assert f"{secret}'" not in shown
        assert f":{secret}" not in shown
    assert "db-password" not in shown


@pytest.mark.parametrize(
    ("given_ones", "access"),
    [
        pytest.param(
            {
                "WEBEX_CLIENT_ID": "client",
                "WEBEX_CLIENT_SECRET": "client-secret",
                "WEBEX_REFRESH_TOKEN": "refresh-token",
            },
            ORG,
            id="the pair of connect",
        ),
        pytest.param({"WEBEX_REFRESH_TOKEN": "refresh-token"}, None, id="a token alone"),
        pytest.param(
            {"WEBEX_CLIENT_ID": "client", "WEBEX_CLIENT_SECRET": "client-secret"},
            None,
            id="no token",
        ),
    ],
)
def test_the_organisations_access_takes_three_settings(
    given_ones: Mapping[str, str], access: OrgAccess | None
) -> None:
    assert read({**REQUIRED, **given_ones}).org_access == access


@pytest.mark.parametrize(
    "url",
    ["http://localhost:8000", "http://127.0.0.1", "http://[::1]:8000", "https://bot.example.com/x"],
)
def test_a_public_url_is_https_or_on_loopback(url: str) -> None:
    assert read({**REQUIRED, "PUBLIC_URL": url}).public_url == url


@pytest.mark.parametrize(
    ("name", "value", "problem"),
    [
        pytest.param("WEBEX_BOT_TOKEN", " ", "WEBEX_BOT_TOKEN is not set", id="no token"),
        pytest.param(
            "WEBEX_WEBHOOK_SECRET",
            "a\nb",
            "WEBEX_WEBHOOK_SECRET holds characters that cannot be printed",
            id="a line break in a secret",
        ),
        pytest.param(
            "WEBEX_BOT_TOKEN",
            "a\udcffb",
            "WEBEX_BOT_TOKEN holds characters that cannot be printed",
            id="bytes in a token",
        ),
        pytest.param(
            "PUBLIC_URL",
            "http://bot.example.com",
            "PUBLIC_URL must be an https address",
            id="http in public",
        ),
        pytest.param(
            "PUBLIC_URL",
            "HTTP://bot.example.com",
            "PUBLIC_URL must be an https address",
            id="http in public, in capitals",
        ),
        pytest.param(
            "PUBLIC_URL", "bot.example.com", "PUBLIC_URL must be an https address", id="no scheme"
        ),
        pytest.param(
            "WEBEX_API_URL",
            "https://[::1",
            "WEBEX_API_URL must be an http or https address",
            id="a broken host",
        ),
        pytest.param(
            "DATABASE_URL",
            "mysql://user:password@host/name",
            "DATABASE_URL must be sqlite:///file.db or postgresql://user:password@host/name",
            id="another database",
        ),
        pytest.param(
            "DATABASE_URL",
            "sqlite:///",
            "DATABASE_URL must be sqlite:///file.db or postgresql://user:password@host/name",
            id="a database without a file",
        ),
        pytest.param(
            "ANSWER_THREADS", "0", "ANSWER_THREADS must be a number from 1 to 256", id="no threads"
        ),
        pytest.param(
            "ANSWER_THREADS",
            "many",
            "ANSWER_THREADS must be a number from 1 to 256",
            id="a word for a number",
        ),
        pytest.param("PORT", "65536", "PORT must be a number from 1 to 65535", id="no such port"),
        pytest.param(
            "LOG_LEVEL",
            "LOUD",
            "LOG_LEVEL must be one of DEBUG, INFO, WARNING, ERROR",
            id="no such level",
        ),
    ],
)
def test_a_problem_is_named(name: str, value: str, problem: str) -> None:
    with pytest.raises(SettingsError) as error:
        read({**REQUIRED, name: value})
    assert error.value.problems == (problem,)


def test_every_problem_is_named_at_once() -> None:
    with pytest.raises(SettingsError) as error:
        read(
            {
                "WEBEX_WEBHOOK_SECRET_OLD": "a\tb",
                "PORT": "x",
                "LOG_LEVEL": "LOUD",
                "PUBLIC_URL": "y",
            }
        )
    assert error.value.problems == (
        "WEBEX_WEBHOOK_SECRET is not set",
        "WEBEX_WEBHOOK_SECRET_OLD holds characters that cannot be printed",
        "WEBEX_BOT_TOKEN is not set",
        "PUBLIC_URL must be an https address",
        "LOG_LEVEL must be one of DEBUG, INFO, WARNING, ERROR",
        "PORT must be a number from 1 to 65535",
    )


MARK = "zq9x"
SECRET_ONES = {
    name for name in EVERYTHING if name.endswith(("TOKEN", "SECRET", "OLD", "DATABASE_URL"))
}
values = st.text() | st.sampled_from(["https://h/", "sqlite:///x", "postgres://u:p@h/", "1", ""])


@given(st.dictionaries(st.sampled_from(sorted(EVERYTHING)), values, min_size=6))
def test_any_settings_are_read_or_every_problem_is_named_and_no_secret_shown(
    environ: dict[str, str],
) -> None:
    marked = {
        name: f"{value}{MARK}" if value and name in SECRET_ONES else value
        for name, value in environ.items()
    }
    problems: tuple[str, ...] = ()
    try:
        shown = repr(read(marked))
    except SettingsError as error:
        problems, shown = error.problems, f"{error!r} {error}"
    assert MARK not in shown
    assert len({problem.split()[0] for problem in problems}) == len(problems)
