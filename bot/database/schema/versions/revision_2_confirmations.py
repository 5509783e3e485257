"""Make the table of confirmations, and let a grant say what it was granted for."""

import sqlalchemy as sa
from alembic import op

revision = "0002_since_0001"
down_revision = "0001_since_0001"


def upgrade() -> None:
    """Make them."""
    op.add_column("grants", sa.Column("scopes", sa.Text))
    op.create_table(
        "confirmations",
        sa.Column("key", sa.String(64), primary_key=True),
        sa.Column("person", sa.String(512), nullable=False),
        sa.Column("command", sa.String(64), nullable=False),
        sa.Column("wanted", sa.Text, nullable=False),
        sa.Column("until", sa.Double, nullable=False),
        sa.Column("taken_by", sa.String(512)),
        sa.Column("taken_until", sa.Double),
        sa.Column("outcome", sa.String(16)),
    )
