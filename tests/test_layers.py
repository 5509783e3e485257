"""Who may import what: imports point strictly downwards, and some libraries have one owner."""

# ruff: noqa: E501
import ast
import subprocess
import sys
from collections.abc import Iterator
from functools import cache
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[1]
SANDBOX = "bot.sandbox"

# From the ground up. A line names modules or packages that do not import each other; the longest
# name that fits a module tells its line, so a package's own parts may stand elsewhere.
LAYERS = (
    "bot.errors bot.reply.plain_text bot.ids bot.secret bot.reply.times bot.reply.card_size bot.webex.title_match bot.telemetry.context",
    "bot.web.core bot.events.afterwards bot.runtime.door",
    "bot.webex.model.country",
    "bot.telemetry.log.entry bot.telemetry.log.question bot.telemetry.metrics.port bot.telemetry.metrics.space",
    "bot.telemetry.metrics.folder",
    "bot.cli.checks.finding",
    "bot.settings.reader",
    "bot.commands.shared.reference bot.reply.escape bot.reply.weblink bot.dispatch.grammar.line bot.events.webhook bot.settings.settings bot.reply.blocks bot.webex.model.fields",
    "bot.webex.model.call_in",
    "bot.web.selftest bot.cli.checks.drawn bot.cli.checks.trouble",
    "bot.reply.markdown bot.reply.card bot.reply.paging bot.dispatch.grammar.arguments bot.webex.model bot.reply.explain",
    "bot.cli.checks.configuration bot.cli.checks.response",
    "bot.dispatch.grammar.usage bot.dispatch.ask bot.commands.shared.account bot.reply.no_room",
    "bot.dispatch.policy bot.conversation.patience bot.conversation.rate_limits bot.dispatch.audit",
    "bot.conversation.notices bot.reply.message",
    "bot.webex.failure bot.webex.memory bot.webex.reading bot.webex.trace bot.webex.together",
    "bot.webex.bounds bot.webex.global_numbers",
    "bot.telemetry.log.form",
    "bot.telemetry.log.human bot.telemetry.log.machine bot.telemetry.log.uncaught",
    "bot.telemetry.log",
    "bot.webex.counted",
    "bot.webex.session",
    "bot.webex.bearer",
    "bot.webex.people bot.webex.rooms bot.webex.members",
    "bot.webex.messages bot.webex.names bot.webex.guard",
    "bot.webex",
    "bot.webex.proof",
    "bot.dispatch.context bot.dispatch.permission bot.conversation.direct_message",
    "bot.commands.shared.personal_room bot.dispatch.command",
    "bot.dispatch.registry bot.dispatch.help_offer",
    "bot.dispatch.standing",
    "bot.commands",
    "bot.dispatch.dispatcher bot.events.receipts bot.conversation.incoming",
    "bot.conversation.outgoing bot.cli.asking",
    "bot.conversation.conversation",
    "bot.inbox bot.database.tables bot.inbox.alive bot.database.retry bot.database.prepared bot.database.wal_sync",
    "bot.database.token_tables bot.database.schema.revision",
    "bot.database.schema bot.database.schema.stamp bot.database.schema.lock bot.database.schema.migration",
    "bot.database.schema.setup",
    "bot.database.engine bot.database.cause bot.inbox.question",
    "bot.database.transactions",
    "bot.inbox.statement",
    "bot.inbox.store bot.inbox.upkeep bot.inbox.tally bot.inbox.presses",
    "bot.inbox.workers bot.inbox.letters bot.conversation.attempt bot.events.intake bot.events.catch_up",
    "bot.conversation.outcome",
    "bot.conversation.handler",
    "bot.runtime.housekeeping bot.runtime.status",
    "bot.runtime.readiness",
    "bot.tokens.seal bot.tokens.held bot.tokens.token_health",
    "bot.tokens.grants bot.tokens.consents",
    "bot.tokens.keeper",
    "bot.tokens.organisation bot.tokens.person",
    "bot.tokens.authorization bot.tokens.renewal",
    "bot.tokens",
    "bot.runtime.look bot.telemetry.metrics.prometheus",
    "bot.telemetry.metrics.state",
    "bot.telemetry.metrics.exposition",
    "bot.telemetry.metrics.figures",
    "bot.telemetry.metrics",
    "bot.cli.checks.state bot.cli.checks.side_by_side",
    "bot.cli.checks",
    "bot.runtime.conversation",
    "bot.runtime.parts",
    "bot.cli.database",
    "bot.web.page bot.web.plain bot.web.forwarded",
    "bot.cli.webhooks bot.cli.inbox bot.cli.org bot.cli.db",
    "bot.cli.reader bot.cli.answer bot.cli.findings bot.cli.checks.everything",
    "bot.web.connect bot.web.watch bot.cli.ask bot.cli.check",
    "bot.web bot.cli bot.web.gunicorn_log bot.cli.refusal",
    "bot.application bot.settings.environment bot.web.gunicorn_worker",
    "app gunicorn.conf",
)
RANKS = {name: rank for rank, names in enumerate(LAYERS) for name in names.split()}

