"""The table of questions.

One row per question. The unique key is the de-duplication, the lease with its owner is the
recovery, `posting_at` tells a resumed question that its answer may be out already. Times are
seconds since 1970.
"""

from sqlalchemy import (
    Column,
    Float,
    Index,
    Integer,
    MetaData,
    String,
    Table,
    Text,
    UniqueConstraint,
)

metadata = MetaData()

# `waiting` for a worker until `due_at`, `running` under a lease, `answered`, or `dead`: given up.
WAITING, RUNNING, ANSWERED, DEAD = "waiting", "running", "answered", "dead"

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
    Column("state", String(16), nullable=False),
    Column("arrived_at", Float, nullable=False),
    Column("due_at", Float, nullable=False),
    Column("tries", Integer, nullable=False),
    Column("owner", String(128)),
    Column("lease_until", Float),
    Column("posting_at", Float),
    Column("ended_at", Float),
    Column("last_error", Text),
    UniqueConstraint("resource", "event", "subject_id", name="questions_once"),
)

# Finished rows are the many and open ones the few: the indexes hold the few.
Index(
    "questions_open",
    questions.c.state,
    questions.c.number,
    sqlite_where=questions.c.state.in_([WAITING, RUNNING]),
    postgresql_where=questions.c.state.in_([WAITING, RUNNING]),
)
