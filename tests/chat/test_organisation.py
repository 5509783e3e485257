"""The organisation's access as people and operators meet it."""

import os
import re
from concurrent.futures import ThreadPoolExecutor
from contextlib import redirect_stderr, redirect_stdout
from dataclasses import replace
from datetime import UTC, datetime
from pathlib import Path

import pytest
import requests
from click.testing import Result
from flask import Flask
from flask.cli import ScriptInfo

from bot.sandbox import Fault, Sandbox
from bot.sandbox.grant import PREFERENCES, RefreshToken, Token
from bot.sandbox.seed import name
from tests.chat.browser import came_back_to, visit
from tests.chat.running import Chat, roomdesk
from tests.idle import wait_until_idle

_USUAL = "database: ok\nworkers: ok\nbot token: ok\nsignatures: ok\n"
_FAR = datetime(2099, 1, 1, tzinfo=UTC)


def _run(chat: Chat, *args: str) -> Result:
    return chat.app.test_cli_runner().invoke(args=["org", *args])


def _ready(chat: Chat) -> tuple[int, str]:
    """Return what readiness says once the housekeeping has looked."""
    while "webhooks: ok" not in requests.get(f"{chat.url}/readyz", timeout=10).text:
        chat.webex.wait_for(lambda: False, 0.02)
    answer = requests.get(f"{chat.url}/readyz", timeout=10)
    return answer.status_code, answer.text


@pytest.mark.parametrize("line", ["pmr", "pmr pin", "sites"])
def test_an_access_without_the_scope_shows_nobody_anothers_room(
    webex: Sandbox, tmp_path: Path, line: str
) -> None:
    john, scopes = (
        webex.world.person(name.JOHN_EMAIL),
        frozenset({PREFERENCES, "spark:people_read"}),
    )
    webex.world.refresh_tokens["johns"] = RefreshToken(
        "johns", name.ORG_CLIENT_ID, john.id, scopes, "person", _FAR
    )
    changes = {"WEBEX_REFRESH_TOKEN": "johns", "HELP_CONTACT": "Hana"}
    with roomdesk(webex, tmp_path, changes) as chat:
        answer = chat.ask(line, name.ANA_EMAIL, room=None)
        assert answer.markdown == (
            "**I cannot tell whose room that is**\n"
            "\n"
            "My access may show somebody else’s, so I show none. This is not about you.\n"
            "\n"
            "Tell Hana."
        )
        assert "4325" not in str(answer.sent)
        said = chat.told("pmr", room=None)
        assert said.startswith("**Your personal room**")


def test_readiness_tells_how_the_token_is_and_stays_ready(webex: Sandbox, tmp_path: Path) -> None:
    with roomdesk(webex, tmp_path) as chat:
        chat.ask("pmr")
        assert _ready(chat) == (200, f"{_USUAL}organisation token: ok\nwebhooks: ok\n")
        status = chat.told("status", name.HANA_EMAIL, room=None)
        assert re.search(r"\*\*Organisation’s access:\*\* works, until 20", status)
    with roomdesk(webex, tmp_path, {"WEBEX_REFRESH_TOKEN": "worn-out"}) as chat:
        said = chat.told("pmr")
        assert said.startswith("**My access to personal rooms has run out**")
        assert _ready(chat) == (200, f"{_USUAL}organisation token: fail\nwebhooks: ok\n")
        status = chat.told("status", name.HANA_EMAIL, room=None)
        assert "refused by Webex since" in status
    with roomdesk(webex, tmp_path, {"WEBEX_REFRESH_TOKEN": ""}) as chat:
        assert _ready(chat) == (200, f"{_USUAL}webhooks: ok\n")


