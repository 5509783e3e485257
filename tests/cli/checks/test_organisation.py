"""The organisation's access, with what Webex may think of it."""

from collections.abc import Iterator
from dataclasses import replace
from datetime import UTC, datetime
from pathlib import Path

import pytest
from cryptography.fernet import Fernet

from bot.sandbox import Fault, Sandbox
from bot.sandbox.grant import ADMIN_PREFERENCES, PREFERENCES, RefreshToken
from bot.sandbox.seed import name
from tests.chat.running import Chat, roomdesk
from tests.cli.checks.examined import environ, examined, grades

_FAR = datetime(2099, 1, 1, tzinfo=UTC)
_ALL = ("organisation", "personal rooms", "sites")


def _refreshes(webex: Sandbox) -> int:
    return sum(call.path == "/v1/access_token" for call in webex.calls())


def _give(webex: Sandbox, email: str, *scopes: str) -> dict[str, str]:
    """Return the settings of an access of somebody's with those scopes."""
    person = webex.world.person(email)
    webex.world.refresh_tokens["theirs"] = RefreshToken(
        "theirs", name.ORG_CLIENT_ID, person.id, frozenset(scopes), "person", _FAR
    )
    return {"WEBEX_REFRESH_TOKEN": "theirs"}


@pytest.fixture
def chat(webex: Sandbox, tmp_path: Path) -> Iterator[Chat]:
    with roomdesk(webex, tmp_path) as running:
        running.ask("pmr")
        yield running


def _expire(chat: Chat) -> None:
    """Let Webex forget the access token that the bot holds."""
    tokens = chat.webex.world.tokens
    owner = chat.webex.world.person(name.SERVICE_APP_EMAIL).id
    for value, token in list(tokens.items()):
        if token.person_id == owner:
            tokens[value] = replace(token, expires=datetime(2020, 1, 1, tzinfo=UTC))


def test_an_access_that_works_says_so_and_takes_no_new_token(chat: Chat) -> None:
    before = _refreshes(chat.webex)
    found = examined(chat.environ, name.ANA_EMAIL)
    assert grades(found, *_ALL) == ["ok"] * 3
    assert found["organisation"].seen.startswith("works, until 20")
    assert found["personal rooms"].seen == f"Webex shows {name.ANA_EMAIL} a room of their own"
    assert found["sites"].seen.startswith(f"default of {name.ANA_EMAIL}: {name.SITE}")
    assert _refreshes(chat.webex) == before


def test_tokens_that_another_key_sealed_are_named(chat: Chat) -> None:
    assert examined(chat.environ)["kept tokens"].seen == "TOKEN_KEY opens all that are kept"
    found = examined({**chat.environ, "TOKEN_KEY": Fernet.generate_key().decode()})["kept tokens"]
    assert (found.grade.value, found.seen) == (
        "fail",
        "sealed with another key than TOKEN_KEY, which does not open them: 1",
    )
    assert examined({**chat.environ, "TOKEN_KEY": ""})["kept tokens"].grade.value == "skipped"


def test_a_token_that_webex_takes_no_more_is_left_to_the_bot(chat: Chat) -> None:
    chat.webex.world.switches.rotate_refresh_tokens = True
    _expire(chat)
    before = _refreshes(chat.webex)
    found = examined(chat.environ, name.ANA_EMAIL)
    assert grades(found, *_ALL) == ["warn", "skipped", "skipped"]
    assert found["organisation"].seen == "Webex refuses the token that is kept"
    assert _refreshes(chat.webex) == before
    assert (chat.ask("pmr").markdown or "").startswith("**Your personal room**")
    assert grades(examined(chat.environ, name.ANA_EMAIL), *_ALL) == ["ok"] * 3


@pytest.mark.parametrize("key", [name.TOKEN_KEY, ""], ids=["before any bot", "without a key"])
def test_what_no_bot_has_tried_here_is_not_used_up(
    webex: Sandbox, tmp_path: Path, key: str
) -> None:
    with roomdesk(webex, tmp_path, {"WEBEX_REFRESH_TOKEN": ""}):
        pass  # now there is a database
    before = _refreshes(webex)
    found = examined(environ(webex, tmp_path, TOKEN_KEY=key), name.ANA_EMAIL)
    assert grades(found, *_ALL) == ["warn" if key else "skipped", "skipped", "skipped"]
    assert _refreshes(webex) == before


def test_a_machine_s_account_needs_somebody_with_a_room(chat: Chat) -> None:
    found = examined(chat.environ)
    assert grades(found, *_ALL) == ["ok", "skipped", "skipped"]
    assert found["personal rooms"].next_step.endswith("--person ana@example.com")


