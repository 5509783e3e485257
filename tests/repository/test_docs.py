"""What the pages in docs/ link to and name is there."""

import re
from pathlib import Path

import click
import pytest

from bot.application import Roomdesk
from bot.sandbox.bot_process import settings_for
from bot.settings import settings

ROOT = Path(__file__).parents[2]
PAGES = [*sorted((ROOT / "docs").rglob("*.md")), *ROOT.glob("*.md"), *ROOT.glob(".github/*.md")]
# As it is shown: the program in the folder of the bot, and its name in a sentence.
COMMAND = r"(?:\bflask --app app|\./roomdesk|`roomdesk) ((?:[a-z]+ ?){1,2})"
IDS = [str(page.relative_to(ROOT)) for page in PAGES]


def _slugs(page: Path) -> set[str]:
    headings = re.findall(r"^#+ (.+)$", page.read_text(encoding="utf-8"), re.MULTILINE)
    return {re.sub(r"[^\w -]", "", one.lower()).replace(" ", "-") for one in headings}


@pytest.mark.parametrize("page", PAGES, ids=IDS)
def test_every_link_leads_somewhere(page: Path) -> None:
    links = re.findall(r"\]\(([^)\s]+)\)", page.read_text(encoding="utf-8"))
    for link in links:
        if link.startswith("https:"):
            continue
        path, _, heading = link.partition("#")
        target = (page.parent / path) if path else page
        assert target.exists(), link
        assert not heading or heading in _slugs(target), link


@pytest.mark.parametrize("page", PAGES, ids=IDS)
def test_every_command_of_the_operator_exists(page: Path, tmp_path: Path) -> None:
    app = Roomdesk(settings.read(settings_for("http://127.0.0.1:1", 1, tmp_path / "bot.db"))).app
    lines = re.findall(COMMAND, page.read_text(encoding="utf-8"))
    for line in lines:
        command: click.Command | None = app.cli
        for word in line.split():
            if isinstance(command, click.Group):
                command = command.get_command(click.Context(command), word)
                assert command, line


@pytest.mark.parametrize("page", PAGES, ids=IDS)
def test_every_file_of_the_bot_that_is_named_exists(page: Path) -> None:
    if page.name == "CHANGELOG.md":
        return  # it speaks of what was, too
    named = re.findall(r"`((?:bot|tests|bench|deploy)/[\w./-]+)`", page.read_text(encoding="utf-8"))
    example = {"bot/commands/age.py"}
    assert [one for one in set(named) - example if not (ROOT / one).exists()] == []


OPENING = [page for page in (ROOT / "docs").glob("*.md") if page.name != "README.md"]


@pytest.mark.parametrize("page", OPENING, ids=lambda page: page.name)
def test_each_page_opens_with_whom_it_is_for_and_is_in_the_index(page: Path) -> None:
    _title, _blank, first, *_ = page.read_text(encoding="utf-8").splitlines()
    assert first.startswith("For people who ")
    assert f"]({page.name})" in (ROOT / "docs" / "README.md").read_text(encoding="utf-8")


# Words that sound old or odd to people whose first language is another.
ODD = re.compile(r"\b(mend(s|ed)?|anew|nobody means|nor could|for want of)\b", re.IGNORECASE)
READ = [
    *(page for page in PAGES if page.name != "CHANGELOG.md"),
    *(ROOT / name for name in ("Makefile", ".env.example", "gunicorn.conf.py")),
    *sorted((ROOT / "deploy").rglob("*.*")),
]


@pytest.mark.parametrize("page", READ, ids=lambda page: str(page.relative_to(ROOT)))
def test_what_people_read_is_in_plain_words(page: Path) -> None:
    assert [found[0] for found in ODD.finditer(page.read_text(encoding="utf-8"))] == []
