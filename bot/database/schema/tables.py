"""The tables: of the inbox, then of the tokens. Times are seconds since 1970.

One row of `questions` per question. The unique key is the de-duplication, the lease with its owner
is the recovery, `posting_at` tells a resumed question that its answer may be out already.
"""

from sqlalchemy import (
    Column,
    Double,
    Index,
    Integer,
    MetaData,
    String,
    Table,
    Text,
    UniqueConstraint,
    text,
)

metadata = MetaData()

questions = Table(
    "questions",
    metadata,
    Column("number", Integer, primary_key=True, autoincrement=True),
    Column("resource", String(64), nullable=False),
    Column("event", String(64), nullable=False),
    Column("subject_id", String(512), nullable=False),
    Column("room_id", String(512), nullable=False),
    Column("person_id", String(512), nullable=False),
    Column("payload", Text, nullable=False),
    Column("arrived_at", Double, nullable=False),
    # Its place in a queue where every space and every person takes turns.
    Column("turn", Integer, nullable=False),
    # Nobody takes it before: a wait between tries, or the end of its owner's lease.
    Column("due_at", Double, nullable=False),
    Column("owner", String(128)),
    Column("tries", Integer, nullable=False),
    # How many processes ended while they worked on it.
    Column("crashes", Integer, nullable=False),
    Column("posting_at", Double),
    Column("last_error", Text),
    # Set together: the question is closed, `answered` or `dead`.
    Column("ended_at", Double),
    Column("outcome", String(16)),
    UniqueConstraint("resource", "event", "subject_id", name="questions_once"),
)

# Small facts that outlive a process: how far the past is known, when a webhook was found disabled.
marks = Table(
    "marks",
    metadata,
    Column("name", String(64), primary_key=True),
    Column("value", Double, nullable=False),
)

# What one process does for all of them, under a lease.
duties = Table(
    "duties",
    metadata,
    Column("name", String(64), primary_key=True),
    Column("owner", String(128), nullable=False),
    Column("until", Double, nullable=False),
)

# How often somebody asked, until when.
tallies = Table(
    "tallies",
    metadata,
    Column("name", String(1024), primary_key=True),
    Column("count", Integer, nullable=False),
    Column("until", Double, nullable=False),
)

# Which question a button's press became, so that a double press is answered once.
presses = Table(
    "presses",
    metadata,
    Column("key", String(64), primary_key=True),
    Column("question", Integer, nullable=False),
    Column("at", Double, nullable=False),
)

# What somebody was asked to confirm before it is done: see `bot.inbox.confirmations`.
confirmations = Table(
    "confirmations",
    metadata,
    # A hash: the nonce itself is in the button alone.
    Column("key", String(64), primary_key=True),
    Column("person", String(512), nullable=False),
    # The title of the command that does it, and what it has to know; JSON, and never a secret.
    Column("command", String(64), nullable=False),
    Column("wanted", Text, nullable=False),
    Column("until", Double, nullable=False),
    # The question that does it, and until when no other may.
    Column("taken_by", String(512)),
    Column("taken_until", Double),
    # `done` or `left`, once it is over.
    Column("outcome", String(16)),
)

# Closed questions are the many, open ones the few: these indexes hold the few, and so stay small.
_OPEN = text("ended_at IS NULL")
for _name, _columns in {
    "questions_turn": (questions.c.turn, questions.c.number),
    "questions_room": (questions.c.room_id, questions.c.turn),
    "questions_person": (questions.c.person_id, questions.c.turn),
    "questions_owner": (questions.c.owner,),
}.items():
    Index(_name, *_columns, sqlite_where=_OPEN, postgresql_where=_OPEN)

_CLOSED = text("ended_at IS NOT NULL")
# The dead are few too, and asked for by people who wait for the answer.
_DEAD = text("outcome = 'dead'")
Index("questions_dead", questions.c.ended_at, sqlite_where=_DEAD, postgresql_where=_DEAD)
Index("questions_ended", questions.c.ended_at, sqlite_where=_CLOSED, postgresql_where=_CLOSED)

# The tables of `bot.tokens`. Whatever opens something is sealed (see `bot.tokens.seal`). What is
# not sealed here is nobody's secret: names, times, hashes, and how Webex refused.

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
    # What it was granted for, with spaces between; None: nobody has said.
    Column("scopes", Text),
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
