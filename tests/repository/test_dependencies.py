"""What runs besides our own code: pinned, licensed, explained; and PyJWT, which never runs."""

import ast
import importlib.metadata
import re
from pathlib import Path

import pytest
import webexteamssdk

ROOT = Path(__file__).parents[2]
PAGE = (ROOT / "docs" / "dependencies.md").read_text(encoding="utf-8")
ROWS = dict(re.findall(r"^\| ([a-z0-9-]+) \| ([^|]+) \|", PAGE, re.MULTILINE)[1:])
RUNTIME = (ROOT / "requirements.txt").read_text(encoding="utf-8")


def entries(text: str) -> dict[str, str]:
    """Return what is required, by name: the rest of each entry, with all its hashes."""
    return dict(re.findall(r"^([a-z0-9-]+)==(.*?)(?=^\S|\Z)", text, re.MULTILINE | re.DOTALL))


def test_every_package_that_runs_is_explained() -> None:
    assert set(ROWS) == set(entries(RUNTIME))


@pytest.mark.parametrize("file", ["requirements.txt", "requirements-dev.txt"])
def test_every_package_is_pinned_with_its_hashes(file: str) -> None:
    found = entries((ROOT / file).read_text(encoding="utf-8"))
    assert len(found) > 20
    assert [entry for entry, rest in found.items() if "--hash=sha256:" not in rest] == []


def test_compiled_packages_have_hashes_for_many_platforms() -> None:
    found = entries(RUNTIME)
    for package in ("cffi", "cryptography", "psycopg-binary", "sqlalchemy"):
        assert found[package].count("--hash=sha256:") > 40


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
