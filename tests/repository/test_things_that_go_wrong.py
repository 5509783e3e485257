"""docs/things-that-go-wrong.md has all that can be said of a failure, and nothing else."""

import ast
import re
from collections.abc import Callable, Iterator, Mapping
from pathlib import Path
from types import MappingProxyType

import click
import gunicorn
import pytest

from bot.application import Roomdesk
from bot.errors import SeveralError
from bot.sandbox.bot_process import settings_for
from bot.settings import settings
from tests.said import Code, form

DOCS = Path(__file__).parents[2] / "docs"
PAGE = (DOCS / "things-that-go-wrong.md").read_text(encoding="utf-8")
CODE = Code()

# Titles of replies outside of the commands that tell of no failure.
_GOOD_NEWS = {"Hello, I am …", "Connected"}
# What these hold is written, and looked for, elsewhere.
_PASSED_ON = {
    "(error.title)",
    "(reply.title)",
    "(told.title)",
    "(found.title)",
    "…: not set up yet",  # by feature
    "(error.problems)",
    "(problem)",  # of the settings
    "(wrong.seen)",  # of a SQLite file
    "(str(error))",  # of the schema, and of our other errors
    "(text)",  # how the organisation’s token fares: “refused by Webex since …”
    "(1)",  # an exit code
    "(78)",
}


def _answers() -> Iterator[str]:
    yield from CODE.said("Explanation")
    yield from CODE.said("|".join(CODE.kinds_of("AskError") - {"SeveralError"}))
    yield SeveralError([]).title
    yield from (f"{feature}: not set up yet" for feature in CODE.said("NotSetUpError"))
    # A command is one file: nothing else has to know what it answers.
    files = {place.path for place in CODE.places("Reply")}
    for path in files - {path for path in files if path.startswith("bot/commands/")}:
        yield from CODE.said("Reply", under=path)
    yield from (title for title in CODE.said("Reply") if f"`{title}`" in PAGE)
    yield from CODE.said("Note", under="bot/conversation/notices.py")
    yield from CODE.said(r"warnings\.append")


def _findings() -> Iterator[str]:
    yield from CODE.said("warn|fail|skipped", 1, "bot/cli/checks/")
    yield from CODE.said("Unfit", under="bot/inbox/")


def _settings() -> Iterator[str]:
    yield from CODE.said(r"self\.problems\.append")
    yield from CODE.said(r"SettingsError|_final", under="bot/settings/environment.py")
    yield from CODE.said(r"_?end")


def _schema() -> Iterator[str]:
    yield from CODE.said("SchemaError")
    yield from CODE.said("UnavailableError", under="bot/database/schema/")


def _pages() -> Iterator[str]:
    """Yield a status from 400 on, and the text beside it."""
    for place in CODE.places(under="bot/web/"):
        match place.node:
            case (
                ast.Call(args=[ast.Constant(value=int(status)), text, *_])
                | ast.Tuple(elts=[ast.Constant(value=int(status)), text, *_])
            ) if status >= 400:
                yield from (f"{status} {one}" for one in CODE.texts(text, place))


SAID: Mapping[str, Callable[[], Iterator[str]]] = MappingProxyType(
    {
        "## What the bot says to people": _answers,
        "## What flask check says": _findings,
        "### ERROR": lambda: iter(CODE.said(r"[\w.]+\.(error|exception|critical)")),
        "### WARNING": lambda: iter(CODE.said(r"[\w.]+\.warning")),
        "### Settings": _settings,
        "### The schema": _schema,
        "## What commands say": lambda: iter(CODE.said(r"click\.(ClickException|BadParameter)")),
        "## What pages answer": _pages,
    }
)


def _section(title: str) -> str:
    """Return what stands below a heading, up to the next one of its level or above."""
    level = len(title.partition(" ")[0])
    below = PAGE.split(f"\n{title}\n")[1]
    return re.split(rf"^#{{1,{level}}} ", below, maxsplit=1, flags=re.MULTILINE)[0]


def _told(title: str) -> set[str]:
    """Return what stands under “it says” in the tables of a section."""
    found, column = set[str](), 0
    for row in re.findall(r"^\|(.+)\|$", _section(title), re.MULTILINE):
        cells = [cell.strip() for cell in row.split("|")]
        column = cells.index("it says") if "it says" in cells else column
        found |= set(re.findall(r"`([^`]+)`", cells[column]))
    return found


@pytest.mark.parametrize("title", SAID)
def test_all_that_the_code_says_is_on_the_page_and_nothing_else(title: str) -> None:
    found = {text for text in SAID[title]() if re.search(r"\w", text)} - _PASSED_ON - _GOOD_NEWS
    told = _told(title)
    assert sorted(found - told) == [], f"write each into “{title}” of the page, with what to do"
    assert sorted(told - found) == [], (
        f"the code does not say it any more: take it out of “{title}”"
    )


def test_every_reason_to_refuse_a_delivery_is_named() -> None:
    reasons = CODE.said("BadSignatureError|BadDeliveryError")
    assert len(reasons) > 4
    assert [one for one in reasons if f"`{one}`" not in _section("### WARNING")] == []


def test_nothing_is_logged_in_a_way_that_these_tests_overlook() -> None:
    assert CODE.said(r"[\w.]*log(ger)?\.(log|warn|fatal)") == set()


def test_gunicorn_says_what_is_told_of_it() -> None:
    files = Path(gunicorn.__file__).parent.rglob("*.py")
    nodes = (node for path in files for node in ast.walk(ast.parse(path.read_text())))
    texts = {
        form(node.value)
        for node in nodes
        if isinstance(node, ast.Constant) and isinstance(node.value, str)
    }
    told = _told("### Lines of gunicorn")
    assert len(told) > 5
    assert told - texts == set()


def test_every_command_that_is_shown_exists(tmp_path: Path) -> None:
    app = Roomdesk(settings.read(settings_for("http://127.0.0.1:1", 1, tmp_path / "bot.db"))).app
    shown = {
        " ".join(one.split()) for one in re.findall(r"flask --app app((?: [a-z]+){1,2})", PAGE)
    }
    assert {"check", "inbox list", "webhooks sync"} <= shown
    for line in shown:
        command: click.Command | None = app.cli
        for word in line.split():
            if isinstance(command, click.Group):
                command = command.get_command(click.Context(command), word)
        assert command, line


def test_every_setting_that_is_shown_exists() -> None:
    example = (DOCS.parent / ".env.example").read_text(encoding="utf-8")
    shown = set(re.findall(r"`([A-Z]+(?:_[A-Z]+)+)(?:=[^`]*)?`", PAGE))
    assert {"HELPDESK_SPACE", "TOKEN_KEY"} <= shown
    shown -= {"FLASK_SKIP_DOTENV"}  # flask's own
    assert shown <= set(re.findall(r"^([A-Z_]+)=", example, re.MULTILINE))


def test_every_link_leads_to_a_heading_that_exists() -> None:
    links = re.findall(r"\]\(([^):]*)\)", PAGE)
    assert len(links) > 10
    for link in links:
        file, _, heading = link.partition("#")
        text = (DOCS / (file or "things-that-go-wrong.md")).read_text(encoding="utf-8")
        headings = re.findall(r"^#+ (.+)$", text, re.MULTILINE)
        slugs = {re.sub(r"[^\w -]", "", one.lower()).replace(" ", "-") for one in headings}
        assert not heading or heading in slugs, link