PURE = frozenset(
    "bot.reply.plain_text bot.reply.times bot.ids bot.secret bot.errors bot.reply.blocks bot.dispatch.grammar.line bot.dispatch.grammar.arguments bot.dispatch.grammar.usage "
    "bot.dispatch.ask bot.dispatch.command bot.dispatch.registry bot.reply.explain bot.reply.escape bot.reply.weblink bot.reply.markdown bot.reply.card "
    "bot.reply.card_size bot.commands.shared.reference bot.commands.shared.account bot.dispatch.help_offer bot.reply.paging "
    "bot.reply.no_room bot.conversation.patience bot.conversation.notices bot.conversation.rate_limits bot.webex.title_match bot.reply.message "
    "bot.events.webhook bot.settings.reader bot.settings.settings bot.dispatch.policy bot.database.schema.revision bot.web.selftest "
    "bot.cli.checks.finding bot.cli.checks.drawn bot.cli.checks.trouble bot.cli.checks.configuration "
    "bot.cli.checks.response".split()
)
IMPURE_LIBRARIES = frozenset(
    "alembic asyncio authlib cachetools concurrent cryptography dotenv flask ftplib http.client "
    "http.server io logging multiprocessing os pathlib psycopg random requests secrets shutil "
    "signal smtplib socket sqlalchemy sqlite3 ssl subprocess sys tempfile threading time "
    "urllib.request urllib3 webexteamssdk werkzeug".split()
)
CLOCKS = frozenset({"now", "today", "utcnow"})


def _is_in(module: str, package: str) -> bool:
    return module == package or module.startswith(f"{package}.")


def _is_pure(module: str) -> bool:
    return module in PURE or _is_in(module, "bot.webex.model")


def _name(path: Path) -> str:
    parts = path.relative_to(ROOT).with_suffix("").parts
    return ".".join(parts).removesuffix(".__init__")


FILES = {
    _name(path): path
    for path in (*(ROOT / "bot").rglob("*.py"), ROOT / "app.py", ROOT / "gunicorn.conf.py")
}


OUTSIDE = sorted(name for name in FILES if not _is_in(name, SANDBOX))
INSIDE = sorted(set(FILES) - set(OUTSIDE))


@cache
def _tree(module: str) -> ast.Module:
    return ast.parse(FILES[module].read_text(encoding="utf-8"))


def _running(node: ast.AST) -> Iterator[ast.AST]:
    """Walk what runs: all but what stands under `if TYPE_CHECKING:`."""
    yield node
    for child in ast.iter_child_nodes(node):
        if isinstance(child, ast.If) and ast.unparse(child.test).endswith("TYPE_CHECKING"):
            continue
        yield from _running(child)


@cache
def imports(module: str) -> frozenset[str]:
    """Return what a module imports: our modules by their full names, libraries as written."""
    found: set[str] = set()
    for node in _running(_tree(module)):
        if isinstance(node, ast.Import):
            found.update(alias.name for alias in node.names)
        elif isinstance(node, ast.ImportFrom):
            source = _source(module, node)
            names = {f"{source}.{alias.name}" for alias in node.names}
            ours = names & set(FILES)
            found |= ours if ours == names else {*ours, source}
    return frozenset(found)


def _source(module: str, node: ast.ImportFrom) -> str:
    if not node.level:
        return node.module or ""
    is_package = FILES[module].name == "__init__.py"
    parts = module.split(".")
    base = parts[: len(parts) - node.level + is_package]
    return ".".join([*base, *filter(None, [node.module])])


def rank(module: str) -> int | None:
    """Return how high a module stands; None if no line names it."""
    while module and module not in RANKS:
        module = module.rpartition(".")[0]
    return RANKS.get(module)


