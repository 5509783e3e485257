"""Which way imports point: strictly downwards, between rooms and between files of a room."""

import ast
from collections.abc import Iterator
from functools import cache
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[1]

# From the top down. Rooms of one line do not import each other.
ROOMS = """
app gunicorn.conf
bot.application
bot.cli
bot.web
bot.runtime
bot.conversation
bot.events
bot.commands
bot.inbox bot.tokens bot.dispatch
bot.webex
bot.settings
bot.database bot.telemetry bot.reply
bot.address bot.errors bot.ids bot.secret
bot
"""
RANKS = {
    room: -depth for depth, line in enumerate(ROOMS.strip().splitlines()) for room in line.split()
}
# Who may use a library: everybody else asks them.
OWNERS = {
    "flask": ("app", "bot.application", "bot.cli", "bot.web"),
    "gunicorn": ("bot.web",),
    "webexteamssdk": ("bot.webex",),
    "authlib": ("bot.webex",),
    "cryptography": ("bot.tokens",),
    "alembic": ("bot.database",),
    "prometheus_client": ("bot.telemetry",),
    "dotenv": ("bot.settings",),
    "rich": ("bot.cli",),
}


def _name(path: Path) -> str:
    return ".".join(path.relative_to(ROOT).with_suffix("").parts).removesuffix(".__init__")


FILES = {
    _name(path): path
    for path in (*(ROOT / "bot").rglob("*.py"), ROOT / "app.py", ROOT / "gunicorn.conf.py")
}
SANDBOX = sorted(name for name in FILES if f"{name}.".startswith("bot.sandbox."))
BOT = sorted(set(FILES) - set(SANDBOX))


def room(module: str) -> str:
    """Return the room that a module stands in."""
    while module not in RANKS:
        module = module.rpartition(".")[0]
    return module


def _parts(node: ast.AST) -> Iterator[ast.AST]:
    """Walk all but what stands under `if TYPE_CHECKING:`."""
    yield node
    for child in ast.iter_child_nodes(node):
        if not (isinstance(child, ast.If) and ast.unparse(child.test).endswith("TYPE_CHECKING")):
            yield from _parts(child)


@cache
def imports(module: str) -> frozenset[str]:
    """Return what a module imports: our modules by their full names, libraries as written."""
    found: set[str] = set()
    for node in _parts(ast.parse(FILES[module].read_text(encoding="utf-8"))):
        if isinstance(node, ast.Import):
            found.update(alias.name for alias in node.names)
        elif isinstance(node, ast.ImportFrom):
            base = module.split(".")[: len(module.split(".")) - node.level] if node.level else []
            source = ".".join([*base, *filter(None, [node.module])])
            names = {f"{source}.{alias.name}" for alias in node.names}
            found |= {name if name in FILES else source for name in names}
    return frozenset(found - {module})


@pytest.mark.parametrize("module", BOT)
def test_a_module_imports_only_from_rooms_below_and_from_its_own(module: str) -> None:
    ours = {name for name in imports(module) if name in FILES}
    rank = RANKS[room(module)]
    upward = {n for n in ours if room(n) != room(module) and RANKS[room(n)] >= rank}
    assert upward == set()
