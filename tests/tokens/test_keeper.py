"""What a renewal gave is not lost, and a renewal that was killed is done by whoever comes next."""

import contextlib
import threading
from collections.abc import Iterator
from functools import partial

import pytest
from sqlalchemy import Connection

from bot.database.engine import engine_for
from bot.database.transactions import Database
from bot.errors import UnavailableError
from bot.sandbox.seed import name
from bot.secret import Secret
from bot.settings.reader import Client
from bot.tokens.grants import Grants
from bot.tokens.keeper import Keeper
from bot.tokens.organisation import ORGANISATION, Organisation
from bot.tokens.seal import Seal
from bot.webex.oauth import OAuth
from tests.tokens.conftest import KEY, Vault

_LIFE_S = 14 * 24 * 3600  # of an access token
_CLIENT = Client(name.ORG_CLIENT_ID, Secret(name.ORG_CLIENT_SECRET))


class _ReadOnly(Database):
    """Takes nothing durable while it is `full`."""

    full = False

    @contextlib.contextmanager
    def begin(self, *, durable: bool = False) -> Iterator[Connection]:
        if durable and self.full:
            raise UnavailableError("full")
        with super().begin(durable=durable) as connection:
            yield connection


class _Process:
    """A process of the bot that has the organisation's access."""

    def __init__(self, vault: Vault) -> None:
        self.database = _ReadOnly(engine_for(vault.url, 2), vault.clock)
        self.grants = Grants(self.database, Seal([Secret(KEY)]))
        setting, keep = Secret(name.ORG_REFRESH_TOKEN), partial(Keeper, insist_s=0)
        self.organisation = Organisation(
            self.grants, OAuth(vault.webex.url), _CLIENT, setting, keep
        )


@pytest.fixture
def processes(vault: Vault) -> Iterator[list[_Process]]:
    vault.webex.world.switches.rotate_refresh_tokens = True
    found = [_Process(vault) for _ in range(2)]
    found[0].organisation.health()  # makes the tables
    yield found
    for process in found:
        process.database.close()


def test_what_could_not_be_stored_is_kept_until_it_is(
    vault: Vault, processes: list[_Process]
) -> None:
    one, other = processes
    first = one.organisation.get()
    vault.forward(_LIFE_S)
    one.database.full = True
    for _ in range(3):
        with pytest.raises(UnavailableError):
            one.organisation.get()
    assert vault.refreshes() == 2
    one.database.full = False
    second = one.organisation.get()
    assert second != first
    assert other.organisation.get() == second
    assert vault.refreshes() == 2
    vault.forward(_LIFE_S)  # and what it holds is what Webex takes
    assert other.organisation.get() not in {first, second}


def test_who_waits_for_a_renewal_that_was_killed_does_it_themselves(
    vault: Vault, processes: list[_Process]
) -> None:
    killed, other = processes
    killed.organisation.get()
    vault.forward(_LIFE_S)
    held = killed.grants.read(ORGANISATION)
    assert held
    assert killed.grants.lease(held, 16)
    found: list[Secret] = []
    waiting = threading.Thread(target=lambda: found.append(other.organisation.get()))
    waiting.start()
    vault.forward(17)
    waiting.join(60)
    assert len(found) == 1
    assert vault.refreshes() == 2
