"""roomdesk ask: the answer that somebody would get, and nothing said to anybody."""

import json
import logging
import re
import sqlite3
import time
from contextlib import closing
from pathlib import Path
from typing import Any

import pytest
from click.testing import Result

from bot.database.engine import engine_for
from bot.database.schema.setup import prepare
from bot.sandbox import Fault, Sandbox
from bot.sandbox.seed import name
from tests.chat.running import Chat, command, roomdesk, says

ROOT = Path(__file__).parents[2]
# The answer on the terminal is given a while after the other.
_JUST_NOW = re.compile(r"(?:now|(?:an?|\d+) (?:second|minute)s? (?:ago|from now)) \([^)]+ UTC\)")


def _ask(chat: Chat, *args: str) -> Result:
    return chat.app.test_cli_runner().invoke(args=["ask", *args])


def _told(chat: Chat, *args: str) -> dict[str, Any]:
    found: dict[str, Any] = json.loads(_ask(chat, *args, "--json").stdout)
    return found


@pytest.mark.parametrize(
    ("line", "who", "room"),
    [
        ("pmr", name.ANA_EMAIL, None),
        ("pmr", name.JOHN_EMAIL, name.UNICORN),
        (f"pmr {name.JOHN_EMAIL}", name.HANA_EMAIL, None),
        ("room", name.JOHN_EMAIL, name.UNICORN),
        ("room", name.JOHN_EMAIL, None),
        ("meeting", name.JOHN_EMAIL, name.UNICORN),
        ("rooms", name.JOHN_EMAIL, None),
        ("help pmr pin", name.JOHN_EMAIL, None),
        ("help", name.JOHN_EMAIL, None),
        ("whoami", name.JOHN_EMAIL, None),
        ("pmr numbers", name.JOHN_EMAIL, None),
        ("sites", name.JOHN_EMAIL, name.UNICORN),
        (f"whois {name.ANA_EMAIL}", name.HANA_EMAIL, None),
        (f"id {name.UNICORN_ID}", name.JOHN_EMAIL, name.UNICORN),
        ("pmmr", name.JOHN_EMAIL, None),
        (f"pmr {name.ANA_EMAIL}", name.JOHN_EMAIL, None),
        ("room of the moon", name.JOHN_EMAIL, None),
    ],
)
def test_the_answer_is_that_of_the_bot(chat: Chat, line: str, who: str, room: str | None) -> None:
    said = chat.ask(line, who, room)
    where = ["--in", room] if room else []
    found = _told(chat, line, "--as", who, *where)
    assert _JUST_NOW.sub("…", found["markdown"]) == _JUST_NOW.sub("…", says(said))


def test_it_posts_nothing_counts_nothing_and_writes_nothing(chat: Chat) -> None:
    with chat.webex.world.lock:
        before = set(chat.webex.world.messages)
    since = len(chat.webex.calls())
    for line in ("pmr", "help", "pmr pin", "connect", "disconnect", "hide", "nonsense"):
        _ask(chat, line, "--as", name.JOHN_EMAIL)
    assert set(chat.webex.world.messages) == before
    assert {call.method for call in chat.webex.calls()[since:]} == {"GET"}


def test_it_counts_towards_no_limit(webex: Sandbox, tmp_path: Path) -> None:
    with roomdesk(webex, tmp_path, {"LIMIT_PER_PERSON": "1/hour"}) as chat:
        assert {_ask(chat, "room", "--as", name.JOHN_EMAIL).exit_code for _ in range(3)} == {0}
        assert chat.told("room").startswith("**Project Unicorn")
        listed = chat.app.test_cli_runner().invoke(args=["inbox", "list"]).output
        assert sum(map(int, re.findall(r"\d+", listed))) == 1  # in whatever state


@pytest.mark.parametrize(
    "line",
    [
        "pmr pin",
        "pin",
        "Host PIN",
        "/pin",
        "please show me my pin",
        "ｐｉｎ",
        f"pmr pin {name.OTHER_SITE}",
        f"pmr pin {name.ANA_EMAIL}",
    ],
)
def test_a_host_pin_is_refused_however_it_is_asked(chat: Chat, line: str) -> None:
    since = len(chat.webex.calls())
    done = _ask(chat, line, "--as", name.JOHN_EMAIL)
    assert done.exit_code == 1
    assert done.stdout.startswith(
        "Not from here\n\nA host PIN is told to its owner alone, 1:1 in Webex."
    )
    paths = [call.path for call in chat.webex.calls()[since:]]
    assert not any("meetingPreferences" in path for path in paths)


