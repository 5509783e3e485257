"""What the README shows is so."""

import re
from collections.abc import Iterator, Mapping
from pathlib import Path

import pytest

from bot import commands
from bot.dispatch.registry import commands_in
from bot.errors import SettingsError
from bot.settings import settings

ROOT = Path(__file__).parents[2]
README = (ROOT / "README.md").read_text()
# What is no setting of the bot, and is obeyed.
READ_BY_LIBRARIES = {"HTTPS_PROXY", "NO_PROXY", "REQUESTS_CA_BUNDLE", "SSL_CERT_FILE"}
DEPLOYING = (ROOT / "docs" / "deploying.md").read_text()
BLOCKS = re.findall(r"```(\w+)\n(.*?)```", README, re.DOTALL)


class _Noting(Mapping[str, str]):
    """An empty environment that notes which settings it is asked for."""

    def __init__(self) -> None:
        self.asked: set[str] = set()

    def __getitem__(self, name: str) -> str:
        self.asked.add(name)
        raise KeyError(name)

    def __iter__(self) -> Iterator[str]:
        return iter(())

    def __len__(self) -> int:
        return 0


def _settings() -> set[str]:
    noting = _Noting()
    with pytest.raises(SettingsError):
        settings.read(noting)
    return noting.asked


def _section(title: str) -> str:
    return README.split(f"## {title}\n")[1].split("\n## ")[0]


def test_every_make_target_shown_exists() -> None:
    shown = set(re.findall(r"(?:`|^|\$ )make (\w+)", README, re.MULTILINE))
    targets = set(re.findall(r"^([a-z]+):", (ROOT / "Makefile").read_text(), re.MULTILINE))
    assert {"demo", "test", "install", "check", "help"} <= shown <= targets


def test_every_command_is_in_the_table_by_its_usage_line() -> None:
    table = re.findall(r"^\| `([^`]+)` \|", _section("What people can type"), re.MULTILINE)
    assert sorted(table) == sorted(
        found.usage.line for found in commands_in(commands) if found.is_listed
    )


def test_every_setting_is_in_the_table_and_in_the_example_file() -> None:
    first_columns = [
        row.split("|")[1] for row in _section("Settings").splitlines() if row.startswith("| `")
    ]
    assert set(re.findall(r"`([A-Z_]+)`", " ".join(first_columns))) == _settings()
    example = (ROOT / ".env.example").read_text()
    assert set(re.findall(r"^([A-Z_]+)=$", example, re.MULTILINE)) == _settings()


def test_every_setting_shown_anywhere_exists() -> None:
    shown = re.findall(r"`([A-Z]+(?:_[A-Z]+)+)(?:=\w+)?`", README)
    assert set(shown) - READ_BY_LIBRARIES <= _settings()


def test_the_commands_to_start_it_are_those_of_the_procfile() -> None:
    procfile = dict(line.split(": ", 1) for line in (ROOT / "Procfile").read_text().splitlines())
    assert procfile == {
        "release": "flask --app app db upgrade && flask --app app webhooks sync",
        "web": "gunicorn app:app",
    }
    for command in " && ".join(procfile.values()).split(" && "):
        ours = command.replace("flask --app app", "./roomdesk")
        pages = README + DEPLOYING
        assert f".venv/bin/{command}`" in pages or f"`{ours}`" in pages


def test_every_file_linked_exists() -> None:
    links = [link for link in re.findall(r"\]\(([^)]+)\)", README) if not link.startswith("https:")]
    assert [link for link in links if not (ROOT / link.split("#")[0]).exists()] == []


def test_every_heading_of_deploying_that_is_linked_exists() -> None:
    headings = re.findall(r"^## (.+)$", DEPLOYING, re.MULTILINE)
    slugs = {re.sub(r"[^\w -]", "", one.lower()).replace(" ", "-") for one in headings}
    linked = set(re.findall(r"\]\(docs/deploying\.md#([^)]+)\)", README))
    assert linked
    assert linked <= slugs
