"""The rows of the vault: nobody writes over what is newer than what they read."""

import pytest
from sqlalchemy import update

from bot.database.schema.tables import grants as table
from bot.errors import Failure, Trouble
from bot.secret import Secret
from bot.tokens.grants import Grants
from bot.tokens.held import Held
from bot.tokens.organisation import ORGANISATION, OrgGrantOwner
from bot.tokens.seal import Seal
from bot.webex.oauth import Grant
from tests.tokens.conftest import KEY, Vault

_NAME = "person somebody"
_GRANT = Grant(Secret("access"), 3600, Secret("refresh"))
_FAILURE = Failure(Trouble.TIMEOUT, "POST /access_token")


@pytest.fixture
def grants(vault: Vault) -> Grants:
    return Grants(vault.database(), Seal([Secret(KEY)]))


def _kept(grants: Grants) -> Held:
    grants.put(_NAME, _GRANT, person_id="somebody")
    return _read(grants)


def _read(grants: Grants) -> Held:
    held = grants.read(_NAME)
    assert held
    return held


def test_one_at_a_time_has_the_lease_until_it_ends(vault: Vault, grants: Grants) -> None:
    held = _kept(grants)
    first = grants.lease(held, 24)
    assert first
    assert grants.lease(held, 24) is None
    vault.forward(25)
    second = grants.lease(held, 24)
    assert second not in {None, first}


def test_a_failure_gives_the_lease_back_and_is_kept_until_a_renewal(grants: Grants) -> None:
    held = _kept(grants)
    for _ in range(2):
        grants.fail(held, grants.lease(held, 24) or "", _FAILURE)
    failed = _read(grants)
    assert failed.failure == _FAILURE
    assert failed.failing_since
    assert failed.failing_since <= (failed.failed_at or 0)
    assert grants.renew(held, _GRANT)
    assert (_read(grants).failure, _read(grants).failing_since) == (None, None)


def test_who_has_lost_the_lease_has_no_say_in_failures(vault: Vault, grants: Grants) -> None:
    held = _kept(grants)
    first = grants.lease(held, 24) or ""
    vault.forward(25)
    second = grants.lease(held, 24) or ""
    grants.fail(held, first, _FAILURE)
    assert not grants.lose(held, first, _FAILURE, "as it is")
    assert _read(grants).failure is None
    assert grants.lose(held, second, _FAILURE, "as it is")
    assert not grants.lose(held, second, _FAILURE, "as it is")
    assert _read(grants).is_lost("as it is")
    assert not _read(grants).is_lost("as it has become")


def test_who_comes_late_with_a_renewal_still_counts_unless_another_did(
    vault: Vault, grants: Grants
) -> None:
    held = _kept(grants)
    grants.lease(held, 24)
    vault.forward(25)
    grants.lease(held, 24)
    assert grants.renew(held, _GRANT)
    assert not grants.renew(held, _GRANT)


def test_nothing_that_is_kept_makes_room_for_what_the_setting_holds(grants: Grants) -> None:
    _kept(grants)
    grants.adopt(_NAME, Secret("setting"), "source")
    assert _read(grants).refresh == Secret("refresh")
    grants.forget(_NAME)
    grants.adopt(_NAME, Secret("setting"), "source")
    assert (_read(grants).refresh, _read(grants).access) == (Secret("setting"), None)


def test_who_begins_with_the_setting_does_not_undo_what_another_has_begun(vault: Vault) -> None:
    vault.webex.world.switches.rotate_refresh_tokens = True
    other = vault.process().organisation

    class Interrupted(Grants):
        """Somebody else begins and renews between each look and what comes of it."""

        def read(self, name: str) -> Held | None:
            found = super().read(name)
            other.get()
            return found

    client = other.client
    assert client
    owner = OrgGrantOwner(client, Secret("fake-org-refresh-token"))
    grants = Interrupted(vault.database(), Seal([Secret(KEY)]))
    held = owner.held(grants)
    assert held.refresh not in {None, Secret("fake-org-refresh-token")}
    assert (held.name, vault.refreshes()) == (ORGANISATION, 1)


def test_a_sealed_text_in_another_row_opens_nothing(vault: Vault, grants: Grants) -> None:
    _kept(grants)
    grants.put("person else", _GRANT)
    sealed = next(row["sealed"] for row in vault.rows("grants") if row["name"] == _NAME)
    with vault.database().begin() as connection:
        connection.execute(update(table).where(table.c.name == "person else").values(sealed=sealed))
    moved = grants.read("person else")
    assert moved
    assert (moved.access, moved.refresh) == (None, None)
    assert not grants.reseal("person else")