@pytest.mark.parametrize(
    ("line", "says"),
    [
        ("connect", "A link to connect an account is for its owner alone."),
        ("disconnect", "An account is disconnected by its owner alone."),
        ("hide", "Press “Remove this message” below the one you mean."),
        (f"pmr {name.ANA_EMAIL}", "Ask your help desk to look it up"),
        ("pmr lock 10", "A room is changed by its owner alone."),
        ("pmr pin new", "A room is changed by its owner alone."),
        ("confirm 00ff", "A room is changed by its owner alone."),
        ("pmmr", "You can say: pmr"),
        ("pmr nonsense", "Only the help desk may look up other people’s rooms"),
    ],
)
def test_a_refusal_is_told_and_ends_with_1(chat: Chat, line: str, says: str) -> None:
    done = _ask(chat, line, "--as", name.JOHN_EMAIL)
    assert done.exit_code == 1
    assert says in done.stdout


def test_a_failure_of_webex_is_explained_with_its_tracking_id(chat: Chat) -> None:
    for status in (403, 503):
        chat.webex.faults.add(Fault(path="/meetingPreferences/*", status=status, times=3))
        done = _ask(chat, "pmr", "--as", name.JOHN_EMAIL)
        chat.webex.faults.clear()
        assert done.exit_code == 1
        assert "Tracking id: ROUTER_" in done.stdout


def test_a_space_of_others_cannot_be_asked_in(chat: Chat) -> None:
    for space in (name.BOARD, webex_id(chat, name.BOARD), "no such space"):
        done = _ask(chat, "room", "--as", name.NOOR_EMAIL, "--in", space)
        assert done.exit_code == 1
        assert "I can’t find that space for you" in done.output


def webex_id(chat: Chat, room: str) -> str:
    return chat.webex.world.room(room).id


def test_several_spaces_are_listed_with_their_ids(chat: Chat) -> None:
    done = _ask(chat, "room", "--as", name.JOHN_EMAIL, "--in", "unicorn")
    assert done.exit_code == 1
    assert f"\n  {name.UNICORN_ID}  {name.UNICORN}" in done.output
    assert _told(chat, "room", "--as", name.JOHN_EMAIL, "--in", name.UNICORN_ID)["answered"]


@pytest.mark.parametrize("who", ["nobody@example.com", name.OLGA_EMAIL, "nonsense", "../people"])
def test_somebody_whom_webex_does_not_tell_is_nobody(chat: Chat, who: str) -> None:
    done = _ask(chat, "pmr", "--as", who)
    assert done.exit_code == 1
    assert f"Webex knows no {who}" in done.output


def test_somebody_elsewhere_is_found_by_id_and_judged_as_ever(chat: Chat) -> None:
    olga = chat.webex.world.person(name.OLGA_EMAIL).id
    done = _ask(chat, "pmr", "--as", olga)
    assert done.exit_code == 1
    assert done.stdout.startswith("This is for people of this bot’s organisation")


def test_the_bot_does_not_ask_itself(chat: Chat) -> None:
    assert "That is the bot itself" in _ask(chat, "pmr", "--as", name.BOT_EMAIL).output


def test_a_1_1_space_that_is_not_there_is_told(chat: Chat) -> None:
    done = _ask(chat, "room", "--as", name.NOOR_EMAIL)
    assert done.exit_code == 1
    assert done.stdout.startswith("Not from here")
    assert "about the space where it is asked, and there is none yet" in done.stdout
    assert "has no 1:1 space with the bot yet: --in names another." in done.stderr


@pytest.mark.parametrize(
    "line", ["room", "meeting", "rooms", "room zebra", "help", "whoami", f"id {name.UNICORN_ID}"]
)
def test_where_there_is_no_space_none_is_asked_for(chat: Chat, line: str) -> None:
    since = time.monotonic()
    done = _ask(chat, line, "--as", name.NOOR_EMAIL)
    assert "Traceback" not in done.output
    asked = [f"{call.path}?{call.query}" for call in chat.webex.calls(since)]
    assert [one for one in asked if "none" in one or one.startswith("/v1/rooms/")] == []
    assert [one for one in asked if "roomId=&" in f"{one}&"] == []


def test_whom_it_asks_as_is_required(chat: Chat) -> None:
    assert _ask(chat, "pmr").exit_code == 2
    assert _ask(chat, "--as", name.JOHN_EMAIL).exit_code == 2


def test_lines_are_whole_where_no_terminal_is(chat: Chat) -> None:
    done = _ask(chat, "pmr", "--as", name.JOHN_EMAIL)
    assert done.exit_code == 0
    lines = done.stdout.splitlines()
    assert lines[:5] == [
        "Your personal room",
        "",
        "Join (https://site4-example.webex.com/meet/john)",
        "",
        " • Link: https://site4-example.webex.com/meet/john",
    ]
    assert not any(line != line.rstrip() for line in lines)


def test_the_card_is_that_of_the_message(chat: Chat) -> None:
    done = _ask(chat, "help", "--as", name.JOHN_EMAIL, "--card")
    card = json.loads(done.stdout)
    assert (done.exit_code, card["type"], card["version"]) == (0, "AdaptiveCard", "1.2")