def test_an_administrator_with_a_room_proves_it(webex: Sandbox, tmp_path: Path) -> None:
    changes = _give(webex, name.ANA_EMAIL, ADMIN_PREFERENCES, "spark:people_read")
    with roomdesk(webex, tmp_path, changes) as chat:
        chat.ask("pmr")
        found = examined(chat.environ)
    assert grades(found, *_ALL) == ["ok"] * 3
    assert found["organisation"].seen.endswith(f"it acts as {name.ANA_EMAIL}")
    assert found["personal rooms"].seen == "an address that nobody has is shown no room"


def test_an_administrator_without_a_room_proves_nothing(webex: Sandbox, tmp_path: Path) -> None:
    changes = _give(webex, name.ADMIN_EMAIL, ADMIN_PREFERENCES, "spark:people_read")
    with roomdesk(webex, tmp_path, changes) as chat:
        chat.ask("pmr")
        found = examined(chat.environ)["personal rooms"]
        assert (found.grade.value, "has no room" in found.seen) == ("skipped", True)
        unknown = examined(chat.environ, "nobody@example.com")["personal rooms"]
        assert unknown.grade.value == "warn"


@pytest.mark.parametrize("person", [None, name.JOHN_EMAIL])
@pytest.mark.parametrize("refuses", [False, True], ids=["silently ignored", "refused"])
def test_an_access_without_the_scope_is_found_out(
    webex: Sandbox, tmp_path: Path, person: str | None, refuses: bool
) -> None:
    webex.world.switches.refuse_foreign_email = refuses
    changes = _give(webex, name.ANA_EMAIL, PREFERENCES, "spark:people_read")
    with roomdesk(webex, tmp_path, changes) as chat:
        chat.ask("pmr")
        found = examined(chat.environ, person)["personal rooms"]
    assert found.grade.value == "fail"
    assert "meeting:admin_preferences_read" in found.next_step


def test_an_access_that_webex_does_not_renew_is_lost(webex: Sandbox, tmp_path: Path) -> None:
    with roomdesk(webex, tmp_path, {"WEBEX_REFRESH_TOKEN": "worn out"}) as chat:
        chat.ask("pmr")
        found = examined(chat.environ)
    assert grades(found, *_ALL) == ["fail", "skipped", "skipped"]
    assert found["organisation"].seen.startswith("refused by Webex since 20")


def test_a_webex_that_does_not_renew_now_is_told(webex: Sandbox, tmp_path: Path) -> None:
    webex.faults.add(Fault(path="/access_token", status=503))
    with roomdesk(webex, tmp_path) as chat:
        assert webex.wait_for(lambda: _refreshes(webex) == 1)
        found = examined(chat.environ, name.ANA_EMAIL)
        assert found["personal rooms"].seen.startswith("Webex answered 503: POST /access_token")


def test_a_client_that_webex_refuses_is_named(webex: Sandbox, tmp_path: Path) -> None:
    webex.world.switches.name_oauth_errors = True
    with roomdesk(webex, tmp_path, {"WEBEX_ORG_CLIENT_SECRET": "mistyped"}) as chat:
        chat.ask("pmr")
        found = examined(chat.environ)
    assert grades(found, *_ALL) == ["fail", "skipped", "skipped"]
    assert found["organisation"].next_step.startswith("Correct WEBEX_ORG_CLIENT_ID and WEBEX_ORG_")


@pytest.mark.parametrize(
    ("changes", "grade", "begins"),
    [
        ({"WEBEX_REFRESH_TOKEN": ""}, "skipped", "not set up"),
        (
            {
                "WEBEX_ORG_CLIENT_ID": "",
                "WEBEX_ORG_CLIENT_SECRET": "",
                "WEBEX_CLIENT_ID": "",
                "WEBEX_CLIENT_SECRET": "",
            },
            "fail",
            "WEBEX_REFRESH_TOKEN is set, without the client",
        ),
    ],
    ids=["nothing", "no client"],
)
def test_what_is_not_set_up_is_told(
    webex: Sandbox, tmp_path: Path, changes: dict[str, str], grade: str, begins: str
) -> None:
    with roomdesk(webex, tmp_path, changes) as chat:
        chat.ask("help")
        found = examined(chat.environ)["organisation"]
    assert found.grade.value == grade
    assert found.seen.startswith(begins)


@pytest.mark.parametrize(
    ("changes", "grade", "begins"),
    [
        ({}, "ok", "on; the integration has to name this redirect URI: http://127.0.0.1:"),
        ({"TOKEN_KEY": ""}, "warn", "WEBEX_CLIENT_ID is set, and connect is off"),
        ({"WEBEX_CLIENT_ID": "", "WEBEX_CLIENT_SECRET": ""}, "skipped", "off: not set are WEBEX_C"),
    ],
    ids=["on", "no key", "off"],
)
def test_connecting_is_told(
    webex: Sandbox, tmp_path: Path, changes: dict[str, str], grade: str, begins: str
) -> None:
    found = examined(environ(webex, tmp_path, **changes))["connect"]
    assert found.grade.value == grade
    assert found.seen.startswith(begins)
