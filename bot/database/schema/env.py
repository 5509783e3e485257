"""What Alembic runs to run revisions, on the connection that `.migration` gives it."""

from alembic import context

context.configure(connection=context.config.attributes["connection"])
context.run_migrations()
