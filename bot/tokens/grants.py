"""What Webex granted: one encrypted row each."""

import secrets
import time
from collections.abc import Iterable
from dataclasses import replace
from typing import Any

from sqlalchemy import Row, Update, bindparam, delete, false, func, select, true, update

from bot.database.schema.tables import grants
from bot.database.transactions import Database
from bot.errors import Failure
from bot.secret import Secret
from bot.tokens.held import Held, written
from bot.tokens.seal import Seal, UnreadableError
from bot.webex.oauth import Grant

# Renewed a day ahead of its end; what does not last long, in the last quarter of its life.
RENEW_AHEAD_S = 24 * 3600.0

_ACCESS, _REFRESH = "access", "refresh"


class Grants:
    """The grants of all processes on one database. Methods raise `UnavailableError`."""

    def __init__(self, database: Database, seal: Seal) -> None:
        self._database = database
        self._seal = seal
        named = select(grants, database.now().label("now")).where(
            grants.c.name == bindparam("name")
        )
        self._named = database.prepared(named)
        # Renewed grants that could not be stored yet, and when: Webex may take no older token.
        self._unkept: dict[str, tuple[Held, Grant, float]] = {}

    @property
    def key_id(self) -> str:
        """The name of the key that seals them."""
        return self._seal.key_id

    def read(self, name: str) -> Held | None:
        """Return a grant; None if there is none."""
        self._keep(name)
        rows = self._database.run(self._named, {"name": name})
        return self._held(rows[0]) if rows else None

    def put(
        self,
        name: str,
        grant: Grant,
        source: str = "",
        person_id: str | None = None,
        asked: Iterable[str] = (),
    ) -> None:
        """Keep a new grant, in place of any that was there.

        RFC 6749, 5.1: where Webex does not tell the scopes, they are those that were `asked` for.
        """
        scopes = {"scopes": _written(frozenset(asked))}
        row = scopes | self._renewed(name, grant) | {"source": source, "person_id": person_id}
        self._put(name, row, where=true())

    def adopt(self, name: str, refresh_token: Secret, source: str) -> None:
        """Keep a refresh token that is yet to be used, unless there is anything by now."""
        row = {
            **_nothing_wrong(),
            "sealed": self._sealed(name, None, refresh_token),
            "key_id": self._seal.key_id,
            "source": source,
            "renewed_at": None,
            "renew_at": 0.0,
            "expires_at": 0.0,
            "scopes": None,
        }
        self._put(name, row, where=false())

    def lease(self, held: Held, for_s: float) -> str | None:
        """Return a lease to renew a grant; None if somebody else has one, or the grant changed."""
        lease, now = secrets.token_hex(8), self._database.now()
        taken = (
            update(grants)
            .where(_is(held), (grants.c.lease.is_(None)) | (grants.c.lease_until < now))
            .values(lease=lease, lease_until=now + for_s)
            .returning(grants.c.name)
        )
        with self._database.begin() as connection:
            return lease if connection.execute(taken).first() else None

    def prolong(self, held: Held, lease: str, for_s: float) -> None:
        """Keep a lease for longer."""
        longer = update(grants).where(_is(held), grants.c.lease == lease)
        with self._database.begin() as connection:
            connection.execute(longer.values(lease_until=self._database.now() + for_s))

    def renew(self, held: Held, grant: Grant) -> bool:
        """Keep, durably, what a renewal gave; False if the grant was replaced or forgotten.

        What the database does not take is in memory, and kept ahead of the next `read`.
        """
        self._unkept[held.name] = (held, grant, time.monotonic())
        return self._keep(held.name)

    def _keep(self, name: str) -> bool:
        unkept = self._unkept.get(name)
        if unkept is None:
            return False
        held, grant, since = unkept
        left = replace(grant, expires_in_s=grant.expires_in_s - int(time.monotonic() - since))
        row = self._renewed(name, left) | {"source": held.source}
        kept = update(grants).where(_is(held)).values(**row).returning(grants.c.name)
        with self._database.begin(durable=True) as connection:
            is_kept = connection.execute(kept).first() is not None
        if self._unkept.get(name) is unkept:
            del self._unkept[name]
        return is_kept

    def fail(self, held: Held, lease: str, failure: Failure) -> None:
        """Take note that a renewal failed, which is no loss, and give the lease back."""
        failed = self._failed(held, lease, failure).values(lost_at=None, lost_under=None)
        with self._database.begin() as connection:
            connection.execute(failed)

    def lose(self, held: Held, lease: str, failure: Failure, under: str) -> bool:
        """Take note that Webex renews a grant no more; True for the one who is first to know."""
        failed = self._failed(held, lease, failure)
        lost = failed.values(lost_at=self._database.now(), lost_under=under)
        with self._database.begin(durable=True) as connection:
            return connection.execute(lost.returning(grants.c.name)).first() is not None

    def expire(self, held: Held) -> None:
        """Take note that Webex refuses the access token."""
        expired = update(grants).where(_is(held)).values(renew_at=0.0, expires_at=0.0)
        with self._database.begin() as connection:
            connection.execute(expired)

    def forget(self, name: str) -> bool:
        """Delete a grant; False if there was none."""
        gone = delete(grants).where(grants.c.name == name).returning(grants.c.name)
        with self._database.begin(durable=True) as connection:
            return connection.execute(gone).first() is not None

    def reseal(self, name: str) -> bool:
        """Seal a grant with the newest key; False if no key opens it."""
        held = self.read(name)
        if held is None or held.refresh is None:
            return held is None
        resealed = (
            update(grants)
            .where(_is(held))
            .values(sealed=self._sealed(name, held.access, held.refresh), key_id=self._seal.key_id)
        )
        with self._database.begin(durable=True) as connection:
            connection.execute(resealed)
        return True

    def _failed(self, held: Held, lease: str, failure: Failure) -> Update:
        now = self._database.now()
        return (
            update(grants)
            .where(_is(held), grants.c.lease == lease)
            .values(
                lease=None,
                failure=written(failure),
                failing_since=func.coalesce(grants.c.failing_since, now),
                failed_at=now,
            )
        )

    def _put(self, name: str, row: dict[str, Any], where: Any) -> None:
        row = row | {"stamp": secrets.token_hex(16), "lease": None, "lease_until": 0.0}
        put = (
            self._database.insert(grants)
            .values(name=name, **row)
            .on_conflict_do_update(index_elements=[grants.c.name], set_=row, where=where)
        )
        with self._database.begin(durable=True) as connection:
            connection.execute(put)

    def _renewed(self, name: str, grant: Grant) -> dict[str, Any]:
        now, lasts_s = self._database.now(), grant.expires_in_s
        return {
            **_nothing_wrong(),
            "stamp": secrets.token_hex(16),
            "sealed": self._sealed(name, grant.access_token, grant.refresh_token),
            "key_id": self._seal.key_id,
            "renewed_at": now,
            "renew_at": now + lasts_s - min(RENEW_AHEAD_S, lasts_s / 4),
            "expires_at": now + lasts_s,
            "lease": None,
            **({"scopes": _written(grant.scopes)} if grant.scopes else {}),
        }

    def _sealed(self, name: str, access: Secret | None, refresh: Secret) -> str:
        tokens = {_REFRESH: refresh} | ({_ACCESS: access} if access else {})
        return self._seal.close(name, tokens)

    def _held(self, row: Row[Any]) -> Held:
        try:
            tokens = self._seal.open(row.name, row.sealed)
        except UnreadableError:
            tokens = {}
        return Held.of(row, tokens.get(_ACCESS), tokens.get(_REFRESH))


def _is(held: Held) -> Any:
    return (grants.c.name == held.name) & (grants.c.stamp == held.stamp)


def _written(scopes: frozenset[str]) -> str | None:
    return " ".join(sorted(scopes)) or None


def _nothing_wrong() -> dict[str, None]:
    return dict.fromkeys(("failure", "failing_since", "failed_at", "lost_at", "lost_under"))
