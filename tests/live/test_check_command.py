"""roomdesk check, run as its operator would, beside a bot that gunicorn runs."""

import json
import subprocess
import sys
from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import Any

import pytest
from click.testing import Result

from bot.application import Roomdesk
from bot.cli.refusal import refused
from bot.errors import SettingsError
from bot.sandbox import Sandbox
from bot.sandbox.bot_process import environ_of
from bot.sandbox.http_server import served
from bot.sandbox.seed import name
from bot.settings import settings
from bot.settings.environment import refuse
from tests.live.conftest import Live, living_bot

ROOT = Path(__file__).parents[2]


@pytest.fixture(scope="module")
def well(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Live]:
    """A bot that has begun to work, and has given up no question as that of other tests may."""
    with living_bot(tmp_path_factory.mktemp("bot")) as live:
        asked = live.webex.say(name.JOHN_EMAIL, name.UNICORN, "@Roomdesk pmr")
        live.webex.wait_for_reply(asked.id)
        yield live


@pytest.fixture
def webex(well: Live) -> Iterator[Sandbox]:
    yield well.webex
    well.webex.faults.clear()


@pytest.fixture
def environ(well: Live) -> Mapping[str, str]:
    return well.settings


def _check(environ: Mapping[str, str], *args: str, **changes: str) -> Result:
    """Run the command in this process, beside the bot in its own."""
    changed = {**environ, **changes}
    try:
        app = Roomdesk(settings.read(changed)).app
    except SettingsError as error:
        app = refused(error.problems, refuse)  # as app.py has it
    done = app.test_cli_runner().invoke(args=["check", *args])
    assert done.exception is None or isinstance(done.exception, SystemExit)
    secrets = [value for key, value in environ.items() if key.endswith(("TOKEN", "SECRET", "KEY"))]
    assert [one for one in secrets if one in done.output] == []
    return done


def test_it_runs_as_a_command_of_its_own(environ: Mapping[str, str]) -> None:
    done = subprocess.run(  # our own command
        [sys.executable, "-m", "flask", "--app", "app", "check"],
        cwd=ROOT,
        env=environ_of(environ),
        capture_output=True,
        text=True,
        check=False,
    )
    assert (done.returncode, done.stderr) == (0, "")
    *_, last = done.stdout.splitlines()
    assert _check(environ).stdout.endswith(f"\n{last}\n")


def _found(environ: Mapping[str, str], *args: str, **changes: str) -> dict[str, dict[str, Any]]:
    """Return the findings by name; of several the last."""
    done = _check(environ, "--json", *args, **changes)
    told = json.loads(done.stdout)
    fails = any(one["state"] == "fail" for one in told["checks"])
    assert (told["ok"], done.exit_code) == (not fails, int(fails))
    return {one["name"]: one for one in told["checks"]}


def test_a_bot_that_is_well_passes(environ: Mapping[str, str]) -> None:
    done = _check(environ, "--person", name.JOHN_EMAIL)
    assert done.exit_code == 0
    rows = [line.split(None, 1) for line in done.stdout.splitlines() if line[:1].strip()]
    failed = [row for row in rows if row[0] == "fail"]
    assert failed == []
    assert f"ok       bot token        Roomdesk ({name.BOT_EMAIL}), a bot\n" in done.stdout
    assert "ok       bot at work      a bot works on this database\n" in done.stdout
    assert "leads to this bot, which knows" in done.stdout
    assert done.stdout.splitlines()[-1] == "17 ok, 2 warn"  # PORT with SQLite, and no https
    assert "\x1b" not in done.stdout
    assert max(map(len, done.stdout.splitlines())) <= 80


def test_a_self_test_is_no_question(webex: Sandbox, environ: Mapping[str, str]) -> None:
    before = _found(environ)["questions"]["seen"]
    with webex.world.lock:
        said = set(webex.world.messages)
    after = _found(environ)["questions"]["seen"]
    assert before.split(" (")[1] == after.split(" (")[1]  # the last delivery
    assert set(webex.world.messages) == said


def test_a_dead_token_fails_and_hides_nothing(webex: Sandbox, environ: Mapping[str, str]) -> None:
    found = _found(environ, WEBEX_BOT_TOKEN="regenerated since")
    assert found["bot token"]["state"] == "fail"
    assert "another WEBEX_WEBHOOK_SECRET or WEBEX_BOT_TOKEN" in found["public URL"]["seen"]
    assert found["organisation"]["state"] == "ok"


def test_a_wrong_secret_at_the_address_fails(environ: Mapping[str, str]) -> None:
    found = _found(environ, WEBEX_WEBHOOK_SECRET="a-long-new-secret")["public URL"]
    assert found["state"] == "fail"
    assert "another WEBEX_WEBHOOK_SECRET or WEBEX_BOT_TOKEN" in found["seen"]


def test_somebody_else_s_server_at_the_address_fails(environ: Mapping[str, str]) -> None:
    def welcome(_environ: Any, start_response: Any) -> list[bytes]:
        start_response("200 OK", [])
        return [b"Welcome"]

    with served(welcome) as port:
        found = _found(environ, PUBLIC_URL=f"http://127.0.0.1:{port}")
    assert found["public URL"]["seen"].startswith("it is not this bot that answers")
    assert "--take-over" in str(found["webhooks"]["next"])


def test_a_webhook_that_webex_has_disabled_fails(
    webex: Sandbox, environ: Mapping[str, str]
) -> None:
    hook = next(iter(webex.world.webhooks.values()))
    hook.status = "inactive"
    try:
        found = _found(environ)["webhooks"]
    finally:
        hook.status = "active"
    assert (found["state"], found["seen"]) == ("fail", f"disabled by Webex: {hook.resource}")
    assert "roomdesk webhooks sync" in found["next"]


def test_another_database_than_the_bot_s_is_noticed(
    environ: Mapping[str, str], tmp_path: Path
) -> None:
    found = _found(environ, DATABASE_URL=f"sqlite:///{tmp_path / 'other.db'}")
    assert found["database"]["state"] == "warn"
    assert found["public URL"]["state"] == "ok"
    assert [*tmp_path.iterdir()] == []


def test_a_database_that_is_away_fails(environ: Mapping[str, str]) -> None:
    found = _found(environ, DATABASE_URL="postgresql://bot:pa55word@127.0.0.1:1/bot")
    assert found["database"]["state"] == "fail"
    assert "pa55word" not in str(found)


def test_settings_that_stop_the_bot_are_shown_in_the_table() -> None:
    done = _check({"PORT": "many", "PUBLIC_URL": "ftp://example.com"})
    assert (done.exit_code, done.stderr) == (1, "")
    assert done.stdout.startswith(
        "fail     settings         WEBEX_WEBHOOK_SECRET is not set\n"
        "                          → Correct it: roomdesk init asks for it, .env.example\n"
    )
    assert done.stdout.endswith("\n4 fail, 1 skipped\n")
    assert _found({"PORT": "many"})["settings"]["state"] == "fail"


def test_what_is_no_address_is_a_mistake_of_usage(environ: Mapping[str, str]) -> None:
    done = _check(environ, "--person", "ana")
    assert done.exit_code == 2
    assert "an email address is needed" in done.stderr
