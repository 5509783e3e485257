"""Check that a release is whole: the package, CHANGELOG.md and the tag name one version."""

import re
import subprocess
import sys
import tomllib
from datetime import date
from pathlib import Path

_HEADING = re.compile(r"^## +\[?([^\]\s]+)\]?(?: - (.*))?$", re.MULTILINE)


def main() -> None:
    """Say what does not agree, or what is left to do."""
    version = sys.argv[1]
    if not re.fullmatch(r"\d+\.\d+\.\d+", version):
        raise SystemExit("Which version? make release VERSION=1.2.3")
    with Path("pyproject.toml").open("rb") as file:
        package = tomllib.load(file)["project"]["version"]
    wrong = [*changelog_faults(Path("CHANGELOG.md").read_text(encoding="utf-8"), version)]
    if package != version:
        wrong.append(f"pyproject.toml says version {package}")
    if _git("status", "--porcelain"):
        wrong.append("there are changes that are not committed")
    tagged = _git("tag", "--list", f"v{version}")
    if tagged and _git("rev-list", "-1", f"v{version}") != _git("rev-parse", "HEAD"):
        wrong.append(f"the tag v{version} is on another commit")
    if wrong:
        raise SystemExit(f"{version} is not ready:\n- " + "\n- ".join(wrong))
    if tagged:
        print(f"{version}: the package, CHANGELOG.md and the tag agree")
    else:
        print(
            f"{version} is ready. Now: git tag --annotate v{version} --message 'Roomdesk {version}'"
        )


def changelog_faults(text: str, version: str) -> list[str]:
    """Return what is wrong: the release has to be the newest, dated, told, and all there is."""
    headings = list(_HEADING.finditer(text))
    ends = [one.start() for one in headings[1:]] + [len(text)]
    bodies = {one[1]: text[one.end() : end] for one, end in zip(headings, ends, strict=True)}
    faults = []
    if [one[1] for one in headings[:2]] != ["Unreleased", version]:
        faults.append(f"CHANGELOG.md does not begin with [Unreleased] and [{version}] below it")
    if re.search(r"^[-*] ", bodies.get("Unreleased", ""), re.MULTILINE):
        faults.append("CHANGELOG.md still has something under [Unreleased]")
    if version in bodies and not re.search(r"^[-*] ", bodies[version], re.MULTILINE):
        faults.append(f"CHANGELOG.md says nothing under [{version}]")
    dated = next((one[2] for one in headings if one[1] == version), None)
    if version in bodies and not _is_date(dated or ""):
        faults.append(f"CHANGELOG.md has no date in the form ## [{version}] - 2026-01-31")
    return faults


def _is_date(text: str) -> bool:
    try:
        return date.fromisoformat(text).isoformat() == text
    except ValueError:
        return False


def _git(*arguments: str) -> str:
    done = subprocess.run(["git", *arguments], check=True, capture_output=True, text=True)
    return done.stdout.strip()


if __name__ == "__main__":
    main()