def test_programs_get_all_of_it(chat: Chat) -> None:
    found = _told(chat, "meeting", "--as", name.JOHN_EMAIL, "--in", name.UNICORN)
    assert (
        list(found)
        == (
            "answered as space direct command decision outcome title markdown card tracking_ids"
        ).split()
    )
    assert (found["answered"], found["command"], found["direct"]) == (True, "meeting", False)
    assert found["as"]["email"] == name.JOHN_EMAIL
    refused = _told(chat, "pin", "--as", name.JOHN_EMAIL)
    assert (refused["answered"], refused["decision"]) == (False, "refused: Not from here")


def test_the_audit_log_says_that_it_was_the_terminal(
    chat: Chat, caplog: pytest.LogCaptureFixture
) -> None:
    caplog.set_level(logging.INFO, "roomdesk.audit")
    _ask(chat, f"pmr {name.ANA_EMAIL}", "--as", name.HANA_EMAIL, "-v")
    (line,) = [
        found
        for record in caplog.records
        if record.name == "roomdesk.audit"
        and (found := json.loads(json.dumps(record.msg)))["event"] == "ask"
    ]
    tracked = line.pop("tracking_ids")
    assert len(tracked) >= 3
    assert line == {
        "event": "ask",
        "from": "terminal",
        "as": chat.webex.world.person(name.HANA_EMAIL).id,
        "email": name.HANA_EMAIL,
        "space": line["space"],
        "direct": True,
        "command": "pmr",
        "about": {"person": name.ANA_EMAIL},
        "decision": "permitted",
        "outcome": "answered",
    }


def test_an_access_that_only_the_running_bot_has_is_not_used_up(
    webex: Sandbox, tmp_path: Path
) -> None:
    with roomdesk(
        webex, tmp_path, {"TOKEN_KEY": "", "WEBEX_CLIENT_ID": "", "WEBEX_CLIENT_SECRET": ""}
    ) as chat:
        chat.ask("pmr")
        before = sum(call.path == "/v1/access_token" for call in webex.calls())
        done = _ask(chat, "pmr", "--as", name.JOHN_EMAIL)
        assert done.exit_code == 1
        assert done.stdout.startswith("Only the running bot has the organisation’s access")
        assert sum(call.path == "/v1/access_token" for call in webex.calls()) == before


def test_an_access_that_has_run_out_is_left_to_the_bot(webex: Sandbox, tmp_path: Path) -> None:
    with roomdesk(webex, tmp_path) as chat:
        chat.ask("pmr")
        environ = chat.environ
    path = environ["DATABASE_URL"].removeprefix("sqlite:///")
    with closing(sqlite3.connect(path)) as database:
        database.execute("UPDATE grants SET renew_at = 1, expires_at = 1")
        database.commit()
        before = database.execute("SELECT * FROM grants").fetchall()
        since = len(webex.calls())
        done = command(environ, "ask", "pmr", "--as", name.JOHN_EMAIL)
        assert database.execute("SELECT * FROM grants").fetchall() == before
    assert done.exit_code == 1
    assert done.stdout.startswith("The access has to be renewed first")
    assert {call.method for call in webex.calls()[since:]} == {"GET"}
    with roomdesk(webex, tmp_path) as chat:
        assert chat.told("pmr").startswith("**Your personal room**")


def test_no_database_is_made(chat: Chat, tmp_path: Path) -> None:
    missing = tmp_path / "missing.db"
    environ = {**chat.environ, "DATABASE_URL": f"sqlite:///{missing}"}
    done = command(environ, "ask", "pmr", "--as", name.JOHN_EMAIL)
    assert done.exit_code == 1
    assert "There is no database yet where DATABASE_URL says." in done.stderr
    assert not missing.exists()


def test_no_database_is_upgraded(settings: dict[str, str], tmp_path: Path) -> None:
    older = tmp_path / "older.db"
    environ = {**settings, "DATABASE_URL": f"sqlite:///{older}"}
    engine = engine_for(environ["DATABASE_URL"], 1)
    prepare(engine)
    engine.dispose()
    with closing(sqlite3.connect(older)) as database:
        database.execute("UPDATE alembic_version SET version_num = '0000_since_0000'")
        database.commit()
        done = command(environ, "ask", "pmr", "--as", name.JOHN_EMAIL)
        found = database.execute("SELECT version_num FROM alembic_version").fetchall()
    assert (done.exit_code, found) == (1, [("0000_since_0000",)])
    assert "The database has schema 0, and this version of the bot needs" in done.stderr


def test_a_database_that_is_away_is_named(webex: Sandbox, tmp_path: Path) -> None:
    url = "postgresql://127.0.0.1:1/nowhere"
    with roomdesk(webex, tmp_path, {}) as chat:
        environ = {**chat.environ, "DATABASE_URL": url}
        done = command(environ, "ask", "pmr", "--as", name.JOHN_EMAIL)
    assert done.exit_code == 1
    assert "The database does not answer" in done.output
    assert isinstance(done.exception, SystemExit)
