"""roomdesk init, as somebody types it: nothing is written that Webex would not take."""

import stat
from pathlib import Path

import pytest
from click.testing import CliRunner, Result

from bot.cli.init import init
from bot.sandbox import Sandbox
from bot.sandbox.seed import name
from bot.settings import env_file

_URL = "https://roomdesk.example.com"
_BY_WEBHOOK = ("webhook", "")  # and Enter for a secret
_NEXT = (
    "Next:\n"
    "  - Start the bot: .venv/bin/gunicorn app:app\n"
    "  - Tell Webex where it is: ./roomdesk webhooks sync\n"
    "  - See whether all is well: ./roomdesk check\n"
    "  - Let it read Personal Meeting Rooms: ./roomdesk org connect says how.\n"
)


@pytest.fixture
def file(tmp_path: Path) -> Path:
    return tmp_path / ".env"


def _typed(webex: Sandbox, file: Path, *lines: str, **environ: str) -> Result:
    return CliRunner().invoke(
        init(file),
        input="".join(f"{line}\n" for line in lines),
        env={"WEBEX_API_URL": webex.url, **environ},
    )


def _answered(webex: Sandbox, file: Path, *lines: str) -> Result:
    answers = file.parent / "answers"
    answers.write_text("\n".join(lines))
    return CliRunner().invoke(
        init(file), ["--answers", str(answers)], env={"WEBEX_API_URL": webex.url}
    )


def test_what_is_typed_is_checked_and_written(webex: Sandbox, file: Path) -> None:
    done = _typed(
        webex, file, name.BOT_TOKEN, *_BY_WEBHOOK, _URL, name.HANA_EMAIL, "the desk, ext. 4711"
    )
    assert done.exit_code == 0, done.output
    assert f"  ok: Roomdesk ({name.BOT_EMAIL}), a bot\n" in done.output
    assert f"  ok: Hana Nováková ({name.HANA_EMAIL})\n" in done.output
    assert done.output.endswith(f"\n{file} is written, for its owner alone to read.\n{_NEXT}")
    written = env_file.read(file)
    made = {key: written.pop(key) for key in ("WEBEX_WEBHOOK_SECRET", "TOKEN_KEY")}
    assert written == {
        "WEBEX_BOT_TOKEN": name.BOT_TOKEN,
        "PUBLIC_URL": _URL,
        "HELPDESK_PEOPLE": name.HANA_EMAIL,
        "HELP_CONTACT": "the desk, ext. 4711",
    }
    assert len(made["WEBEX_WEBHOOK_SECRET"]) == 64
    assert stat.S_IMODE(file.stat().st_mode) == 0o600
    assert [one for one in (name.BOT_TOKEN, *made.values()) if one in done.output] == []


def test_listening_to_the_socket_is_what_enter_gives_and_needs_no_address(
    webex: Sandbox, file: Path
) -> None:
    done = _typed(webex, file, name.BOT_TOKEN, "", "", "")
    assert done.exit_code == 0, done.output
    assert "PUBLIC_URL" not in done.output
    assert "webhooks sync" not in done.output
    written = env_file.read(file)
    assert written.pop("TOKEN_KEY")
    assert written == {"WEBEX_BOT_TOKEN": name.BOT_TOKEN, "WEBEX_EVENTS": "socket"}


def test_what_is_wrong_is_asked_for_again(webex: Sandbox, file: Path) -> None:
    done = _typed(
        webex,
        file,
        *("", "no-token", "n", name.BOT_TOKEN, "sockets", *_BY_WEBHOOK),
        *("ftp://here", _URL, "hana", name.HANA_EMAIL, ""),
    )
    assert done.exit_code == 0, done.output
    assert "WEBEX_BOT_TOKEN is not set\n" in done.output
    assert "  fail: Webex answered 401: GET /people/me" in done.output
    assert "WEBEX_EVENTS must be one of webhook, socket\n" in done.output
    assert "PUBLIC_URL must be an https address\n" in done.output
    assert "HELPDESK_PEOPLE must be email addresses such as ana@example.com\n" in done.output
    assert env_file.read(file)["WEBEX_BOT_TOKEN"] == name.BOT_TOKEN
    assert "no-token" not in done.output