def test_a_client_that_webex_refuses_is_no_loss(webex: Sandbox, tmp_path: Path) -> None:
    webex.world.switches.rotate_refresh_tokens = True
    webex.world.switches.name_oauth_errors = True
    with roomdesk(webex, tmp_path) as chat:
        chat.ask("pmr")
        _forget_access_tokens(webex)
    with roomdesk(webex, tmp_path, {"WEBEX_ORG_CLIENT_SECRET": "mistyped"}) as chat:
        assert chat.told("pmr").startswith(
            "**Webex does not take my settings**\n"
            "\n"
            "It refuses the client’s id and secret, with which I renew access. This is not about "
            "you.\n"
            "\n"
            "Tell your help desk: the bot’s log says which setting to correct."
        )
        assert _ready(chat) == (200, f"{_USUAL}organisation token: fail\nwebhooks: ok\n")
        status = chat.told("status", name.HANA_EMAIL, room=None)
        assert "Webex refuses its client’s id and secret since" in status
    with roomdesk(webex, tmp_path) as chat:
        assert chat.told("pmr").startswith("**Your personal room**")


def _forget_access_tokens(webex: Sandbox) -> None:
    """Let Webex take none of those that the bot holds for the organisation."""
    owner = webex.world.person(name.SERVICE_APP_EMAIL).id
    with webex.world.lock:
        for value in [one for one, token in webex.world.tokens.items() if token.person_id == owner]:
            del webex.world.tokens[value]


def test_an_administrator_connects_the_organisation(webex: Sandbox, tmp_path: Path) -> None:
    with roomdesk(webex, tmp_path, {"WEBEX_REFRESH_TOKEN": ""}) as chat:
        shown = _run(chat, "show")
        assert (shown.exit_code, shown.output) == (0, "State: not set up\n")
        code, said = _while_connecting(chat, name.ADMIN_EMAIL)
        assert code == 0
        assert f"Connected as {name.ADMIN_EMAIL}.\nState: works, until 20" in said
        assert "That account has no room of its own" in said
        assert chat.told("pmr").startswith("**Your personal room**")
        shown = _run(chat, "show")
        assert "Token from: kept" in shown.output
        assert not any(token in said + shown.output for token in webex.world.tokens)
        gone = _run(chat, "forget")
        assert gone.output == "Deleted. The setting counts again.\n"
        assert _run(chat, "forget").output == "Nothing was kept.\n"
        assert chat.told("pmr").startswith("**Connect your account**")


def test_an_administrator_with_a_room_sees_that_it_works(webex: Sandbox, tmp_path: Path) -> None:
    with roomdesk(webex, tmp_path, {"WEBEX_REFRESH_TOKEN": ""}) as chat:
        _, said = _while_connecting(chat, name.ANA_EMAIL)
        assert said.endswith("It reads other people’s rooms.\n")


def test_an_administrator_who_allows_less_replaces_nothing(webex: Sandbox, tmp_path: Path) -> None:
    with roomdesk(webex, tmp_path, {"WEBEX_REFRESH_TOKEN": ""}) as chat:
        granted = frozenset({PREFERENCES, "spark:people_read"})
        code, said = _while_connecting(chat, name.ANA_EMAIL, granted)
        assert code == 1
        assert said.endswith(
            "Error: The permission lacks the scope meeting:admin_preferences_read. Nothing was "
            "changed. Does the integration have that scope, and is this a full administrator?\n"
        )
        assert "State: not set up" in _run(chat, "show").output


class Ignored(dict[str, Token]):
    """Access tokens that have fewer scopes than Webex told as it granted them."""

    def __setitem__(self, value: str, token: Token) -> None:
        scopes = frozenset({PREFERENCES, "spark:people_read"})
        super().__setitem__(value, replace(token, scopes=scopes))


def test_an_account_that_sees_its_own_room_for_everybody_s_is_found_out(
    webex: Sandbox, tmp_path: Path
) -> None:
    with roomdesk(webex, tmp_path, {"WEBEX_REFRESH_TOKEN": ""}) as chat:
        webex.world.tokens = Ignored(webex.world.tokens)
        try:
            code, said = _while_connecting(chat, name.ANA_EMAIL)
        finally:
            webex.world.tokens = dict(webex.world.tokens)
        assert code == 1
        assert f"Connected as {name.ANA_EMAIL}." in said
        assert said.endswith(
            "Error: It does not read other people’s rooms: it lacks "
            "meeting:admin_preferences_read. Was it allowed by a full administrator of the "
            "organisation and of the site?\n"
        )


