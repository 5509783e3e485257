import json
import re

import pytest

from bot.cli.checks.drawn import any_fails, as_json, table
from bot.cli.checks.finding import Finding, Grade, fail, ok, skipped, warn

_FOUND = [
    ok("bot token", "Roomdesk (roomdesk@webex.bot), a bot"),
    warn(
        "webhooks",
        "disabled by Webex: messages",
        "See that the public URL works. At once: roomdesk webhooks sync --take-over. Or wait.",
    ),
    fail("public URL", "https://a-name.of-a-host.in-some.domain.example.com is not known", "x"),
    skipped("sites", "needs the organisation’s access"),
]


def test_findings_stand_in_columns_of_a_terminal() -> None:
    assert table(_FOUND, is_terminal=False) == (
        "ok       bot token        Roomdesk (roomdesk@webex.bot), a bot\n"
        "warn     webhooks         disabled by Webex: messages\n"
        "                          → See that the public URL works. At once:\n"
        "                          roomdesk webhooks sync --take-over. Or wait.\n"
        "fail     public URL       https://a-name.of-a-host.in-some.domain.example.com is\n"
        "                          not known\n"
        "                          → x\n"
        "skipped  sites            needs the organisation’s access\n"
        "\n"
        "1 ok, 1 warn, 1 fail, 1 skipped"
    )


def test_a_colour_moves_no_column() -> None:
    painted = table(_FOUND, is_terminal=True)
    assert painted != table(_FOUND, is_terminal=False)
    assert re.sub(r"\x1b\[[0-9;]*m", "", painted) == table(_FOUND, is_terminal=False)


def test_what_came_from_outside_stays_on_its_line() -> None:
    hostile = ok("bot token", "a\n\x1b[31mname\u202e " + "x" * 10_000)
    shown = table([hostile], is_terminal=False)
    assert "\x1b" not in shown
    assert len(shown) < 1000


def test_programs_get_all_of_it() -> None:
    assert json.loads(as_json(_FOUND[1:3])) == {
        "ok": False,
        "checks": [
            {
                "name": "webhooks",
                "state": "warn",
                "seen": "disabled by Webex: messages",
                "next": _FOUND[1].next_step,
            },
            {
                "name": "public URL",
                "state": "fail",
                "seen": _FOUND[2].seen,
                "next": "x",
            },
        ],
    }
    assert json.loads(as_json(_FOUND[:1]))["checks"][0]["next"] is None


def test_warnings_are_no_failure() -> None:
    assert not any_fails(_FOUND[:2])
    assert any_fails(_FOUND)


@pytest.mark.parametrize("grade", [Grade.WARN, Grade.FAIL])
def test_nothing_is_wrong_without_a_next_step(grade: Grade) -> None:
    with pytest.raises(ValueError, match="needs a next step"):
        Finding("sites", grade, "wrong")
