"""The tables of the vault. Times are seconds since 1970.

Whatever opens something is sealed (see `bot.tokens.seal`). What is not sealed here is nobody's
secret: names, times, hashes, and how Webex refused.
"""

from sqlalchemy import Column, Double, String, Table, Text

from bot.database.tables import metadata

grants = Table(
    "grants",
    metadata,
    # `organisation`, or `person <uuid>`.
    Column("name", String(256), primary_key=True),
    # Another one whenever the tokens change, so that nobody writes over newer ones.
    Column("stamp", String(32), nullable=False),
    Column("sealed", Text, nullable=False),
    Column("key_id", String(16), nullable=False),
    # The hash of the setting that it came from; empty where it came from none.
    Column("source", String(64), nullable=False),
    # Whom to tell when it ends.
    Column("person_id", String(512)),
    # None: Webex has not been asked for an access token yet.
    Column("renewed_at", Double),
    Column("renew_at", Double, nullable=False),
    Column("expires_at", Double, nullable=False),
    # Who renews it now, and until when nobody else may.
    Column("lease", String(32)),
    Column("lease_until", Double, nullable=False),
    # How Webex failed us, from when on and when last; JSON of a `Failure`.
    Column("failure", Text),
    Column("failing_since", Double),
    Column("failed_at", Double),
    # Webex renews it no more, as things were: the hash of all that a renewal turns on.
    Column("lost_at", Double),
    Column("lost_under", String(64)),
)

consents = Table(
    "consents",
    metadata,
    # The state itself is in the link alone.
    Column("state_hash", String(64), primary_key=True),
    # A person's API id, or `organisation`.
    Column("purpose", String(512), nullable=False),
    Column("sealed", Text, nullable=False),
    Column("until", Double, nullable=False),
    # Set once: a link is good for one use.
    Column("used_at", Double),
    Column("outcome", String(32)),
)
