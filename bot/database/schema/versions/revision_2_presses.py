"""Remember which question a button's press became."""

import sqlalchemy as sa
from alembic import op

revision = "0002_since_0001"
down_revision = "0001_since_0001"


def upgrade() -> None:
    """Make the table of presses."""
    op.create_table(
        "presses",
        sa.Column("key", sa.String(64), primary_key=True),
        sa.Column("question", sa.Integer, nullable=False),
        sa.Column("at", sa.Double, nullable=False),
    )
