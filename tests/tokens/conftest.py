import contextlib
from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path

import pytest
from cryptography.fernet import Fernet
from sqlalchemy import text

from bot.database.engine import engine_for
from bot.database.transactions import Database
from bot.reply.blocks import Reply
from bot.sandbox import Sandbox
from bot.sandbox.bot_process import settings_for
from bot.sandbox.grant import RefreshToken
from bot.sandbox.seed import name
from bot.settings import settings
from bot.tokens.access import Access, access_for
from bot.tokens.borrowed import borrowing
from bot.tokens.keeper import Keep, Keeper
from bot.webex.bearer import Connections
from tests.by_hand import Clock

KEY = Fernet.generate_key().decode()
OLDER_KEY = Fernet.generate_key().decode()
_TIMES = ("renewed_at", "renew_at", "expires_at", "lease_until", "failed_at", "lost_at")


@dataclass
class Vault:
    """Processes of the bot with one database, at one pretend Webex; `told` is what people got."""

    webex: Sandbox
    url: str
    clock: Clock = field(default_factory=Clock)
    told: list[tuple[str, str]] = field(default_factory=list)
    _opened: list[Database] = field(default_factory=list)
    _open: contextlib.ExitStack = field(default_factory=contextlib.ExitStack)

    def borrower(self, **changes: str) -> Access:
        """Return the access of a command of the operator's."""
        return self._access(borrowing(is_kept=changes.get("TOKEN_KEY") != ""), changes)

    def process(self, **changes: str) -> Access:
        """Start a process of the bot."""
        return self._access(Keeper, changes)

    def _access(self, keep: Keep, changes: dict[str, str]) -> Access:
        given = {
            **settings_for(self.webex.url, 1, Path("unused")),
            "WEBEX_CLIENT_ID": name.CLIENT_ID,
            "WEBEX_CLIENT_SECRET": name.CLIENT_SECRET,
            "TOKEN_KEY": KEY,
            **changes,
        }
        connections = Connections(self.webex.url, 4)
        access = access_for(
            settings.read(given),
            self.database(),
            connections,
            lambda *told: self._tell(*told),
            keep,
        )
        self._open.callback(access.close)
        return access

    def database(self) -> Database:
        database = Database(engine_for(self.url, 8), self.clock)
        self._open.callback(database.close)
        return database

    def _tell(self, person_id: str, reply: Reply) -> None:
        self.told.append((self.webex.world.people[person_id].email, reply.title))

    def forward(self, seconds: float) -> None:
        """Let time pass: move the clock, or what is written down where the server has its own."""
        if self.url.startswith("sqlite"):
            self.clock.now += seconds
            return
        moved = ", ".join(f"{time} = {time} - :by" for time in _TIMES)
        with self.database().begin() as connection:
            connection.execute(text(f"UPDATE grants SET {moved}"), {"by": seconds})  # noqa: S608
            connection.execute(text("UPDATE consents SET until = until - :by"), {"by": seconds})

    def rows(self, table: str) -> list[dict[str, object]]:
        with self.database().begin() as connection:
            found = connection.execute(text(f"SELECT * FROM {table}"))  # noqa: S608
            return [dict(row) for row in found.mappings()]

    def refreshes(self) -> int:
        """Return how often Webex was asked for tokens."""
        return sum(call.path == "/v1/access_token" for call in self.webex.calls())

    def refresh_token_of(self, email: str, client: str, *scopes: str) -> str:
        """Let somebody have granted something before."""
        world = self.webex.world
        value = f"refresh token of {email}"
        person = world.person(email)
        world.refresh_tokens[value] = RefreshToken(
            value,
            client,
            person.id,
            frozenset(scopes),
            "person",
            world.refresh_tokens[name.ORG_REFRESH_TOKEN].expires,
        )
        return value

    def close(self) -> None:
        self._open.close()


@pytest.fixture
def sqlite_vault(webex: Sandbox, sqlite_url: str) -> Iterator[Vault]:
    with contextlib.closing(Vault(webex, sqlite_url)) as found:
        yield found


@pytest.fixture
def vault(webex: Sandbox, database_url: str) -> Iterator[Vault]:
    with contextlib.closing(Vault(webex, database_url)) as found:
        yield found