def users(library: str) -> set[str]:
    return {name for name in FILES if any(_is_in(one, library) for one in imports(name))}


def _outside_users(library: str) -> set[str]:
    return users(library) & set(OUTSIDE)


@pytest.mark.parametrize("module", OUTSIDE)
def test_every_module_stands_on_a_line_and_imports_only_from_lines_below(module: str) -> None:
    above = rank(module)
    if module == "bot":
        assert imports(module) == frozenset()
        return
    assert above is not None, f"name {module} in LAYERS"
    ours = {name for name in imports(module) if name in FILES and name != "bot"}
    assert {name for name in ours if (rank(name) or 0) >= above} == set()


def test_every_line_names_what_there_is() -> None:
    packages = {name.rpartition(".")[0] for name in FILES}
    assert set(RANKS) <= {*FILES, *packages}
    assert set(FILES) >= PURE


@pytest.mark.parametrize("module", OUTSIDE)
def test_nothing_outside_the_sandbox_knows_the_sandbox(module: str) -> None:
    assert {name for name in imports(module) if _is_in(name, SANDBOX)} == set()


@pytest.mark.parametrize("module", INSIDE)
def test_the_sandbox_knows_nothing_of_the_bot(module: str) -> None:
    ours = {name for name in imports(module) if _is_in(name, "bot")}
    assert {name for name in ours if not _is_in(name, SANDBOX)} == set()


def test_flask_stays_in_the_web_layer() -> None:
    layer = ("bot.web", "bot.cli", "bot.application")
    users = _outside_users("flask")
    assert {name for name in users if not any(_is_in(name, one) for one in layer)} == set()


def test_two_modules_know_the_server_from_within() -> None:
    assert users("gunicorn") == {"bot.web.gunicorn_worker", "bot.web.gunicorn_log"}


def test_the_oauth_library_stays_in_the_webex_adapter() -> None:
    assert _outside_users("authlib") == {"bot.webex.oauth"}


def test_one_module_knows_how_secrets_are_sealed() -> None:
    assert _outside_users("cryptography") == {"bot.tokens.seal"}


def test_the_library_of_the_revisions_stays_with_them() -> None:
    modules = {
        name for name in users("alembic") if not _is_in(name, "bot.database.schema.versions")
    }
    assert modules == {"bot.database.schema.env", "bot.database.schema.migration"}


def test_what_draws_for_the_terminal_is_not_loaded_by_the_bot() -> None:
    assert _outside_users("rich") == {"bot.cli.answer"}
    loads = "import sys, bot.application; print(*sorted(sys.modules))"
    loaded = subprocess.run(  # noqa: S603  # our own program
        [sys.executable, "-c", loads], cwd=ROOT, capture_output=True, text=True, check=True
    ).stdout.split()
    assert "bot.cli.ask" in loaded
    assert {"rich", "bot.cli.checks.everything"}.isdisjoint(loaded)


def test_the_sdk_stays_in_the_webex_adapter() -> None:
    assert {name for name in users("webexteamssdk") if not _is_in(name, "bot.webex")} == set()


def test_the_environment_is_read_in_one_place() -> None:
    readers = {
        name
        for name in OUTSIDE
        for node in _running(_tree(name))
        if (isinstance(node, ast.Attribute) and node.attr in {"environ", "environb", "getenv"})
        or (isinstance(node, ast.ImportFrom) and node.module == "os")
    }
    assert readers == {"bot.settings.environment"}


PURE_ONES = sorted(filter(_is_pure, FILES))


@pytest.mark.parametrize("module", PURE_ONES)
def test_a_pure_module_touches_no_network_clock_or_environment(module: str) -> None:
    libraries = {
        library
        for library in IMPURE_LIBRARIES
        if any(_is_in(one, library) for one in imports(module))
    }
    assert libraries == set()
    clocks = {
        ast.unparse(node)
        for node in _running(_tree(module))
        if isinstance(node, ast.Attribute) and node.attr in CLOCKS
    }
    assert clocks == set()


@pytest.mark.parametrize("module", PURE_ONES)
def test_a_pure_module_imports_only_pure_ones_of_ours(module: str) -> None:
    # A command's fetch takes the desk, and `bot.dispatch.command` names its type.
    named = {"bot.dispatch.context"} if module == "bot.dispatch.command" else set()
    ours = {name for name in imports(module) if name in FILES}
    assert {name for name in ours if not _is_pure(name)} == named
