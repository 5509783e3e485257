"""Looks after all grants in one process: renews them early, encrypts them with new keys."""

import logging
import time
from collections.abc import Sequence
from dataclasses import dataclass, field
from typing import Any

from sqlalchemy import ColumnElement, Row, and_, false, func, or_, select

from bot.database.schema.tables import grants
from bot.database.transactions import Database
from bot.errors import ClientRefusedError, RoomdeskError, UnavailableError, WebexError
from bot.tokens.consents import Consents
from bot.tokens.grants import Grants
from bot.tokens.organisation import ORGANISATION, Organisation
from bot.tokens.person import ConnectedPeople
from bot.tokens.seal import Seal

log = logging.getLogger(__name__)

_AT_ONCE = 20
_AFTER_A_FAILURE_S = 300.0
_LONGEST_S = 20.0


@dataclass(slots=True)
class Renewal:
    """Looks after the grants, at each round of housekeeping."""

    database: Database
    seal: Seal
    store: Grants
    consents: Consents
    organisation: Organisation
    people: ConnectedPeople
    _is_first: bool = True
    _unneeded: set[str] = field(default_factory=set)

    def look(self) -> None:
        """Do what is to be done now. Raises: UnavailableError."""
        if self._is_first:
            self._count_unreadable()
            self._attempt(ORGANISATION, None)  # the sooner a bad setting shows, the better
            self._is_first = False
        self.consents.prune()
        rows = self._rows()
        for row in rows:
            if row.key_id != self.seal.key_id:
                self.store.reseal(row.name)
        until = time.monotonic() + _LONGEST_S
        for row in rows:
            if row.is_due and not self._attempt(row.name, row.person_id):
                return
            if time.monotonic() > until:
                return  # the rest is due at the next look; other duties wait
        self._name_unneeded_keys()

    def _rows(self) -> Sequence[Row[Any]]:
        """Return the grants that are due, or encrypted with an older key."""
        is_due, older = self._is_due(), self.seal.key_ids[1:]
        wanted = (
            select(grants.c.name, grants.c.person_id, grants.c.key_id, is_due.label("is_due"))
            .where(or_(is_due, grants.c.key_id.in_(older)))
            .order_by(grants.c.renew_at)
            .limit(_AT_ONCE)
        )
        with self.database.begin() as connection:
            return connection.execute(wanted).all()

    def _is_due(self) -> ColumnElement[bool]:
        now, row = self.database.now(), grants.c
        is_org = row.name == ORGANISATION
        kinds = [(is_org, self.organisation.under), (~is_org, self.people.under)]
        return and_(
            row.renew_at <= now,
            row.key_id.in_(self.seal.key_ids),
            or_(row.failed_at.is_(None), row.failed_at < now - _AFTER_A_FAILURE_S),
            or_(row.lease.is_(None), row.lease_until < now),
            or_(
                false(),
                *(
                    and_(is_kind, or_(row.lost_at.is_(None), row.lost_under != under))
                    for is_kind, under in kinds
                    if under
                ),
            ),
        )

    def _attempt(self, name: str, person_id: str | None) -> bool:
        """Renew a grant; False if Webex is away, so that others need not be tried."""
        try:
            if name != ORGANISATION:
                self.people.renew(person_id or "")
            elif self._is_first:
                self.organisation.get()
            else:
                self.organisation.renew()
        except WebexError as error:
            log.warning("%s: not renewed yet: %s", name.partition(" ")[0], error)
            return not error.failure.passes
        except ClientRefusedError:
            return False  # it was logged; the same client asks for the others too
        except UnavailableError:
            raise
        except RoomdeskError:
            pass  # it is not set up, or lost, and whoever must act was told
        return True

    def unreadable(self) -> int:
        """Return how many grants no key of ours opens. Raises: UnavailableError."""
        wanted = select(func.count()).where(grants.c.key_id.not_in(self.seal.key_ids))
        with self.database.begin() as connection:
            return connection.scalar(wanted) or 0

    def _count_unreadable(self) -> None:
        if count := self.unreadable():
            log.error("no key of TOKEN_KEY opens %s kept connections: add the key before", count)

    def _name_unneeded_keys(self) -> None:
        """Say once of each older key that nothing is sealed with it any more."""
        older = set(self.seal.key_ids[1:]) - self._unneeded
        if not older:
            return
        with self.database.begin() as connection:
            used = set(connection.scalars(select(grants.c.key_id).distinct()))
        for key_id in older - used:
            place = self.seal.key_ids.index(key_id) + 1
            log.info("key %s of TOKEN_KEY seals nothing any more: it can be removed", place)
            self._unneeded.add(key_id)
