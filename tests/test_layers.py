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
bot.errors bot.ids bot.secret
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
    "websockets": ("bot.events",),
}


def _name(path: Path) -> str:
    return ".".join(path.relative_to(ROOT).with_suffix("").parts).removesuffix(".__init__")


FILES = {
    _name(path): path
    for path in (*(ROOT / "bot").rglob("*.py"), ROOT / "app.py", ROOT / "gunicorn.conf.py")
}
SANDBOX = sorted(name for name in FILES if f"{name}.".startswith("bot.sandbox."))
BOT = sorted(set(FILES) - set(SANDBOX))
# Nothing but data in, data out.
PURE_ROOMS = ("bot.dispatch.grammar.", "bot.reply.", "bot.webex.model.", "bot.errors.", "bot.ids.")
PURE = [name for name in BOT if f"{name}.".startswith(PURE_ROOMS)]
IMPURE = frozenset(
    "alembic authlib concurrent cryptography dotenv flask io logging multiprocessing os pathlib "
    "psycopg random requests secrets shutil signal socket sqlalchemy sqlite3 ssl subprocess sys "
    "tempfile threading time urllib3 webexteamssdk werkzeug".split()
)


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


def _folder(module: str) -> str:
    return module if FILES[module].name == "__init__.py" else module.rpartition(".")[0]


def _circle(arrows: dict[str, set[str]]) -> list[str]:
    """Return what is left when everything is taken away that needs nothing that is left."""
    left = dict(arrows)
    while free := [one for one, needs in left.items() if not needs & set(left)]:
        for one in free:
            del left[one]
    return sorted(left)


def test_no_files_need_each_other_in_a_circle() -> None:
    assert _circle({name: {*imports(name)} & set(BOT) for name in BOT}) == []


def test_no_folders_need_each_other_in_a_circle() -> None:
    arrows: dict[str, set[str]] = {}
    for module in BOT:
        ours = {_folder(name) for name in imports(module) & set(BOT)}
        arrows.setdefault(_folder(module), set()).update(ours - {_folder(module), "bot"})
    assert _circle(arrows) == []


@pytest.mark.parametrize(("library", "rooms"), OWNERS.items())
def test_a_library_stays_with_its_owner(library: str, rooms: tuple[str, ...]) -> None:
    users = {
        room(name) for name in BOT for one in imports(name) if f"{one}.".startswith(f"{library}.")
    }
    assert users <= set(rooms)
    assert users


def test_the_bot_and_the_sandbox_do_not_know_each_other() -> None:
    def other(module: str, theirs: list[str]) -> set[str]:
        return {*imports(module)} & {*theirs}

    assert {name for name in BOT if other(name, SANDBOX)} == set()
    assert {name for name in SANDBOX if other(name, BOT) - {"bot"}} == set()


def test_the_environment_is_read_where_the_settings_come_from() -> None:
    readers = {
        name
        for name in BOT
        for node in _parts(ast.parse(FILES[name].read_text(encoding="utf-8")))
        if (isinstance(node, ast.Attribute) and node.attr in {"environ", "environb", "getenv"})
        or (isinstance(node, ast.ImportFrom) and node.module == "os")
    }
    assert readers == {"bot.settings.environment"}


@pytest.mark.parametrize("module", PURE)
def test_a_pure_module_touches_no_network_clock_or_environment(module: str) -> None:
    used = {one.partition(".")[0] for one in imports(module)}
    assert used & IMPURE == set()
    tree = ast.parse(FILES[module].read_text(encoding="utf-8"))
    attributes = {node.attr for node in _parts(tree) if isinstance(node, ast.Attribute)}
    assert attributes & {"now", "today", "utcnow"} == set()
