"""Consents that people were sent a link for: each can be used once, within ten minutes."""

import secrets
from dataclasses import dataclass

from sqlalchemy import Delete, and_, delete, or_, select, update

from bot.database.schema.tables import consents
from bot.database.transactions import Database
from bot.secret import Secret
from bot.tokens.seal import Seal, UnreadableError, fingerprint

LASTS_S = 600.0
_VERIFIER = "verifier"


@dataclass(frozen=True, slots=True)
class Consent:
    """A consent that is asked for.

    `purpose` is a person's API id, or `organisation`; `verifier` the secret behind PKCE's
    challenge. `key` names it, and opens nothing.
    """

    purpose: str
    state: Secret
    verifier: Secret

    @property
    def key(self) -> str:
        """The hash of the state."""
        return _key(self.state)


class Consents:
    """The consents of all processes on one database. Methods raise `UnavailableError`."""

    def __init__(self, database: Database, seal: Seal) -> None:
        self._database = database
        self._seal = seal

    def begin(self, purpose: str) -> Consent:
        """Write down a new consent.

        Those asked for before stay good: a link may have been sent already, by a question that
        was interrupted and is answered again.
        """
        # RFC 7636, 4.1: 43 to 128 characters.
        consent = Consent(
            purpose, Secret(secrets.token_urlsafe(32)), Secret(secrets.token_urlsafe(64))
        )
        now = self._database.now()
        row = {
            "state_hash": consent.key,
            "purpose": purpose,
            "sealed": self._seal.close(consent.key, {_VERIFIER: consent.verifier}),
            "until": now + LASTS_S,
        }
        with self._database.begin(durable=True) as connection:
            connection.execute(self._old())
            connection.execute(self._database.insert(consents).values(**row))
        return consent

    def use(self, state: Secret) -> Consent | None:
        """Return the consent with that state, once; None if it is unknown, used or too old."""
        now, key = self._database.now(), _key(state)
        is_good = and_(
            consents.c.state_hash == key, consents.c.used_at.is_(None), consents.c.until > now
        )
        # Anybody may send any state: an unknown one must cost no write to the database.
        with self._database.begin() as connection:
            if connection.scalar(select(consents.c.until).where(is_good)) is None:
                return None
        used = (
            update(consents)
            .where(is_good)
            .values(used_at=now)
            .returning(consents.c.purpose, consents.c.sealed)
        )
        with self._database.begin(durable=True) as connection:
            row = connection.execute(used).first()
        try:
            verifier = self._seal.open(key, row.sealed)[_VERIFIER] if row else None
        except UnreadableError:
            verifier = None  # the key was changed meanwhile
        return Consent(row.purpose, state, verifier) if row and verifier else None

    def end(self, consent: Consent, outcome: str) -> None:
        """Write down what became of a consent, for whoever waits for it."""
        ended = update(consents).where(consents.c.state_hash == consent.key)
        with self._database.begin() as connection:
            connection.execute(ended.values(outcome=outcome, sealed=""))

    def outcome(self, consent: Consent) -> str | None:
        """Return what became of a consent; None: nothing yet."""
        wanted = select(consents.c.outcome).where(consents.c.state_hash == consent.key)
        with self._database.begin() as connection:
            return connection.scalar(wanted)

    def close(self, purpose: str) -> None:
        """Forget the consents for a purpose that nobody has come back with yet."""
        is_open = consents.c.used_at.is_(None)
        with self._database.begin(durable=True) as connection:
            connection.execute(delete(consents).where(consents.c.purpose == purpose, is_open))

    def forget(self, purpose: str) -> None:
        """Forget all consents for a purpose, those too that somebody just comes back with."""
        with self._database.begin(durable=True) as connection:
            connection.execute(delete(consents).where(consents.c.purpose == purpose))

    def is_there(self, consent: Consent) -> bool:
        """Tell whether a consent was not forgotten."""
        wanted = select(consents.c.until).where(consents.c.state_hash == consent.key)
        with self._database.begin() as connection:
            return connection.scalar(wanted) is not None

    def prune(self) -> None:
        """Forget the consents that are over."""
        with self._database.begin() as connection:
            connection.execute(self._old())

    def _old(self) -> Delete:
        # A consent used in its last moment may still be processed, and its outcome waited for.
        now, is_open = self._database.now(), consents.c.used_at.is_(None)
        until = consents.c.until
        return delete(consents).where(or_(and_(is_open, until < now), until < now - LASTS_S))


def _key(state: Secret) -> str:
    return fingerprint("state", state)
