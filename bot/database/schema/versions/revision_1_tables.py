"""Make the tables of the inbox and of the tokens."""

import sqlalchemy as sa
from alembic import op

revision = "0001_since_0001"
down_revision = None

_OPEN = sa.text("ended_at IS NULL")
_CLOSED = sa.text("ended_at IS NOT NULL")
_DEAD = sa.text("outcome = 'dead'")


def upgrade() -> None:
    """Make them."""
    _questions()
    _indexes()
    _small_tables()
    _grants()
    _consents()


def _questions() -> None:
    op.create_table(
        "questions",
        sa.Column("number", sa.Integer, primary_key=True, autoincrement=True),
        sa.Column("resource", sa.String(64), nullable=False),
        sa.Column("event", sa.String(64), nullable=False),
        sa.Column("subject_id", sa.String(512), nullable=False),
        sa.Column("room_id", sa.String(512), nullable=False),
        sa.Column("person_id", sa.String(512), nullable=False),
        sa.Column("payload", sa.Text, nullable=False),
        sa.Column("arrived_at", sa.Double, nullable=False),
        sa.Column("turn", sa.Integer, nullable=False),
        sa.Column("due_at", sa.Double, nullable=False),
        sa.Column("owner", sa.String(128)),
        sa.Column("tries", sa.Integer, nullable=False),
        sa.Column("crashes", sa.Integer, nullable=False),
        sa.Column("posting_at", sa.Double),
        sa.Column("last_error", sa.Text),
        sa.Column("ended_at", sa.Double),
        sa.Column("outcome", sa.String(16)),
        sa.UniqueConstraint("resource", "event", "subject_id", name="questions_once"),
    )


def _indexes() -> None:
    _index("questions_turn", ["turn", "number"], _OPEN)
    _index("questions_room", ["room_id", "turn"], _OPEN)
    _index("questions_person", ["person_id", "turn"], _OPEN)
    _index("questions_owner", ["owner"], _OPEN)
    _index("questions_dead", ["ended_at"], _DEAD)
    _index("questions_ended", ["ended_at"], _CLOSED)


def _index(name: str, columns: list[str], where: sa.TextClause) -> None:
    op.create_index(
        name,
        "questions",
        columns,
        sqlite_where=where,
        postgresql_where=where,
    )


def _small_tables() -> None:
    op.create_table(
        "marks",
        sa.Column("name", sa.String(64), primary_key=True),
        sa.Column("value", sa.Double, nullable=False),
    )
    op.create_table(
        "duties",
        sa.Column("name", sa.String(64), primary_key=True),
        sa.Column("owner", sa.String(128), nullable=False),
        sa.Column("until", sa.Double, nullable=False),
    )
    op.create_table(
        "tallies",
        sa.Column("name", sa.String(1024), primary_key=True),
        sa.Column("count", sa.Integer, nullable=False),
        sa.Column("until", sa.Double, nullable=False),
    )
    op.create_table(
        "presses",
        sa.Column("key", sa.String(64), primary_key=True),
        sa.Column("question", sa.Integer, nullable=False),
        sa.Column("at", sa.Double, nullable=False),
    )


def _grants() -> None:
    op.create_table(
        "grants",
        sa.Column("name", sa.String(256), primary_key=True),
        sa.Column("stamp", sa.String(32), nullable=False),
        sa.Column("sealed", sa.Text, nullable=False),
        sa.Column("key_id", sa.String(16), nullable=False),
        sa.Column("source", sa.String(64), nullable=False),
        sa.Column("person_id", sa.String(512)),
        sa.Column("renewed_at", sa.Double),
        sa.Column("renew_at", sa.Double, nullable=False),
        sa.Column("expires_at", sa.Double, nullable=False),
        sa.Column("lease", sa.String(32)),
        sa.Column("lease_until", sa.Double, nullable=False),
        sa.Column("failure", sa.Text),
        sa.Column("failing_since", sa.Double),
        sa.Column("failed_at", sa.Double),
        sa.Column("lost_at", sa.Double),
        sa.Column("lost_under", sa.String(64)),
    )


def _consents() -> None:
    op.create_table(
        "consents",
        sa.Column("state_hash", sa.String(64), primary_key=True),
        sa.Column("purpose", sa.String(512), nullable=False),
        sa.Column("sealed", sa.Text, nullable=False),
        sa.Column("until", sa.Double, nullable=False),
        sa.Column("used_at", sa.Double),
        sa.Column("outcome", sa.String(32)),
    )
