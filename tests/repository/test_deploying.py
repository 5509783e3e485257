"""What docs/deploying.md shows, and the files in deploy/, are as they should be."""

import configparser
import re
import shlex
from pathlib import Path

import click
import pytest

from bot.application import Roomdesk
from bot.sandbox.bot_process import settings_for
from bot.settings import settings
from bot.settings.environment import EX_CONFIG
from tests.repository.test_docs import COMMAND
from tests.repository.test_readme import READ_BY_LIBRARIES

ROOT = Path(__file__).parents[2]
PAGE = (ROOT / "docs" / "deploying.md").read_text(encoding="utf-8")
SHOWN = [
    line
    for block in re.findall(r"```sh\n(.*?)```", PAGE, re.DOTALL)
    for line in block.replace("\\\n", " ").splitlines()
]
CONTAINER = (ROOT / "deploy" / "Containerfile").read_text(encoding="utf-8")
INSTRUCTIONS = [
    line.split(maxsplit=1)
    for line in re.sub(r"\\\n", " ", CONTAINER).splitlines()
    if line and not line.startswith(("#", " "))
]


def _arguments(of: str) -> list[str]:
    return [rest for instruction, rest in INSTRUCTIONS if instruction == of]


def test_every_command_of_the_bot_that_is_shown_exists(tmp_path: Path) -> None:
    app = Roomdesk(settings.read(settings_for("http://127.0.0.1:1", 1, tmp_path / "bot.db"))).app
    shown = re.findall(COMMAND, PAGE)
    assert {"db upgrade", "webhooks sync"} <= {one.strip() for one in shown}
    for line in shown:
        command: click.Command | None = app.cli
        for word in line.split():
            assert isinstance(command, click.Group), line
            command = command.get_command(click.Context(command), word)
        assert command, line


def test_every_file_that_is_shown_exists() -> None:
    named = re.findall(
        r"(?:\s|=)((?:deploy/|app\.py|gunicorn\.conf|requirements)\S*)", "\n".join(SHOWN)
    )
    links = [link.split("#")[0] for link in re.findall(r"\]\(([^):]+)\)", PAGE)]
    copied = next(shlex.split(line) for line in SHOWN if line.startswith("cp -r"))[2:-1]
    assert "deploy/roomdesk.service" in named
    assert [one for one in {*named, *copied} if not (ROOT / one).exists()] == []
    assert [one for one in links if one and not (ROOT / "docs" / one).exists()] == []


def test_every_heading_that_is_linked_exists() -> None:
    headings = {
        re.sub(r"[^a-z -]", "", line.lower()) for line in re.findall(r"^#+ (.*)", PAGE, re.M)
    }
    anchors = re.findall(r"\]\(#([^)]+)\)", PAGE)
    assert anchors
    assert {one.replace("-", " ") for one in anchors} <= headings


def test_every_setting_that_is_shown_exists() -> None:
    example = (ROOT / ".env.example").read_text(encoding="utf-8")
    shown = set(re.findall(r"`([A-Z]+(?:_[A-Z]+)*)(?:=[^`]*)?`", PAGE))
    shown -= {"GUNICORN_CMD_ARGS", "PIP_BUILD_CONSTRAINT", *READ_BY_LIBRARIES}  # read by others
    assert {"WORKERS", "TRUSTED_PROXIES"} <= shown
    assert shown <= set(re.findall(r"^([A-Z_]+)=", example, re.MULTILINE))


def test_the_unit_starts_what_the_procfile_starts() -> None:
    unit = configparser.ConfigParser(interpolation=None, strict=False)
    unit.optionxform = str  # type: ignore[assignment, method-assign]
    unit.read(ROOT / "deploy" / "roomdesk.service")
    service = unit["Service"]
    assert service["ExecStart"].endswith("/.venv/bin/gunicorn app:app")
    assert service["User"] == "roomdesk"
    assert service["ProtectSystem"] == "strict"
    assert int(service["TimeoutStopSec"]) > 20  # graceful_timeout of gunicorn.conf.py
    assert int(service["RestartPreventExitStatus"]) == EX_CONFIG


def test_the_image_runs_as_nobody_in_particular() -> None:
    assert _arguments("USER") == ["10001:10001"]
    last = [instruction for instruction, _ in INSTRUCTIONS][-2:]
    assert last == ["HEALTHCHECK", "CMD"]


def test_the_image_holds_the_code_and_nothing_else() -> None:
    copied = {
        one for rest in _arguments("COPY") if "--from" not in rest for one in rest.split()[:-1]
    }
    assert copied == {
        *("requirements.txt", "requirements/build.txt"),
        *("app.py", "gunicorn.conf.py", "roomdesk", "bot/"),
    }
    ignored = (ROOT / ".dockerignore").read_text(encoding="utf-8").splitlines()
    assert "*" in ignored
    assert {line[1:] for line in ignored if line.startswith("!")} == copied
    assert "bot/sandbox/" in ignored


def test_the_image_takes_only_packages_with_a_hash() -> None:
    installs = re.findall(r"pip install ([^&]+)", "".join(_arguments("RUN")))
    assert len(installs) == 2
    assert all("--no-deps --require-hashes" in one for one in installs)


@pytest.mark.parametrize("base", _arguments("FROM"))
def test_the_base_of_the_image_is_pinned_to_a_version(base: str) -> None:
    assert base.startswith("docker.io/library/python:${PYTHON}")
    assert _arguments("ARG") == ["PYTHON=3.13-slim-bookworm"]
