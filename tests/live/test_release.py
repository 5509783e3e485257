"""`make release` lets a version pass only where package, changelog and tag agree."""

import re
import subprocess
import sys
from pathlib import Path

import pytest

SCRIPT = Path(__file__).parents[2] / ".ci" / "release.py"
WHOLE = """# Changelog

## [Unreleased]

## [1.2.0] - 2026-11-29

### Added

- `room`: what a space is.

## [1.1.0] - 2026-10-01

- The first one.
"""


@pytest.fixture
def repository(tmp_path: Path) -> Path:
    (tmp_path / "CHANGELOG.md").write_text(WHOLE)
    (tmp_path / "pyproject.toml").write_text('[project]\nversion = "1.2.0"\n')
    _git(tmp_path, "init", "--quiet")
    _commit(tmp_path)
    return tmp_path


def _git(folder: Path, *arguments: str) -> None:
    who = ("-c", "user.name=Somebody", "-c", "user.email=somebody@example.com")
    subprocess.run(["git", *who, *arguments], cwd=folder, check=True, timeout=60)  # noqa: S603, S607


def _commit(folder: Path) -> None:
    _git(folder, "add", ".")
    _git(folder, "commit", "--quiet", "--message", "All of it")


def _said(folder: Path, version: str = "1.2.0") -> tuple[int, str]:
    done = subprocess.run(  # noqa: S603  # our own script
        [sys.executable, SCRIPT, version],
        cwd=folder,
        capture_output=True,
        text=True,
        check=False,
        timeout=60,
    )
    return done.returncode, done.stdout + done.stderr


def test_a_whole_release_is_ready_to_be_tagged(repository: Path) -> None:
    ready = "1.2.0 is ready. Now: git tag --annotate v1.2.0 --message 'Roomdesk 1.2.0'\n"
    assert _said(repository) == (0, ready)


def test_a_tagged_release_agrees(repository: Path) -> None:
    _git(repository, "tag", "--annotate", "v1.2.0", "--message", "Roomdesk 1.2.0")
    assert _said(repository) == (0, "1.2.0: the package, CHANGELOG.md and the tag agree\n")


def test_a_tag_on_an_older_commit_is_found(repository: Path) -> None:
    _git(repository, "tag", "v1.2.0")
    (repository / "later").touch()
    _commit(repository)
    code, said = _said(repository)
    assert code == 1
    assert "the tag v1.2.0 is on another commit" in said


def test_what_is_not_committed_is_no_part_of_a_release(repository: Path) -> None:
    (repository / "later").touch()
    assert _said(repository) == (
        1,
        "1.2.0 is not ready:\n- there are changes that are not committed\n",
    )


def test_every_fault_of_another_version_is_named_at_once(repository: Path) -> None:
    code, said = _said(repository, "1.3.0")
    assert code == 1
    assert said.splitlines() == [
        "1.3.0 is not ready:",
        "- CHANGELOG.md does not begin with [Unreleased] and [1.3.0] below it",
        "- pyproject.toml says version 1.2.0",
    ]


@pytest.mark.parametrize(
    ("pattern", "instead", "fault"),
    [
        pytest.param(
            r"\[Unreleased\]",
            "[Unreleased]\n\n- More.",
            "CHANGELOG.md still has something under [Unreleased]",
            id="something unreleased",
        ),
        pytest.param(
            r"- `room`.*",
            "",
            "CHANGELOG.md says nothing under [1.2.0]",
            id="nothing told",
        ),
        pytest.param(
            r" - 2026-11-29",
            " - 2026-13-29",
            "CHANGELOG.md has no date in the form ## [1.2.0] - 2026-01-31",
            id="no such date",
        ),
        pytest.param(
            r" - 2026-11-29",
            "",
            "CHANGELOG.md has no date in the form ## [1.2.0] - 2026-01-31",
            id="no date",
        ),
    ],
)
def test_a_changelog_that_is_not_whole_is_found(
    repository: Path, pattern: str, instead: str, fault: str
) -> None:
    (repository / "CHANGELOG.md").write_text(re.sub(pattern, instead, WHOLE))
    _commit(repository)
    assert _said(repository) == (1, f"1.2.0 is not ready:\n- {fault}\n")


@pytest.mark.parametrize("version", ["", "v1.2.0", "1.2"])
def test_a_version_has_three_numbers(repository: Path, version: str) -> None:
    code, said = _said(repository, version)
    assert code == 1
    assert "make release VERSION=1.2.3" in said
