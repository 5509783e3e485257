"""Two processes of the operating system that renew one grant at once."""

import multiprocessing
import threading
from concurrent.futures import ProcessPoolExecutor

from bot.database.engine import engine_for
from bot.database.transactions import Database
from bot.sandbox import Fault
from bot.sandbox.seed import name
from bot.secret import Secret
from bot.settings.reader import Client
from bot.tokens.grants import Grants
from bot.tokens.organisation import Organisation
from bot.tokens.seal import Seal
from bot.webex.oauth import OAuth
from tests.tokens.conftest import KEY, Vault

_EACH = 4
_together: threading.Barrier | None = None  # of the processes, each of which has its own module


def _begin(together: threading.Barrier) -> None:
    global _together  # what a process is given as it starts
    _together = together


def _get(webex_url: str, database_url: str, key: str) -> list[str]:
    """Get the token on several threads, once the other process is ready too."""
    database = Database(engine_for(database_url, _EACH))
    client = Client(name.ORG_CLIENT_ID, Secret(name.ORG_CLIENT_SECRET))
    organisation = Organisation(
        Grants(database, Seal([Secret(key)])),
        OAuth(webex_url),
        client,
        Secret(name.ORG_REFRESH_TOKEN),
    )
    assert _together
    _together.wait(30)
    found: list[str] = []
    threads = [
        threading.Thread(target=lambda: found.append(organisation.get().reveal()))
        for _ in range(_EACH)
    ]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    database.close()
    return found


def test_two_processes_use_a_refresh_token_once(vault: Vault) -> None:
    vault.webex.world.switches.rotate_refresh_tokens = True
    vault.webex.faults.add(Fault(path="/access_token", hang_s=0.3))
    spawn = multiprocessing.get_context("spawn")
    together = spawn.Barrier(2)
    with ProcessPoolExecutor(2, spawn, initializer=_begin, initargs=(together,)) as pool:
        asked = [pool.submit(_get, vault.webex.url, vault.url, KEY) for _ in range(2)]
        found = [token for one in asked for token in one.result(60)]
    assert len(found) == 2 * _EACH
    assert len(set(found)) == 1
    assert vault.refreshes() == 1
    assert [row["failure"] for row in vault.rows("grants")] == [None]