def test_the_token_of_a_person_is_refused_unless_one_insists(webex: Sandbox, file: Path) -> None:
    done = _typed(webex, file, name.JOHN_TOKEN, "y", *_BY_WEBHOOK, "", "", "")
    assert "is no bot but a “person”" in done.output
    assert "run ./roomdesk init again for PUBLIC_URL" in done.output
    assert env_file.read(file)["WEBEX_BOT_TOKEN"] == name.JOHN_TOKEN


def test_somebody_whom_webex_does_not_know_is_named_and_kept(webex: Sandbox, file: Path) -> None:
    done = _typed(webex, file, name.BOT_TOKEN, *_BY_WEBHOOK, _URL, "nobody@example.com", "")
    assert "  warn: Webex shows nobody with the address nobody@example.com\n" in done.output
    assert env_file.read(file)["HELPDESK_PEOPLE"] == "nobody@example.com"


def test_enter_keeps_what_is_there_and_shows_no_secret(webex: Sandbox, file: Path) -> None:
    before = (
        f"# mine\nWEBEX_BOT_TOKEN={name.BOT_TOKEN}\nWEBEX_WEBHOOK_SECRET=a-long-random-secret\n"
        f"PUBLIC_URL={_URL}\nTOKEN_KEY={name.TOKEN_KEY}\nHELP_CONTACT=the desk\nOTHER=1\n"
    )
    file.write_text(before)
    done = _typed(webex, file, *[""] * 6)
    assert done.exit_code == 0, done.output
    assert file.read_text() == before
    assert "WEBEX_BOT_TOKEN (Enter keeps what is set):" in done.output
    assert f"PUBLIC_URL [{_URL}]:" in done.output
    assert name.BOT_TOKEN not in done.output
    assert "a-long-random-secret" not in done.output


def test_who_stops_half_way_has_written_nothing(webex: Sandbox, file: Path) -> None:
    done = _typed(webex, file, name.BOT_TOKEN, "")
    assert done.exit_code == 1
    assert not file.exists()


def test_what_the_environment_sets_too_is_said_to_count(webex: Sandbox, file: Path) -> None:
    done = _typed(webex, file, name.BOT_TOKEN, "", "", "the desk", HELP_CONTACT="another")
    assert "The environment sets HELP_CONTACT too, and that counts: unset it there.\n" in (
        done.output
    )


def test_answers_in_a_file_are_checked_and_written(webex: Sandbox, file: Path) -> None:
    done = _answered(
        webex,
        file,
        f"WEBEX_BOT_TOKEN={name.BOT_TOKEN}",
        f"PUBLIC_URL={_URL}",
        f"HELPDESK_SPACE={name.UNICORN_ID}",
        "PORT=8080",
    )
    assert done.exit_code == 0, done.output
    assert "  ok: the members of a space that the bot is in\n" in done.output
    assert done.output.endswith(_NEXT)
    assert list(env_file.read(file)) == [
        *("WEBEX_BOT_TOKEN", "PUBLIC_URL", "HELPDESK_SPACE", "PORT"),
        *("WEBEX_WEBHOOK_SECRET", "TOKEN_KEY"),
    ]


def test_all_that_is_wrong_with_the_answers_is_named_and_nothing_written(
    webex: Sandbox, file: Path
) -> None:
    done = _answered(
        webex, file, "WEBEX_BOT_TOKN=hush", "PORT=many", "COLOUR=red", "WEBEX_CLIENT_ID=c"
    )
    assert done.exit_code == 1
    assert done.output == (
        f"Error: Nothing was written. Correct {file.parent / 'answers'}:\n"
        "  - COLOUR is no setting: see .env.example\n"
        "  - WEBEX_BOT_TOKN is no setting: is WEBEX_BOT_TOKEN meant?\n"
        "  - WEBEX_CLIENT_ID and WEBEX_CLIENT_SECRET must be set together\n"
        "  - WEBEX_BOT_TOKEN is not set\n"
        "  - PORT must be a number from 1 to 65535\n"
    )
    assert not file.exists()


def test_a_token_that_webex_refuses_ends_it(webex: Sandbox, file: Path) -> None:
    done = _answered(webex, file, "WEBEX_BOT_TOKEN=no-token")
    assert done.exit_code == 1
    assert done.output.endswith("Error: Nothing was written.\n")
    assert not file.exists()


def test_a_file_that_cannot_be_written_is_named(webex: Sandbox, file: Path) -> None:
    file.mkdir()
    done = _answered(webex, file, f"WEBEX_BOT_TOKEN={name.BOT_TOKEN}")
    assert done.exit_code == 1
    assert f"{file} cannot be " in done.output
