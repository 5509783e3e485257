"""What a stranger looks for in a repository is there, and agrees with itself."""

import re
import tomllib
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[2]
PROJECT = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))["project"]
PYTHONS = re.findall(r"Python :: (3\.\d+)", "\n".join(PROJECT["classifiers"]))
CONTRIBUTING = (ROOT / "CONTRIBUTING.md").read_text(encoding="utf-8")
TEMPLATES = [
    path.relative_to(ROOT)
    for path in sorted((ROOT / ".github" / "ISSUE_TEMPLATE").glob("*.yml"))
    if path.name != "config.yml"
]


def test_ci_runs_on_every_python_that_the_package_names() -> None:
    workflow = (ROOT / ".github" / "workflows" / "ci.yml").read_text(encoding="utf-8")
    matrix = re.search(r"python: \[(.*)\]", workflow)
    assert matrix
    assert re.findall(r'"([^"]+)"', matrix[1]) == PYTHONS
    assert re.findall(r"- run: (.*)", workflow) == ["bash .ci/run"]


def test_the_python_for_platforms_is_the_oldest_that_is_supported() -> None:
    assert (ROOT / ".python-version").read_text().strip() == PYTHONS[0]
    assert PROJECT["requires-python"] == f">={PYTHONS[0]}"


def test_the_licence_is_that_of_the_package_and_its_authors() -> None:
    licence = (ROOT / "LICENSE").read_text(encoding="utf-8")
    assert licence.startswith(f"{PROJECT['license']} License")
    assert [one["name"] for one in PROJECT["authors"]] == ["The Roomdesk authors"]
    assert "The Roomdesk authors" in licence


def test_every_page_and_command_for_contributors_exists() -> None:
    links = [link.split("#")[0] for link in re.findall(r"\]\(([^)]+)\)", CONTRIBUTING)]
    assert [link for link in links if not (ROOT / link).exists()] == []
    makefile = (ROOT / "Makefile").read_text(encoding="utf-8")
    shown = set(re.findall(r"(?:`|^)make ([a-z]+)", CONTRIBUTING, re.MULTILINE))
    assert {"check", "pins", "release"} <= shown
    assert shown <= set(re.findall(r"^([a-z]+):", makefile, re.MULTILINE))


@pytest.mark.parametrize("path", TEMPLATES, ids=str)
def test_whoever_opens_an_issue_is_told_to_keep_secrets_out(path: Path) -> None:
    template = (ROOT / path).read_text(encoding="utf-8")
    assert "**No token, no secret, no host PIN" in template
