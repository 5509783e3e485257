"""Whether changes would work, told without one."""

from pathlib import Path

import pytest

from bot.cli.checks.changing import NAME
from bot.sandbox import Sandbox
from bot.sandbox.grant import ADMIN_PREFERENCES, RefreshToken
from bot.sandbox.seed import name
from tests.chat.running import roomdesk
from tests.cli.checks.examined import environ, examined


def _used(webex: Sandbox, folder: Path) -> None:
    """Let a bot use the settings, which learns what its access was granted for."""
    with roomdesk(webex, folder) as chat:
        chat.ask("pmr")
        assert webex.wait_until_delivered()


def test_what_the_access_was_granted_for_is_told(webex: Sandbox, tmp_path: Path) -> None:
    _used(webex, tmp_path)
    found = examined(environ(webex, tmp_path))[NAME]
    assert (found.grade.value, found.seen) == (
        "ok",
        "the organisation’s access has meeting:admin_preferences_write",
    )
    assert [one for one in webex.calls() if one.method == "PUT"] == []


def test_an_access_that_lacks_the_scope_is_a_warning(webex: Sandbox, tmp_path: Path) -> None:
    old = webex.world.refresh_tokens[name.ORG_REFRESH_TOKEN]
    reads = RefreshToken(
        old.value,
        old.client_id,
        old.person_id,
        frozenset({ADMIN_PREFERENCES}),
        old.kind,
        old.expires,
    )
    webex.world.refresh_tokens[name.ORG_REFRESH_TOKEN] = reads
    _used(webex, tmp_path)
    found = examined(environ(webex, tmp_path))[NAME]
    assert found.grade.value == "warn"
    assert "lacks meeting:admin_preferences_write" in found.seen
    assert "roomdesk org connect" in found.next_step


@pytest.mark.parametrize(
    ("changes", "seen"),
    [
        ({"WRITES": "off"}, "off: WRITES=off"),
        (
            {"WEBEX_REFRESH_TOKEN": "", "WEBEX_CLIENT_ID": "", "WEBEX_CLIENT_SECRET": ""},
            "needs the database",
        ),
    ],
    ids=["switched off", "no database"],
)
def test_where_there_is_nothing_to_look_at_it_says_why(
    webex: Sandbox, tmp_path: Path, changes: dict[str, str], seen: str
) -> None:
    found = examined(environ(webex, tmp_path, **changes))[NAME]
    assert (found.grade.value, found.seen) == ("skipped", seen)


def test_without_an_organisation_s_access_it_says_so(webex: Sandbox, tmp_path: Path) -> None:
    _used(webex, tmp_path)
    found = examined(environ(webex, tmp_path, WEBEX_REFRESH_TOKEN=""))[NAME]
    assert found.grade.value == "skipped"
