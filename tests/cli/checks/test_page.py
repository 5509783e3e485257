"""What docs/operator.md says of the commands is so."""

import json
import re
from pathlib import Path

from bot.cli.checks.drawn import as_json
from bot.cli.checks.finding import Grade, ok
from bot.sandbox import Sandbox
from tests.cli.checks.examined import environ, examined

PAGE = (Path(__file__).parents[3] / "docs" / "operator.md").read_text(encoding="utf-8")


def _rows(part: str) -> list[str]:
    return re.findall(r"^\| ([^|]+) \|", part.split("`--json` prints")[0], re.MULTILINE)


def test_every_check_is_in_the_table(webex: Sandbox, tmp_path: Path) -> None:
    check = PAGE.split("## roomdesk check")[1]
    names = {name for row in _rows(check) for name in row.split(", ")} - {"check", "---"}
    by_webhook = environ(webex, tmp_path)
    by_socket = {**by_webhook, "WEBEX_EVENTS": "socket", "WEBEX_CATALOG_URL": webex.catalog_url}
    assert {*examined(by_webhook), *examined(by_socket)} == names


def test_every_key_is_in_the_table() -> None:
    told = json.loads(as_json([ok("sites", "fine")]))
    for key in [*told, *(f"checks[].{one}" for one in told["checks"][0])]:
        assert f"| `{key}` |" in PAGE
    for grade in Grade:
        assert f"`{grade.value}`" in PAGE
