"""What SECURITY.md says of its tests is so."""

import re
from pathlib import Path

ROOT = Path(__file__).parents[2]
PAGE = ROOT / ".github" / "SECURITY.md"
ROWS = [
    line.strip("|").split("|")
    for line in PAGE.read_text(encoding="utf-8").splitlines()
    if line.startswith("| ") and not line.startswith("| attack")
]


def test_each_attack_has_a_defence_and_a_test_that_exists() -> None:
    assert len(ROWS) > 20
    for attack, defence, test in ROWS:
        found = re.fullmatch(r"\[(.+)\]\((.+)\)", test.strip())
        assert attack.strip()
        assert defence.strip()
        assert found, attack
        name = "test_" + found[1].replace(" ", "_")
        code = (PAGE.parent / found[2]).read_text(encoding="utf-8")
        assert f"def {name}(" in code, attack


def test_every_page_linked_exists() -> None:
    links = re.findall(r"\]\(([^)]+)\)", PAGE.read_text(encoding="utf-8"))
    assert [link for link in links if not (PAGE.parent / link).exists()] == []
