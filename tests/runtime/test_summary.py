"""What the log says of a bot as it starts."""

import logging
from pathlib import Path

import pytest

from bot import __version__
from bot.application import Roomdesk
from bot.runtime.summary import summary
from bot.sandbox import Sandbox
from bot.sandbox.bot_process import settings_for
from bot.sandbox.seed import name
from bot.settings import settings

_LEAST = {"WEBEX_BOT_TOKEN": "token", "WEBEX_WEBHOOK_SECRET": "secret"}
_CLIENT = {"WEBEX_CLIENT_ID": "id", "WEBEX_CLIENT_SECRET": "hush", "TOKEN_KEY": name.TOKEN_KEY}


def _said(**given: str) -> str:
    return summary(settings.read({**_LEAST, **given}))


def test_with_two_settings_it_says_what_the_others_would_turn_on() -> None:
    assert _said() == (
        f"Roomdesk {__version__}. Database: SQLite, roomdesk.db. "
        "Webex cannot reach it: PUBLIC_URL is not set. Personal rooms: off. Help desk: nobody. "
        "Off: personal rooms (WEBEX_ORG_CLIENT_ID, WEBEX_ORG_CLIENT_SECRET, WEBEX_REFRESH_TOKEN); "
        "connect (PUBLIC_URL, TOKEN_KEY, WEBEX_CLIENT_ID, WEBEX_CLIENT_SECRET); "
        "looking up others (HELPDESK_PEOPLE or HELPDESK_SPACE); figures (METRICS_TOKEN); "
        "whom to turn to (HELP_CONTACT)"
    )


def test_with_all_of_them_nothing_is_off(tmp_path: Path) -> None:
    given = settings_for("http://127.0.0.1:1/v1", 8000, tmp_path / "bot.db")
    more = {"METRICS_TOKEN": "a token for the figures", "HELP_CONTACT": "the desk"}
    assert _said(**given, **more) == (
        f"Roomdesk {__version__}. Database: SQLite, {tmp_path / 'bot.db'}. "
        "Webhooks at http://127.0.0.1:8000/webhook. "
        "Personal rooms: on, with the organisation’s access and people’s own accounts. "
        f"Help desk: {name.HANA_EMAIL}"
    )


def test_changes_that_are_off_are_said_to_be() -> None:
    assert "; changing one’s own room (WRITES); " in _said(WRITES="off")


@pytest.mark.parametrize(
    ("url", "shown"),
    [
        ("postgres://bot:p4ssword@db.example.com:5433/desk", "desk at db.example.com:5433"),
        ("postgresql://bot:p4ssword@db.example.com/desk", "desk at db.example.com"),
        ("postgresql:///desk?host=/var/run/postgresql&user=bot", "desk at /var/run/postgresql"),
    ],
)
def test_a_database_is_shown_without_user_and_password(url: str, shown: str) -> None:
    said = _said(DATABASE_URL=url)
    assert f"Database: PostgreSQL, {shown}. " in said
    assert "p4ssword" not in said


@pytest.mark.parametrize(
    ("given", "rooms"),
    [
        (_CLIENT, "on, with the organisation’s access if an administrator has allowed it"),
        (
            {**_CLIENT, "PUBLIC_URL": "https://bot.example.com", "WEBEX_REFRESH_TOKEN": "hush"},
            "on, with the organisation’s access and people’s own accounts",
        ),
    ],
    ids=["allowed by a link", "both"],
)
def test_whether_personal_rooms_are_on_says_by_whose_access(
    given: dict[str, str], rooms: str
) -> None:
    said = _said(**given)
    assert f"Personal rooms: {rooms}. " in said
    assert "hush" not in said


def test_a_large_help_desk_is_counted() -> None:
    people = ",".join(f"{one}@example.com" for one in "edcba")
    said = _said(HELPDESK_PEOPLE=people, HELPDESK_SPACE=name.UNICORN_ID)
    assert (
        "Help desk: a@example.com, b@example.com, c@example.com, 2 more, the members of "
        "HELPDESK_SPACE. "
    ) in said


def test_a_bot_says_it_as_it_starts_and_then_who_it_is(
    webex: Sandbox, tmp_path: Path, caplog: pytest.LogCaptureFixture
) -> None:
    given = settings_for(webex.url, 8000, tmp_path / "bot.db")
    found = settings.read({**given, "HELPDESK_SPAC": "hush"})
    desk = Roomdesk(found)
    with caplog.at_level(logging.INFO, "bot"):
        parts = desk.start()
        parts.calls.shutdown(wait=True)  # whoever the bot is, is known by then
        desk.stop()
    begun = [one.getMessage() for one in caplog.records if one.name == "bot.application"]
    assert begun == [summary(found), "HELPDESK_SPAC is no setting: is HELPDESK_SPACE meant?"]
    assert f"this bot is Roomdesk ({name.BOT_EMAIL})" in caplog.messages


def test_it_says_that_it_listens() -> None:
    assert "Hears by Webex’s event socket, no address needed. " in _said(WEBEX_EVENTS="socket")
