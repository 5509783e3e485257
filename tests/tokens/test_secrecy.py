"""No token, verifier, state or key shows where it should not."""

import logging
from dataclasses import dataclass
from pathlib import Path
from urllib.parse import parse_qs, urlsplit

import pytest

from bot.sandbox.api.access_token import ACCESS_LIFE_S
from bot.sandbox.seed import name
from bot.tokens.authorization import ConsentOutcome
from tests.tokens.conftest import KEY, Vault
from tests.tokens.test_authorization import JOHN, came_back


@dataclass
class _Played:
    """What a while of use left behind, and the secrets that were about."""

    logged: str
    shown: str
    files: bytes
    secrets: set[str]


@pytest.fixture
def played(sqlite_vault: Vault, tmp_path: Path, caplog: pytest.LogCaptureFixture) -> _Played:
    caplog.set_level(logging.DEBUG)
    world = sqlite_vault.webex.world
    world.switches.rotate_refresh_tokens = True
    process = sqlite_vault.process()
    process.renewal.look()
    pending = parse_qs(urlsplit(process.begin(JOHN)).query)["state"][0]
    link = process.begin(JOHN)
    held = [process.authorization.consents.begin(f"somebody {number}") for number in range(3)]
    query = came_back(link, name.JOHN_EMAIL)
    assert process.authorization.receive(query) is ConsentOutcome.CONNECTED
    secrets = {*world.tokens, *world.refresh_tokens}
    sqlite_vault.forward(ACCESS_LIFE_S)
    process.renewal.look()
    world.refresh_tokens.clear()
    sqlite_vault.forward(ACCESS_LIFE_S)
    process.renewal.look()
    secrets |= {*world.tokens, pending, query["state"], query["code"], KEY}
    secrets |= {one.verifier.reveal() for one in held} | {one.state.reveal() for one in held}
    secrets |= {name.CLIENT_SECRET, name.ORG_CLIENT_SECRET, name.ORG_REFRESH_TOKEN}
    files = b"".join(path.read_bytes() for path in tmp_path.iterdir() if path.is_file())
    return _Played(caplog.text, f"{process!r} {held!r}", files, secrets)


def test_none_shows_in_the_log_at_its_most_talkative(played: _Played) -> None:
    assert "POST /v1/access_token" in played.logged  # it is talkative
    assert [one for one in played.secrets if one in played.logged] == []


def test_none_shows_in_what_objects_say_of_themselves(played: _Played) -> None:
    assert [one for one in played.secrets if one in played.shown] == []


def test_none_stands_in_the_database(played: _Played) -> None:
    assert b"organisation" in played.files
    assert [one for one in played.secrets if one.encode() in played.files] == []