def test_an_administrator_who_declines_ends_the_command(webex: Sandbox, tmp_path: Path) -> None:
    with roomdesk(webex, tmp_path) as chat:
        code, said = _while_connecting(chat, "")
        assert code == 1
        assert "Error: The administrator declined." in said


def test_a_consent_that_webex_does_not_confirm_ends_the_command(
    webex: Sandbox, tmp_path: Path
) -> None:
    with roomdesk(webex, tmp_path) as chat:
        chat.ask("pmr")
        fault = webex.faults.add(Fault(path="/access_token", status=500))
        try:
            code, said = _while_connecting(chat, name.ADMIN_EMAIL)
        finally:
            webex.faults.remove(fault)
        assert code == 1
        assert "Webex did not confirm the permission" in said


def test_waiting_for_an_administrator_ends(webex: Sandbox, tmp_path: Path) -> None:
    with roomdesk(webex, tmp_path) as chat:
        done = _run(chat, "connect", "--timeout", "0")
        assert done.exit_code == 1
        assert "Error: Nothing came back." in done.output


def test_connecting_names_every_setting_that_is_missing(webex: Sandbox, tmp_path: Path) -> None:
    unset = (
        "TOKEN_KEY",
        "WEBEX_CLIENT_ID",
        "WEBEX_CLIENT_SECRET",
        "WEBEX_ORG_CLIENT_ID",
        "WEBEX_ORG_CLIENT_SECRET",
    )
    with roomdesk(webex, tmp_path, dict.fromkeys(unset, "")) as chat:
        done = _run(chat, "connect")
        assert done.exit_code == 1
        assert done.output == (
            "Error: Set these first (see .env.example): TOKEN_KEY, WEBEX_ORG_CLIENT_ID, "
            "WEBEX_ORG_CLIENT_SECRET\n"
        )
        told = _run(chat, "connect", "--service-app")
        assert told.exit_code == 0
        assert "WEBEX_REFRESH_TOKEN (the refresh token)" in told.output


def test_a_database_that_is_away_is_named(webex: Sandbox, tmp_path: Path) -> None:
    with roomdesk(webex, tmp_path) as chat:
        chat.ask("help")  # by now there is one
        wait_until_idle(webex, chat.environ["DATABASE_URL"])
        (tmp_path / "bot.db").rename(tmp_path / "away.db")
        (tmp_path / "bot.db").mkdir()
        assert f"Error: {tmp_path / 'bot.db'} is a folder. " in _run(chat, "show").output


def _while_connecting(
    chat: Chat, login: str, granted: frozenset[str] | None = None
) -> tuple[int | str | None, str]:
    """Run `roomdesk org connect` as its operator would, and open the link that it prints.

    `granted` are the scopes that Webex grants, if not those that were asked for.
    """
    reading, writing = os.pipe()
    with open(reading) as output, ThreadPoolExecutor(1) as pool:  # noqa: PTH123  # no path
        running = pool.submit(_connect, chat.app, writing)
        said = ""
        for line in output:
            said += line
            if "/authorize?" in line:
                back = came_back_to(line.strip(), login)
                codes = chat.webex.world.codes
                for value, one in codes.items():
                    codes[value] = replace(one, scopes=granted or one.scopes)
                visit(back)
        return running.result(), said


def _connect(app: Flask, writing: int) -> int | str | None:
    """Run the command, which writes what it says at once; return its exit code."""
    info = ScriptInfo(create_app=lambda: app)
    with open(writing, "w", buffering=1) as output:  # no path
        with redirect_stdout(output), redirect_stderr(output), pytest.raises(SystemExit) as ended:
            app.cli.main(["org", "connect"], prog_name="flask", obj=info)
        return ended.value.code
