"""What runs besides our own code: pinned, licensed, explained; and PyJWT, which never runs."""

import ast
import importlib.metadata
import re
import tomllib
from pathlib import Path

import pytest
import webexteamssdk
from packaging.requirements import Requirement

ROOT = Path(__file__).parents[2]
PAGE = (ROOT / "docs" / "dependencies.md").read_text(encoding="utf-8")
ROWS = dict(re.findall(r"^\| ([a-z0-9-]+) \| ([^|]+) \|", PAGE, re.MULTILINE)[1:])
RUNTIME = (ROOT / "requirements.txt").read_text(encoding="utf-8")
LISTS = ["requirements.txt", *(f"requirements/{one}.txt" for one in ("build", "test", "check"))]
PROJECT = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))
# How packages without a licence expression say it.
_EXPRESSIONS = {
    "MIT License": "MIT",
    "BSD License": "BSD",
    "Apache Software License": "Apache-2.0",
    "Mozilla Public License 2.0 (MPL 2.0)": "MPL-2.0",
}


def entries(text: str) -> dict[str, str]:
    """Return what is required, by name: the rest of each entry, with all its hashes."""
    return dict(re.findall(r"^([a-z0-9-]+)==(.*?)(?=^\S|\Z)", text, re.MULTILINE | re.DOTALL))


def test_every_package_that_runs_is_explained() -> None:
    assert set(ROWS) == set(entries(RUNTIME))


@pytest.mark.parametrize("file", LISTS)
def test_every_package_is_pinned_with_its_hashes(file: str) -> None:
    text = (ROOT / file).read_text(encoding="utf-8")
    found = entries(text)
    assert found
    assert set(re.findall(r"^([a-z0-9][a-z0-9-]*)", text, re.MULTILINE)) == set(found)
    assert [entry for entry, rest in found.items() if "--hash=sha256:" not in rest] == []


def test_lists_that_share_a_package_share_its_version() -> None:
    pinned = [
        set(re.findall(r"^(\S+==\S+)", (ROOT / file).read_text(encoding="utf-8"), re.MULTILINE))
        for file in LISTS
    ]
    for version in set().union(*pinned):
        name = version.partition("==")[0]
        shared = [{one for one in pins if one.startswith(f"{name}==")} for pins in pinned]
        assert len({frozenset(pins) for pins in shared if pins}) == 1, name


def test_only_one_package_is_built_from_source() -> None:
    # In this order: for pip, ":all:" takes back what was said before it.
    options = re.findall(r"^--\w.*", RUNTIME, re.MULTILINE)
    assert options == ["--only-binary :all:", "--no-binary webexteamssdk"]


def test_no_package_that_runs_asks_for_an_extra_of_another() -> None:
    # Old pips resolve an extra to the newest release, whatever is pinned.
    asked = {
        text
        for package in _installed()
        for text in importlib.metadata.requires(package) or []
        if "extra ==" not in text and Requirement(text).extras
    }
    assert asked == set()


def test_compiled_packages_have_hashes_for_many_platforms() -> None:
    found = entries(RUNTIME)
    for package in ("cffi", "cryptography", "psycopg-binary", "sqlalchemy"):
        assert found[package].count("--hash=sha256:") > 40


def test_every_licence_is_allowed_and_as_the_page_says() -> None:
    found = {package: _licence(package) for package in _installed()}
    assert len(found) > 30
    assert found == {package: ROWS[package].strip() for package in found}
    allowed = PROJECT["tool"]["pip-licenses"]["allow-only"].split(";")
    assert set(found.values()) <= {_EXPRESSIONS.get(one, one) for one in allowed}


def _installed() -> list[str]:
    """Return what runs and is there: tzdata, for one, is for Windows only."""
    there = {one.name.lower().replace("_", "-") for one in importlib.metadata.distributions()}
    return sorted(there & set(entries(RUNTIME)))


def _licence(package: str) -> str:
    """Return the licence that a package names: as an expression, a classifier, or in words."""
    said = importlib.metadata.metadata(package)
    classified = [
        one.rpartition(" :: ")[2]
        for one in said.get_all("Classifier") or []
        if one.startswith("License :: ") and one.count(" :: ") > 1
    ]
    expressions, words = (said.get_all(key) or [] for key in ("License-Expression", "License"))
    named: str = [*expressions, *classified, *words][0]
    return _EXPRESSIONS.get(named, named)


def test_every_advisory_that_is_passed_over_is_explained() -> None:
    known = re.findall(r"--ignore-vuln (\S+)", (ROOT / "Makefile").read_text(encoding="utf-8"))
    assert known
    assert [one for one in known if one not in PAGE] == []


def test_the_sdk_still_asks_for_the_old_pyjwt() -> None:
    # When this fails, the advisories and the page about them can go.
    assert "PyJWT==1.7.1" in (importlib.metadata.requires("webexteamssdk") or [])


def test_the_sdk_uses_pyjwt_to_sign_guest_tokens_and_for_nothing_else() -> None:
    uses = {
        (path.name, ast.unparse(node))
        for path in Path(webexteamssdk.__file__).parent.rglob("*.py")
        for node in ast.walk(ast.parse(path.read_text(encoding="utf-8")))
        if (isinstance(node, ast.Import | ast.ImportFrom) and "jwt" in ast.unparse(node).split())
        or (isinstance(node, ast.Attribute) and ast.unparse(node.value) == "jwt")
    }
    assert uses == {("guest_issuer.py", "import jwt"), ("guest_issuer.py", "jwt.encode")}


def test_our_code_names_neither_pyjwt_nor_guests_of_the_sdk() -> None:
    code = [ROOT / "app.py", ROOT / "gunicorn.conf.py", *(ROOT / "bot").rglob("*.py")]
    named = re.compile(r"\bjwt\b|guest_?issuer", re.IGNORECASE)
    assert [path for path in code if named.search(path.read_text(encoding="utf-8"))] == []
